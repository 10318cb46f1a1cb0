package dev.archcheck.packaging;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.util.Map;

/**
 * Rewrites a class file from before Java 6 to version 61. The JVM archives no class below version
 * 50, because those are verified without stack maps; rewriting makes the maps.
 */
final class ClassUpgrade {
  /** The first version whose classes carry stack maps (JVMS 4.10.1). */
  static final int FIRST_WITH_STACK_MAPS = 50;

  private static final int TARGET = 61;

  private ClassUpgrade() {}

  /** {@return the major version (JVMS 4.1), the big-endian u2 at offset 6} */
  static int majorVersion(byte[] classFile) {
    return ((classFile[6] & 0xFF) << 8) | (classFile[7] & 0xFF);
  }

  static boolean isTooOld(byte[] classFile) {
    return majorVersion(classFile) < FIRST_WITH_STACK_MAPS;
  }

  /** Knows the classes among the entries first, then those of the JDK. */
  static ClassHierarchyResolver hierarchyOf(Map<String, byte[]> entries) {
    return ClassHierarchyResolver.ofResourceParsing(
            type -> {
              String descriptor = type.descriptorString();
              String name = descriptor.substring(1, descriptor.length() - 1) + ".class";
              byte[] classFile = entries.get(name);
              return classFile == null ? null : new ByteArrayInputStream(classFile);
            })
        .orElse(ClassHierarchyResolver.defaultResolver())
        .cached();
  }

  static byte[] upgrade(byte[] classFile, ClassHierarchyResolver hierarchy) {
    ClassFile context =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.DeadCodeOption.PATCH_DEAD_CODE,
            ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    return context.transformClass(context.parse(classFile), newVersion());
  }

  /** Code that passes through a transform is laid out anew, and only then gets its stack maps. */
  private static ClassTransform newVersion() {
    MethodTransform anew = MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL);
    return (builder, element) -> {
      switch (element) {
        case ClassFileVersion _ -> builder.withVersion(TARGET, 0);
        case MethodModel method -> builder.transformMethod(method, anew);
        default -> builder.with(element);
      }
    };
  }
}
