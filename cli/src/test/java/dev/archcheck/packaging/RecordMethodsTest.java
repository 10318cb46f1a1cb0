package dev.archcheck.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordMethodsTest {

  record Sample(
      boolean a, byte b, char c, short d, int e, long f, float g, double h, String i, Object j) {}

  private static final Object[] FIRST = {
    true, (byte) 1, 'c', (short) 2, 3, 1L << 40, 0.0f, Double.NaN, "text", null
  };
  private static final Object[] OTHER = {
    false, (byte) 2, 'd', (short) 3, 4, 1L << 41, -0.0f, 0.0, null, "other"
  };

  @Test
  void recordsCompareAndHashAsBefore() throws Exception {
    byte[] rewritten = RecordMethods.spellOut(classFile());
    Class<?> type = new Loader().define(rewritten);
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    List<Object[]> values = new ArrayList<>(List.of(FIRST, FIRST.clone(), OTHER));
    for (int i = 0; i < FIRST.length; i++) {
      Object[] changed = FIRST.clone();
      changed[i] = OTHER[i];
      values.add(changed);
    }
    for (Object[] one : values) {
      assertThat(constructor.newInstance(one).hashCode()).isEqualTo(sample(one).hashCode());
      for (Object[] other : values) {
        assertThat(constructor.newInstance(one).equals(constructor.newInstance(other)))
            .isEqualTo(sample(one).equals(sample(other)));
      }
    }
    Object self = constructor.newInstance(FIRST);
    assertThat(self).isNotEqualTo("no record").isNotEqualTo(null);
  }

  @Test
  void onlyTextIsLeftToTheBootstrap() throws Exception {
    byte[] rewritten = RecordMethods.spellOut(classFile());
    assertThat(
            ClassFile.of().parse(rewritten).methods().stream()
                .filter(method ->
                    method
                        .code()
                        .orElseThrow()
                        .elementStream()
                        .anyMatch(InvokeDynamicInstruction.class::isInstance))
                .map(method -> method.methodName().stringValue()))
        .containsExactly("toString");
  }

  private static final class Loader extends ClassLoader {
    Class<?> define(byte[] classFile) {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }

  private static Sample sample(Object[] values) throws Exception {
    return (Sample) Sample.class.getDeclaredConstructors()[0].newInstance(values);
  }

  private static byte[] classFile() throws Exception {
    try (InputStream in = Sample.class.getResourceAsStream("RecordMethodsTest$Sample.class")) {
      return in.readAllBytes();
    }
  }
}
