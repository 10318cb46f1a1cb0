package dev.archcheck.packaging;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes out which pattern of a {@code switch} over types an object fits. javac leaves that to a
 * bootstrap method, which makes a class at run time that the AOT cache of JDK 25 does not keep: the
 * first such switch of a run would take 3 ms and each further one more than half of one. The
 * results are those of {@link java.lang.runtime.SwitchBootstraps#typeSwitch}; switches with other
 * labels than types stay as they are.
 */
final class TypeSwitches implements ClassTransform {
  private static final String BOOTSTRAP = "java/lang/runtime/SwitchBootstraps";
  private static final MethodTypeDesc CHOICE =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);

  private final ClassDesc type;
  private final boolean isInterface;
  private final int flags;
  private final List<List<ClassDesc>> switches = new ArrayList<>();

  private TypeSwitches(ClassModel model) {
    this.type = model.thisClass().asSymbol();
    this.isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
    this.flags =
        ClassFile.ACC_STATIC
            | ClassFile.ACC_SYNTHETIC
            | (isInterface ? ClassFile.ACC_PUBLIC : ClassFile.ACC_PRIVATE);
  }

  /**
   * {@return the class file, rewritten if it switches over types}
   *
   * @param hierarchy knows its classes: code that changes gets its stack maps anew
   */
  static byte[] spellOut(byte[] classFile, ClassHierarchyResolver hierarchy) {
    ClassFile context = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    ClassModel model = context.parse(classFile);
    return model.methods().stream().anyMatch(TypeSwitches::hasSwitch)
        ? context.transformClass(model, new TypeSwitches(model))
        : classFile;
  }

  private static boolean hasSwitch(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(
            element -> element instanceof InvokeDynamicInstruction call && !labels(call).isEmpty());
  }

  /** {@return the types that a call chooses among; none where it is another call} */
  private static List<ClassDesc> labels(InvokeDynamicInstruction call) {
    var bootstrap = call.invokedynamic().bootstrap();
    var method = bootstrap.bootstrapMethod().reference();
    if (!method.owner().asInternalName().equals(BOOTSTRAP)
        || !method.name().equalsString("typeSwitch")) {
      return List.of();
    }
    List<ClassDesc> labels = new ArrayList<>();
    for (LoadableConstantEntry label : bootstrap.arguments()) {
      if (!(label instanceof ClassEntry entry)) {
        return List.of();
      }
      labels.add(entry.asSymbol());
    }
    return labels;
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    if (element instanceof MethodModel method && hasSwitch(method)) {
      builder.transformMethod(method, MethodTransform.transformingCode(calls()));
    } else {
      builder.with(element);
    }
  }

  private CodeTransform calls() {
    return (code, element) -> {
      List<ClassDesc> labels =
          element instanceof InvokeDynamicInstruction call ? labels(call) : List.of();
      if (labels.isEmpty()) {
        code.with(element);
        return;
      }
      code.invokestatic(type, name(switches.size()), CHOICE, isInterface);
      switches.add(labels);
    };
  }

  private static String name(int index) {
    return "typeSwitch$" + index;
  }

  @Override
  public void atEnd(ClassBuilder builder) {
    for (int i = 0; i < switches.size(); i++) {
      List<ClassDesc> labels = switches.get(i);
      builder.withMethodBody(name(i), CHOICE, flags, code -> choose(code, labels));
    }
  }

  /** The first argument is what is switched over, the second the first label that counts. */
  private static void choose(CodeBuilder code, List<ClassDesc> labels) {
    Label some = code.newLabel();
    code.aload(0).ifnonnull(some).iconst_m1().ireturn();
    code.labelBinding(some);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf(labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn();
      code.labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
