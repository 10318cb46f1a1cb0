package dev.archcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.verify.checksum.BareKey;
import dev.archcheck.verify.checksum.BareKey.Tool;
import dev.archcheck.verify.checksum.BareSignature;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.proof.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures that minisign and signify make. */
final class BareSignaturesTest {

  @TempDir static Path folder;
  private static Program programs;

  @BeforeAll
  static void makeKeys() throws IOException {
    programs = new Program(folder, Map.of());
    Files.writeString(folder.resolve("data"), "an archive\n");
    programs.must("minisign", "-G", "-W", "-f", "-p", "m.pub", "-s", "m.key");
    programs.must("minisign", "-G", "-W", "-f", "-p", "other.pub", "-s", "other.key");
    programs.must("minisign", "-S", "-s", "m.key", "-m", "data", "-t", "version 1", "-x", "new");
    programs.must(
        "minisign", "-S", "-l", "-s", "m.key", "-m", "data", "-t", "version 1", "-x", "old");
    programs.must("signify-openbsd", "-G", "-n", "-p", "s.pub", "-s", "s.sec");
    programs.must("signify-openbsd", "-S", "-s", "s.sec", "-m", "data", "-x", "plain");
    programs.must(
        "sh",
        "-c",
        "echo \"SHA256 (data) = $(openssl dgst -sha256 -r data | cut -c1-64)\" > SHA256");
    programs.must("signify-openbsd", "-S", "-e", "-s", "s.sec", "-m", "SHA256", "-x", "SHA256.sig");
  }

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  private static BareKey key(String name) throws IOException {
    return BareKey.read(
        Files.readString(folder.resolve(name)),
        name.startsWith("s.") ? Tool.SIGNIFY : Tool.MINISIGN);
  }

  private static Proof proof(byte[] signature, String key, byte[] data) throws IOException {
    BareSignature read = BareSignature.read(signature);
    if (!read.isOverDigest()) {
      return read.proof(key(key), "x", data);
    }
    ContentDigests content = new ContentDigests(List.of(Algorithm.BLAKE2B_512));
    content.update(data, 0, data.length);
    return read.proof(key(key), "x", content);
  }

  @Test
  void goodOnes() throws IOException {
    Proof proof = proof(bytes("new"), "m.pub", bytes("data"));
    assertThat(proof.state()).isEqualTo(Proof.State.PROVEN);
    assertThat(proof.detail()).endsWith("which says: version 1");
    assertThat(proof(bytes("old"), "m.pub", bytes("data")).state()).isEqualTo(Proof.State.PROVEN);
    assertThat(proof(bytes("plain"), "s.pub", bytes("data")).state()).isEqualTo(Proof.State.PROVEN);
  }

  @Test
  void keyIdIsPrintedAsMinisignDoes() throws IOException {
    String withoutZeros = key("m.pub").name().replaceFirst("^0+", ""); // which minisign leaves out
    assertThat(Files.readString(folder.resolve("m.pub"))).contains(withoutZeros);
  }

  @Test
  void otherBytesAndOtherKeys() throws IOException {
    byte[] other = {1};
    for (String name : new String[] {"new", "old"}) {
      assertThat(proof(bytes(name), "m.pub", other).state()).isEqualTo(Proof.State.REFUTED);
      assertThat(proof(bytes(name), "other.pub", bytes("data")).state())
          .isEqualTo(Proof.State.NOT_HAD);
    }
    assertThat(proof(bytes("plain"), "s.pub", other).state()).isEqualTo(Proof.State.REFUTED);
  }

  @Test
  void embeddedListsAreReadBehindTheSignature() throws IOException {
    BareSignature signature = BareSignature.read(bytes("SHA256.sig"));
    assertThat(signature.hasMessage()).isTrue();
    assertThat(signature.message()).isEqualTo(bytes("SHA256"));
    assertThat(signature.proof(key("s.pub"), "x", signature.message()).holds()).isTrue();
    assertThat(programs.run("signify-openbsd", "-C", "-p", "s.pub", "-x", "SHA256.sig").code())
        .isZero();
  }

  /** Only the text of the untrusted comment, its first line, is not covered. */
  @Test
  void everyByteButTheUntrustedCommentCounts() throws IOException {
    for (String name : new String[] {"new", "old", "plain"}) {
      byte[] good = bytes(name);
      int comment = "untrusted comment: ".length();
      int end = new String(good, StandardCharsets.ISO_8859_1).indexOf('\n');
      String key = name.equals("plain") ? "s.pub" : "m.pub";
      for (int at = 0; at < good.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] flipped = good.clone();
          flipped[at] ^= (byte) (1 << bit);
          boolean newLine = flipped[at] == '\n';
          if (at >= comment && at < end && !newLine) {
            continue;
          }
          // A last line end is not needed; another byte there is one too many.
          assertThat(holds(flipped, key)).as("%s byte %d bit %d", name, at, bit).isFalse();
        }
      }
    }
  }

  @Test
  void endsAtEveryLength() throws IOException {
    for (String name : new String[] {"new", "old", "plain"}) {
      byte[] good = bytes(name);
      for (int length = 0; length < good.length - 1; length++) {
        assertThat(holds(Arrays.copyOf(good, length), name.equals("plain") ? "s.pub" : "m.pub"))
            .as("%s length %d", name, length)
            .isFalse();
      }
    }
  }

  private static boolean holds(byte[] signature, String key) throws IOException {
    try {
      return !BareSignature.read(signature).hasMessage()
          && proof(signature, key, bytes("data")).holds();
    } catch (IOException malformed) {
      return false;
    }
  }
}
