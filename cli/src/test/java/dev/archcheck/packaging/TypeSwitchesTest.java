package dev.archcheck.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Method;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeSwitchesTest {

  /** Guards, arrays, null and an order that matters; rewritten in a loader of its own. */
  static class Sample {
    static String kind(Object value) {
      return switch (value) {
        case null -> "null";
        case String text when text.isEmpty() -> "empty";
        case String text when text.length() > 3 -> "long " + text;
        case String text -> "short " + text;
        case int[] numbers -> "numbers " + numbers.length;
        case Integer number when number > 10 -> "large " + number;
        case Number number -> "number " + number;
        default -> "other";
      };
    }

    static String strict(CharSequence value) {
      return switch (value) {
        case String text -> "string " + text;
        case CharSequence text -> "text " + text;
      };
    }

    static String byName(Object value) {
      return switch (value) {
        case Thread.State state when state == Thread.State.NEW -> "new";
        case Thread.State state -> "state " + state;
        default -> "none";
      };
    }
  }

  /** What it switches over is a constant, for which there is another bootstrap or other labels. */
  sealed interface Choice permits Choice.Fixed, Choice.Free {
    enum Fixed implements Choice {
      ONE,
      TWO
    }

    record Free(int number) implements Choice {}

    static String of(Choice choice) {
      return switch (choice) {
        case Fixed.ONE -> "one";
        case Fixed.TWO -> "two";
        case Free(int number) -> "free " + number;
      };
    }
  }

  /** Methods of an interface are called in another way than those of a class. */
  interface Static {
    static String kind(Object value) {
      return switch (value) {
        case Long number -> "long " + number;
        case Object any -> "any " + any;
      };
    }
  }

  private static final Object[] VALUES = {
    null, "", "abc", "abcd", new int[2], 7, 70, 7L, 1.5, 'x', Thread.State.NEW, Thread.State.BLOCKED
  };

  @Test
  void choosesAsBefore() throws Exception {
    Class<?> type = rewritten(Sample.class);
    Method kind = type.getDeclaredMethod("kind", Object.class);
    kind.setAccessible(true);
    for (Object value : VALUES) {
      assertThat(kind.invoke(null, value)).isEqualTo(Sample.kind(value));
    }
    Method byName = type.getDeclaredMethod("byName", Object.class);
    byName.setAccessible(true);
    for (Object value : VALUES) {
      if (value != null) {
        assertThat(byName.invoke(null, value)).isEqualTo(Sample.byName(value));
      }
    }
    Method strict = type.getDeclaredMethod("strict", CharSequence.class);
    strict.setAccessible(true);
    assertThat(strict.invoke(null, "a")).isEqualTo("string a");
    assertThat(strict.invoke(null, CharBuffer.wrap("b"))).isEqualTo("text b");
    assertThatThrownBy(() -> strict.invoke(null, (Object) null))
        .hasCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void choosesInInterfaces() throws Exception {
    Method kind = rewritten(Static.class).getDeclaredMethod("kind", Object.class);
    kind.setAccessible(true);
    assertThat(kind.invoke(null, 3L)).isEqualTo("long 3");
    assertThat(kind.invoke(null, "x")).isEqualTo("any x");
  }

  @Test
  void leavesNoBootstrapButForConstants() throws Exception {
    assertThat(bootstraps(spelledOut(Sample.class))).isEmpty();
    assertThat(bootstraps(spelledOut(Static.class))).isEmpty();
    byte[] before = classFile(Choice.class);
    assertThat(bootstraps(before)).isNotEmpty();
    assertThat(spelledOut(Choice.class)).isEqualTo(before);
  }

  private static List<String> bootstraps(byte[] classFile) {
    List<String> found = new ArrayList<>();
    for (var method : ClassFile.of().parse(classFile).methods()) {
      for (var element : method.code().orElseThrow()) {
        if (element instanceof InvokeDynamicInstruction call) {
          String owner =
              call.invokedynamic()
                  .bootstrap()
                  .bootstrapMethod()
                  .reference()
                  .owner()
                  .asInternalName();
          if (owner.equals("java/lang/runtime/SwitchBootstraps")) {
            found.add(method.methodName().stringValue());
          }
        }
      }
    }
    return found;
  }

  private static final class Loader extends ClassLoader {
    Loader() {
      super(TypeSwitchesTest.class.getClassLoader());
    }

    Class<?> define(byte[] classFile) {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }

  private static Class<?> rewritten(Class<?> type) throws Exception {
    return new Loader().define(spelledOut(type));
  }

  private static byte[] spelledOut(Class<?> type) throws Exception {
    return TypeSwitches.spellOut(
        classFile(type), ClassHierarchyResolver.ofClassLoading(type.getClassLoader()));
  }

  private static byte[] classFile(Class<?> type) throws Exception {
    String name = type.getName();
    try (InputStream in =
        type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      return in.readAllBytes();
    }
  }
}
