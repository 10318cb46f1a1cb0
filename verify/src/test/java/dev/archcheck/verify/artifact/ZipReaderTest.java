package dev.archcheck.verify.artifact;

import static dev.archcheck.verify.artifact.TestArchives.bytes;
import static dev.archcheck.verify.artifact.TestArchives.central;
import static dev.archcheck.verify.artifact.TestArchives.elf;
import static dev.archcheck.verify.artifact.TestArchives.storedZip;
import static dev.archcheck.verify.artifact.TestArchives.text;
import static dev.archcheck.verify.artifact.TestArchives.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipReaderTest {

  private static final int LINK = 0120777;

  @TempDir Path folder;

  private Recorder walk(byte[] zip) throws IOException {
    return Recorder.walk(Files.write(folder.resolve("a.zip"), zip));
  }

  private String in(String member) {
    return folder.resolve("a.zip") + "!/" + member;
  }

  private static byte[] withModes(Object... members) throws IOException {
    return bytes(out -> {
      try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
        for (int i = 0; i < members.length; i += 3) {
          ZipArchiveEntry entry = new ZipArchiveEntry((String) members[i]);
          entry.setUnixMode((Integer) members[i + 1]);
          zip.putArchiveEntry(entry);
          zip.write((byte[]) members[i + 2]);
          zip.closeArchiveEntry();
        }
      }
    });
  }

  @Test
  void theChecksumOfABinaryMustBeThatOfItsBytes() throws IOException {
    byte[] big = elf(3_000_000, 1);
    byte[] stored = storedZip("t", big);
    stored[2_000_000] ^= 1;
    assertThat(walk(stored).notChecked.get(in("t")))
        .startsWith("central directory file header.crc-32 at offset 0x")
        .contains("but that of the member's bytes is 0x");
    assertThat(walk(stored).paths).isEmpty();
    byte[] deflated = zip("a", text("1"), "t", big);
    ByteBuffer bytes = ByteBuffer.wrap(deflated).order(ByteOrder.LITTLE_ENDIAN);
    int entry = central(bytes, central(bytes, 0) + 1);
    bytes.putInt(entry + 16, bytes.getInt(entry + 16) ^ 1);
    Recorder met = walk(deflated);
    assertThat(met.paths).containsExactly(in("a"));
    assertThat(met.notChecked.get(in("t"))).contains("at offset 0x%x:".formatted(entry + 16));
  }

  @Test
  void bytesThatAreHiddenBehindASizeOfZeroAreFound() throws IOException {
    for (String name : new String[] {"t", "t/"}) {
      byte[] zip = zip(name, elf(500, 1));
      ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putInt(central(bytes, 0) + 24, 0);
      assertThat(walk(zip).notChecked).containsOnlyKeys(in(name));
    }
  }

  @Test
  void aFolderWithBytesIsMet() throws IOException {
    assertThat(walk(storedZip("d/", elf(500, 1))).paths).containsExactly(in("d/"));
  }

  @Test
  void anArchiveInACutArchiveIsNotTakenForIt() throws IOException {
    byte[] whole = storedZip("inner.zip", zip("a", text("1")));
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    byte[] cut = Arrays.copyOf(whole, central(bytes, central(bytes, 0) + 1));
    Recorder met = walk(cut);
    assertThat(met.paths).isEmpty();
    assertThat(met.notChecked.values().iterator().next())
        .contains("bytes before the archive that begin with a member of another");
    byte[] two =
        bytes(out -> {
          out.write(zip("a", text("1")));
          out.write(zip("b", text("2")));
        });
    assertThat(walk(two).notChecked).hasSize(1);
  }

  @Test
  void offsetsCountFromTheMembersFirstByte() throws IOException {
    Path zip = Files.write(folder.resolve("o.zip"), storedZip("t", elf(500, 1)));
    new ArtifactWalker()
        .walk(
            java.util.List.of(zip),
            new ArtifactVisitor() {
              @Override
              public void artifact(Artifact artifact) throws IOException {
                assertThat(artifact.source().origin()).isZero();
                assertThat(artifact.source().name()).isEqualTo(artifact.path());
                assertThat(artifact.source().slice(7, 1).origin()).isEqualTo(7);
              }

              @Override
              public void notChecked(String path, String reason) {
                throw new AssertionError(path + ": " + reason);
              }
            });
  }

  @Test
  void whatALinkNamesIsMetAgainWhereTheNameSaysMore() throws IOException {
    Recorder met =
        walk(
            withModes(
                "bin/app_arm64",
                LINK,
                text("../app_amd64"),
                "latest",
                LINK,
                text("app_amd64"),
                "app_amd64",
                0100755,
                elf(500, 1),
                "libfoo.so",
                LINK,
                text("/usr/lib/libfoo.so.1")));
    assertThat(met.paths).containsExactly(in("app_amd64"), in("bin/app_arm64"));
    assertThat(met.bytes.get(in("bin/app_arm64"))).isEqualTo(elf(500, 1));
    assertThat(met.notChecked).isEmpty();
  }

  @Test
  void aLinkWhoseDataIsNoPathIsReported() throws IOException {
    Recorder met =
        walk(
            withModes(
                "small",
                LINK,
                Arrays.copyOf(elf(64, 1), 200),
                "big",
                LINK,
                elf(5000, 1),
                "empty",
                LINK,
                text("")));
    assertThat(met.notChecked).containsOnlyKeys(in("small"), in("big"), in("empty"));
  }
}
