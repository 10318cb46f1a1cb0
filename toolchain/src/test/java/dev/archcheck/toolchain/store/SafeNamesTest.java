package dev.archcheck.toolchain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.toolchain.store.RefusedArchiveException.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeNamesTest {

  private final SafeNames names = new SafeNames("x.tar.gz");

  private void assertRefused(String path) {
    assertThatThrownBy(() -> names.file(path))
        .isInstanceOfSatisfying(
            RefusedArchiveException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNSAFE_NAME));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x0A, 0x7F, 0x85, 0xAD, 0x34F, 0x180E, 0x200B, 0x200C, 0x200E, 0x2028, 0x202E, 0x2060,
        0x2066, 0x206F, 0x3164, 0xD800, 0xFE0F, 0xFEFF, 0xFFFD, 0xE0041, 0xE0100
      })
  void refusesWhatNobodySees(int c) {
    String path = "src/a" + Character.toString(c) + "b.go";
    assertRefused(path);
    if (c != 0xFFFD && c != 0xD800) {
      assertThatThrownBy(() -> names.file(path))
          .hasMessageContaining("U+%04X".formatted(c))
          .hasMessageContaining("src/a\\u{%X}b.go".formatted(c))
          .hasMessageNotContaining(Character.toString(c));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "\u00e4", "\u20ac", "\ud83d\ude00"})
  void partsAreNoLongerThanFileSystemsTake(String one) {
    int bytes = one.getBytes(StandardCharsets.UTF_8).length;
    int most = 255 / bytes;
    assertThatCode(() -> names.file("src/" + one.repeat(most) + "/x.go"))
        .doesNotThrowAnyException();
    assertRefused("src/" + one.repeat(most + 1) + "/x.go");
    assertRefused("src/" + one.repeat(most + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a",
        "//a",
        "a//b",
        "a/",
        "../a",
        "a/../b",
        "a/./b",
        "./a",
        "c:/a",
        "a./b",
        "a /b",
        "con/a",
        "a/aux.go/b",
        "a/Com1",
        "a/nul",
        "a\\b/c"
      })
  void refusesWhatLeadsElsewhere(String path) throws Exception {
    assertRefused(path);
    names.file("a/good.go"); // a folder that was looked at before makes nothing else good
    assertRefused(path);
    assertThatThrownBy(() -> names.folder(path)).isInstanceOf(RefusedArchiveException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "\u1e9e, \u00df",
    "\u1e9e, ss",
    "\u00df, SS",
    "\u0390, \u03aa\u0301",
    "\u1fb7, \u1fbc\u0342",
    "\ufb01, FI",
    "\u212b, a\u030a",
    "\u03c2, \u03a3"
  })
  void foldsCasesAndCompositions(String one, String other) throws Exception {
    names.file("src/x" + one + "y");
    assertThatThrownBy(() -> names.file("src/x" + other + "y"))
        .isInstanceOfSatisfying(
            RefusedArchiveException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.COLLIDING_NAMES));
  }

  @Test
  void aFolderIsTheSameInAnySpelling() throws Exception {
    names.file("src/Net/a.go");
    names.file("src/net/b.go");
    assertThatThrownBy(() -> names.file("SRC/net/A.go"))
        .isInstanceOfSatisfying(
            RefusedArchiveException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.COLLIDING_NAMES));
    names.file("src/net/\u00e9.go");
    assertThatThrownBy(() -> names.file("src/NET/e\u0301.go"))
        .isInstanceOfSatisfying(
            RefusedArchiveException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.COLLIDING_NAMES));
    assertThatThrownBy(() -> names.file("src/net/b.go/c.go"))
        .isInstanceOf(RefusedArchiveException.class);
  }

  @Test
  void takesNamesOfOtherLanguages() {
    assertThatCode(
            () -> {
              names.file("test/fixedbugs/issue27836.dir/\u00defoo.go");
              names.file("doc/\u65e5\u672c\u8a9e.txt");
              names.file("doc/\ud83d\ude00.txt");
            })
        .doesNotThrowAnyException();
  }
}
