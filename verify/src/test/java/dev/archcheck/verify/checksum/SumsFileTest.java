package dev.archcheck.verify.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.archcheck.verify.checksum.MalformedSumsException.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SumsFileTest {

  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  private static SumsFile read(String text) throws MalformedSumsException {
    return SumsFile.read(text.getBytes(StandardCharsets.UTF_8), "list");
  }

  private static MalformedSumsException refused(byte[] bytes, String fileName) {
    MalformedSumsException e =
        catchThrowableOfType(MalformedSumsException.class, () -> SumsFile.read(bytes, fileName));
    assertThat(e).isNotNull();
    return e;
  }

  private static MalformedSumsException refused(String text) {
    return refused(text.getBytes(StandardCharsets.UTF_8), "list");
  }

  private static String found(SumsFile sums, String name) {
    return Objects.requireNonNull(sums.find(name)).digest().toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@  x.zip\n",
        "@ *x.zip\n",
        "@ x.zip\n",
        "@  ./x.zip\n",
        "# a comment\n\n@  x.zip",
        "@  x.zip\r\n",
        "SHA256 (x.zip) = @\n",
        "SHA256(x.zip)= @\n",
        "SHA2-256(x.zip)= @\n",
        "@  x.zip\n@  x.zip\n",
        "\uFEFF@  x.zip\n"
      })
  void readsEveryForm(String text) throws MalformedSumsException {
    SumsFile sums = read(text.replace("@", A));
    assertThat(found(sums, "x.zip")).isEqualTo("sha256:" + A);
    assertThat(sums.entries()).hasSize(1);
    assertThat(sums.find("y.zip")).isNull();
  }

  @Test
  void upperCaseIsTheSame() throws MalformedSumsException {
    assertThat(found(read("A".repeat(64) + "  x"), "x")).isEqualTo("sha256:" + A);
  }

  @Test
  void readsWhatWindowsWrites() throws MalformedSumsException {
    for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
      byte[] bytes = ("\uFEFF" + A + "  ä.zip\r\n").getBytes(charset);
      assertThat(found(SumsFile.read(bytes, "list"), "ä.zip")).isEqualTo("sha256:" + A);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x.tar.gz.sha256, 64, sha256",
    "x.tar.gz.sha512, 128, sha512",
    "x.tar.gz.sha256sum, 64, sha256",
    "x.tar.gz.b2, 128, blake2b-512",
    "x.tar.gz.b3, 64, blake3",
    "x.tar.gz.sha3-256, 64, sha3-256",
    "x.tar.gz.md5, 32, md5"
  })
  void aBareDigestIsOfTheFileThatTheNameSays(String name, int digits, String algorithm)
      throws MalformedSumsException {
    byte[] bytes = (" " + "0".repeat(digits) + "\n").getBytes(StandardCharsets.US_ASCII);
    assertThat(found(SumsFile.read(bytes, name), "x.tar.gz")).startsWith(algorithm + ":");
  }

  @Test
  void theNameOfAListSaysTheAlgorithm() throws MalformedSumsException {
    byte[] bytes = (A + "  x\n").getBytes(StandardCharsets.US_ASCII);
    assertThat(found(SumsFile.read(bytes, "B3SUMS"), "x")).startsWith("blake3:");
    assertThat(found(SumsFile.read(bytes, "SHA256SUMS.txt"), "x")).startsWith("sha256:");
    assertThat(refused(bytes, "SHA512SUMS").reason()).isEqualTo(Reason.WRONG_LENGTH);
    assertThat(refused(bytes, "x.sha512").reason()).isEqualTo(Reason.WRONG_LENGTH);
  }

  @Test
  void takesEscapesOnlyWhereTheyAreAnnounced() throws MalformedSumsException {
    assertThat(read("\\" + A + "  a\\\\b").find("a\\b")).isNotNull();
    assertThat(read(A + "  a\\nb").find("a\\nb")).isNotNull();
    assertThat(refused("\\" + A + "  a\\tb").reason()).isEqualTo(Reason.UNKNOWN_LINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "..",
        "/etc/passwd",
        "C:\\x",
        "c:x",
        "\\\\host\\share",
        "\\x",
        "..\\x",
        "a//b",
        "a/./b",
        "a/",
        "-",
        "a\u0007b",
        "a\u2028b",
        "a\u0085b",
        "./"
      })
  void refusesUnsafeNames(String name) {
    MalformedSumsException e = refused(A + "  ok\n" + A + "  " + name + "\n");
    assertThat(e.reason()).isEqualTo(Reason.UNSAFE_NAME);
    assertThat(e.line()).isEqualTo(2);
  }

  @Test
  void refusesANewlineInAName() {
    assertThat(refused("\\" + A + "  a\\nb").reason()).isEqualTo(Reason.UNSAFE_NAME);
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertThat(refused("").reason()).isEqualTo(Reason.EMPTY);
    assertThat(refused("# nothing\n").reason()).isEqualTo(Reason.EMPTY);
    assertThat(refused(A + "  x\njunk\n").reason()).isEqualTo(Reason.UNKNOWN_LINE);
    assertThat(refused(A + "\tx\n").reason()).isEqualTo(Reason.UNKNOWN_LINE);
    assertThat(refused(A + "  x\n" + B + "  x\n").reason()).isEqualTo(Reason.CONFLICT);
    assertThat(refused(A + "  x\n" + A + "  X\n").reason()).isEqualTo(Reason.CASE_COLLISION);
    assertThat(refused(A + "  \u00e4\n" + A + "  a\u0308\n").reason())
        .isEqualTo(Reason.CASE_COLLISION);
    assertThat(refused(A + "  x\n" + "0".repeat(32) + "  y\n").reason())
        .isEqualTo(Reason.MIXED_ALGORITHMS);
    assertThat(refused("ROT13 (x) = " + A).reason()).isEqualTo(Reason.UNKNOWN_ALGORITHM);
    assertThat(refused("SHA512 (x) = " + A).reason()).isEqualTo(Reason.WRONG_LENGTH);
    assertThat(refused("abcdef  x").reason()).isEqualTo(Reason.WRONG_LENGTH);
    assertThat(refused(A + "  x\0y\n").reason()).isEqualTo(Reason.NOT_TEXT);
    assertThat(refused(new byte[] {(byte) 0xC3, 0x28}, "list").reason()).isEqualTo(Reason.NOT_TEXT);
    assertThat(refused(A).reason()).isEqualTo(Reason.NO_NAME);
    assertThat(refused(A + "\n" + B + "  x\n").reason()).isEqualTo(Reason.NO_NAME);
    assertThat(refused("-----BEGIN PGP SIGNED MESSAGE-----\n\n" + A + "  x\n").reason())
        .isEqualTo(Reason.INLINE_SIGNED);
    assertThat(refused(new byte[SumsFile.MOST_BYTES + 1], "list").reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  /** A flip changes the digest, the name, or the form; or it is the case of a digit. */
  @Test
  void everyByteOfALineCounts() {
    byte[] line =
        (A.substring(0, 32) + "0123456789abcdef".repeat(2) + "  x.zip\n")
            .getBytes(StandardCharsets.US_ASCII);
    String before = state(line);
    for (int at = 0; at < line.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = line.clone();
        flipped[at] ^= (byte) (1 << bit);
        boolean caseOfDigit = bit == 5 && at < 64 && Character.isLetter(line[at]);
        // "  x" and " *x" are two ways to say the same; so is one blank.
        boolean mark = at == 65 && flipped[at] == '*';
        assertThat(state(flipped).equals(before))
            .as("byte %d, bit %d", at, bit)
            .isEqualTo(caseOfDigit || mark);
      }
    }
  }

  private static String state(byte[] bytes) {
    try {
      return SumsFile.read(bytes, "list").entries().toString();
    } catch (MalformedSumsException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
