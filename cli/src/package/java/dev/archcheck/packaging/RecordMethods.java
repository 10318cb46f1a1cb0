package dev.archcheck.packaging;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Objects;

/**
 * Writes out {@code equals} and {@code hashCode} of records. javac leaves them to a bootstrap
 * method, whose work the AOT cache of JDK 25 does not keep: the first comparison of every run would
 * cost a fifth of its start. The results are those of {@link java.lang.runtime.ObjectMethods}.
 */
final class RecordMethods {
  private static final String BOOTSTRAP = "java/lang/runtime/ObjectMethods";
  private static final ClassDesc OBJECTS = Objects.class.describeConstable().orElseThrow();

  private final ClassDesc type;
  private final List<RecordComponentInfo> components;

  private RecordMethods(ClassDesc type, List<RecordComponentInfo> components) {
    this.type = type;
    this.components = components;
  }

  /** {@return the class file, rewritten if it is one of a record} */
  static byte[] spellOut(byte[] classFile) {
    ClassFile context = ClassFile.of();
    ClassModel model = context.parse(classFile);
    return model
        .findAttribute(Attributes.record())
        .map(record -> new RecordMethods(model.thisClass().asSymbol(), record.components()))
        .map(methods -> context.transformClass(model, methods.transform()))
        .orElse(classFile);
  }

  private ClassTransform transform() {
    return (builder, element) -> {
      if (element instanceof MethodModel method && isLeftToBootstrap(method)) {
        String name = method.methodName().stringValue();
        if (name.equals("equals")) {
          builder.withMethodBody(
              name, method.methodTypeSymbol(), method.flags().flagsMask(), this::equalTo);
          return;
        }
        if (name.equals("hashCode")) {
          builder.withMethodBody(
              name, method.methodTypeSymbol(), method.flags().flagsMask(), this::hash);
          return;
        }
      }
      builder.with(element);
    };
  }

  private static boolean isLeftToBootstrap(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(element ->
            element instanceof InvokeDynamicInstruction call
                && BOOTSTRAP.equals(
                    call.invokedynamic()
                        .bootstrap()
                        .bootstrapMethod()
                        .reference()
                        .owner()
                        .asInternalName()));
  }

  private void equalTo(CodeBuilder code) {
    Label same = code.newLabel();
    Label different = code.newLabel();
    code.aload(0).aload(1).if_acmpeq(same);
    code.aload(1).instanceOf(type).ifeq(different);
    code.aload(1).checkcast(type).astore(2);
    for (RecordComponentInfo component : components) {
      load(code, 0, component);
      load(code, 2, component);
      compare(code, kind(component), different);
    }
    code.labelBinding(same).iconst_1().ireturn();
    code.labelBinding(different).iconst_0().ireturn();
  }

  private static void compare(CodeBuilder code, TypeKind kind, Label different) {
    switch (kind.asLoadable()) {
      case INT -> code.if_icmpne(different);
      case REFERENCE ->
          code.invokestatic(
                  OBJECTS,
                  "equals",
                  MethodTypeDesc.of(
                      ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
              .ifeq(different);
      default -> {
        ClassDesc primitive = kind.upperBound();
        code.invokestatic(
                box(kind), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, primitive, primitive))
            .ifne(different);
      }
    }
  }

  private void hash(CodeBuilder code) {
    code.iconst_0();
    for (RecordComponentInfo component : components) {
      TypeKind kind = kind(component);
      code.bipush(31).imul();
      load(code, 0, component);
      code.invokestatic(
          kind == TypeKind.REFERENCE ? OBJECTS : box(kind),
          "hashCode",
          MethodTypeDesc.of(ConstantDescs.CD_int, kind.upperBound()));
      code.iadd();
    }
    code.ireturn();
  }

  private void load(CodeBuilder code, int local, RecordComponentInfo component) {
    code.aload(local).getfield(type, component.name().stringValue(), component.descriptorSymbol());
  }

  private static TypeKind kind(RecordComponentInfo component) {
    return TypeKind.from(component.descriptorSymbol());
  }

  private static ClassDesc box(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      case REFERENCE, VOID -> throw new IllegalArgumentException("no box for " + kind);
    };
  }
}
