package dev.archcheck.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

  @Test
  void returnsOrdinaryTextItself() {
    String text = "C:\\Program Files\\a (1).exe ~";

    assertThat(Printable.of(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, \\x00",
    "0x07, \\x07",
    "0x08, \\x08",
    "0x09, \\t",
    "0x0a, \\n",
    "0x0d, \\r",
    "0x1b, \\x1b",
    "0x7f, \\x7f",
    "0x85, \\x85",
    "0x9b, \\x9b",
    "0xa0, \\xa0",
    "0xad, \\xad",
    "0x61c, \\u{61c}",
    "0x200b, \\u{200b}",
    "0x200e, \\u{200e}",
    "0x2028, \\u{2028}",
    "0x202e, \\u{202e}",
    "0x2066, \\u{2066}",
    "0x2069, \\u{2069}",
    "0x3000, \\u{3000}",
    "0x3164, \\u{3164}",
    "0xe000, \\u{e000}",
    "0xfeff, \\u{feff}",
    "0xffff, \\u{ffff}",
    "0xe0041, \\u{e0041}"
  })
  void escapesWhatDoesNotPrint(String codePoint, String escape) {
    String text = Character.toString(Integer.decode(codePoint));

    assertThat(Printable.of("a" + text + "b")).isEqualTo("a" + escape + "b");
  }

  @Test
  void escapesLoneSurrogates() {
    assertThat(Printable.of("\ud800x")).isEqualTo("\\u{d800}x");
  }

  @Test
  void keepsLettersOfAllScripts() {
    String text = "Übung 工具 привет 😀";

    assertThat(Printable.of(text)).isEqualTo(text);
  }

  @Test
  void readsBytesAsUtf8WhereTheyAreThat() {
    assertThat(Printable.ofBytes("\u00c3\u00a9")).isEqualTo("é");
    assertThat(Printable.ofBytes("\u00e2\u0080\u00ae")).isEqualTo("\\u{202e}");
  }

  @Test
  void escapesBytesThatAreNoUtf8() {
    assertThat(Printable.ofBytes("a\u00e9\u001b")).isEqualTo("a\\xe9\\x1b");
    assertThat(Printable.ofBytes("\u00c0\u00af")).isEqualTo("\\xc0\\xaf"); // an overlong slash
  }

  @Test
  void isIdempotent() {
    String once = Printable.of("\u001b\u202e\n");

    assertThat(Printable.of(once)).isEqualTo(once);
  }

  /** Every char, one after the other: nothing but one line of harmless characters comes out. */
  @Test
  void letsNoCharThroughThatMovesTheCursor() {
    for (int c = 0; c <= 0xFFFF; c++) {
      for (String out :
          new String[] {Printable.of("" + (char) c), Printable.ofBytes("" + (char) c)}) {
        assertThat(out.chars())
            .as("0x%x", c)
            .noneMatch(o -> Character.isISOControl(o) || Character.getType(o) == Character.FORMAT);
      }
    }
  }
}
