package dev.archcheck.verify.sumdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class Hash1Test {

  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  private static String h1(String lines) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
    return "h1:" + Base64.getEncoder().encodeToString(digest);
  }

  @Test
  void sortsNamesByTheirBytes() throws Exception {
    Hash1 hash = new Hash1("m@v1/");
    // U+FFFD comes before U+1F600 in UTF-8, and behind it in Java's characters.
    hash.add("\uD83D\uDE00", ONE);
    hash.add("\uFFFD", TWO);
    hash.add("b", ONE);
    hash.add("B", TWO);
    hash.add("a/z", ONE);
    hash.add("a-z", TWO);
    assertThat(hash.count()).isEqualTo(6);
    assertThat(hash.value())
        .isEqualTo(
            h1(
                """
                %2$s  m@v1/B
                %2$s  m@v1/a-z
                %1$s  m@v1/a/z
                %1$s  m@v1/b
                %2$s  m@v1/\uFFFD
                %1$s  m@v1/\uD83D\uDE00
                """
                    .formatted(ONE, TWO)));
  }

  @Test
  void nothingIsHashedTwice() {
    Hash1 hash = new Hash1("m@v1/");
    hash.add("\u00e9", ONE);
    hash.add("b", ONE);
    hash.add("\u00e9", ONE);
    assertThatThrownBy(hash::value)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("twice the same file name: \u00e9");
    assertThatThrownBy(() -> hash.add("a\nb", ONE)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingHashesToTheHashOfNothing() throws Exception {
    assertThat(new Hash1().value()).isEqualTo(h1(""));
  }
}
