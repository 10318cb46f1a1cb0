package dev.archcheck.verify.artifact;

import static dev.archcheck.verify.artifact.TestArchives.arMember;
import static dev.archcheck.verify.artifact.TestArchives.bytes;
import static dev.archcheck.verify.artifact.TestArchives.bzip2;
import static dev.archcheck.verify.artifact.TestArchives.central;
import static dev.archcheck.verify.artifact.TestArchives.elf;
import static dev.archcheck.verify.artifact.TestArchives.gzip;
import static dev.archcheck.verify.artifact.TestArchives.sha256;
import static dev.archcheck.verify.artifact.TestArchives.storedZip;
import static dev.archcheck.verify.artifact.TestArchives.tar;
import static dev.archcheck.verify.artifact.TestArchives.text;
import static dev.archcheck.verify.artifact.TestArchives.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.InputChangedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

  @TempDir Path folder;

  private Recorder walk(String name, byte[] content) throws IOException {
    return Recorder.walk(Files.write(folder.resolve(name), content));
  }

  private String in(String path) {
    return folder.resolve(path).toString();
  }

  @Test
  void meetsTheMembersOfAZipWhateverItsName() throws IOException {
    Recorder met = walk("a.dat", zip("bin/tool", text("1"), "dir/", text(""), "empty", text("")));
    assertThat(met.paths).containsExactly(in("a.dat!/bin/tool"), in("a.dat!/empty"));
    assertThat(met.text(in("a.dat!/bin/tool"))).isEqualTo("1");
    assertThat(met.names.get(in("a.dat!/bin/tool")))
        .containsExactly(folder.getFileName().toString(), "a.dat", "bin", "tool");
    assertThat(met.notChecked).isEmpty();
  }

  @Test
  void readsLargeMembersOfEveryFormatWholeAndDigestsThem() throws Exception {
    byte[] big = elf(3_000_001, 1);
    byte[] plain = elf(2_500_000, 2);
    plain[0] = 0; // no magic number: not digested on the way
    Files.write(folder.resolve("1.zip"), zip("big", big, "plain", plain));
    Files.write(folder.resolve("2.zip"), storedZip("big", big));
    Files.write(folder.resolve("3.tar"), tar("big", big, "plain", plain));
    Files.write(folder.resolve("4.tgz"), gzip(tar("big", big, "plain", plain)));
    Files.write(folder.resolve("big.gz"), gzip(big));
    Files.write(folder.resolve("n.zip"), zip("n.tgz", gzip(tar("n.zip", zip("big", big)))));
    Recorder met = Recorder.walk(folder);
    assertThat(met.notChecked).isEmpty();
    assertThat(met.paths).hasSize(9);
    for (String path : met.paths) {
      byte[] expected = path.endsWith("big") ? big : plain;
      assertThat(met.bytes.get(path)).as(path).isEqualTo(expected);
      assertThat(met.content(path).size()).as(path).isEqualTo(expected.length);
      assertThat(met.content(path).sha256()).as(path).isEqualTo(sha256(expected));
    }
    assertThat(met.paths).contains(in("n.zip!/n.tgz!/n.zip!/big"), in("big.gz!/big"));
    Artifact.Content content = met.content(in("1.zip!/big"));
    Files.write(folder.resolve("1.zip"), zip("big", plain));
    Assertions.assertThatThrownBy(content::sha256).isInstanceOf(InputChangedException.class);
  }

  @Test
  void bzip2IsOpenedToo() throws Exception {
    byte[] some = elf(100_001, 1);
    Recorder met = walk("a.tar.bz2", bzip2(tar("some", some, "b", text("2"))));
    assertThat(met.bytes.get(in("a.tar.bz2!/some"))).isEqualTo(some);
    assertThat(met.content(in("a.tar.bz2!/some")).sha256()).isEqualTo(sha256(some));
    assertThat(met.content(in("a.tar.bz2!/b")).sha256()).isEqualTo(sha256(text("2")));
    assertThat(met.notChecked).isEmpty();
  }

  @Test
  void hugeMembersNeedLittleMemory() throws Exception {
    Path archive = folder.resolve("huge.tar.gz");
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
      TarArchiveEntry entry = new TarArchiveEntry("tool");
      entry.setSize(MemoryProbe.SIZE);
      tar.putArchiveEntry(entry);
      // It is no bomb: a tenth of it is noise, which is farther apart than gzip looks back.
      byte[] piece = java.util.Arrays.copyOf(elf(1 << 17, 1), 1 << 20);
      for (long done = 0; done < MemoryProbe.SIZE; done += piece.length) {
        tar.write(piece);
      }
      tar.closeArchiveEntry();
    }
    assertThat(Files.size(archive)).isLessThan(MemoryProbe.SIZE / 5);
    Path nested = folder.resolve("nested.zip");
    Files.write(nested, zip("huge.tar.gz", Files.readAllBytes(archive)));
    FileTreeTest.run(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx24m",
        "-XX:+UseSerialGC",
        "-cp",
        classPathOf(
            MemoryProbe.class,
            ArtifactWalker.class,
            InputChangedException.class,
            TarConstants.class),
        MemoryProbe.class.getName(),
        archive.toString(),
        nested.toString());
  }

  private static String classPathOf(Class<?>... classes) throws Exception {
    StringBuilder path = new StringBuilder();
    for (Class<?> one : classes) {
      Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      path.append(place).append(java.io.File.pathSeparator);
    }
    return path.toString();
  }

  @Test
  void duplicateNamesAreToldApart() throws IOException {
    byte[] zip =
        bytes(out -> {
          try (ZipArchiveOutputStream made = new ZipArchiveOutputStream(out)) {
            for (String content : List.of("1", "2")) {
              made.putArchiveEntry(new ZipArchiveEntry("a"));
              made.write(text(content));
              made.closeArchiveEntry();
            }
          }
        });
    Recorder met = walk("a.zip", zip);
    assertThat(met.text(in("a.zip!/a"))).isEqualTo("1");
    assertThat(met.text(in("a.zip!/a#2"))).isEqualTo("2");
    met = walk("a.tgz", gzip(tar("a", text("1"), "./a", text("2"))));
    assertThat(met.text(in("a.tgz!/a#2"))).isEqualTo("2");
  }

  @Test
  void namesThatLeadOutAreOnlyShown() throws IOException {
    Recorder met = walk("a.zip", zip("../../x", text("1"), "/abs/y", text("2"), "w\\z", text("3")));
    assertThat(met.paths)
        .containsExactly(in("a.zip!/../../x"), in("a.zip!") + "//abs/y", in("a.zip!/w\\z"));
    assertThat(met.names.get(in("a.zip!/../../x"))).endsWith("a.zip", "x");
    assertThat(met.names.get(in("a.zip!/w\\z"))).endsWith("a.zip", "w", "z");
  }

  @Test
  void zip64AndPrefixedArchivesAreRead() throws IOException {
    byte[] zip64 =
        bytes(out -> {
          try (ZipArchiveOutputStream made = new ZipArchiveOutputStream(out)) {
            made.setUseZip64(Zip64Mode.Always);
            made.putArchiveEntry(new ZipArchiveEntry("a"));
            made.write(text("1"));
            made.closeArchiveEntry();
          }
        });
    assertThat(walk("a.zip", zip64).text(in("a.zip!/a"))).isEqualTo("1");
    byte[] script =
        bytes(out -> {
          out.write(text("#!/bin/sh\nexec java -jar $0\n"));
          out.write(zip("b", text("2")));
        });
    assertThat(walk("b.jar", script).text(in("b.jar!/b"))).isEqualTo("2");
    // Elsewhere it is a script like any other.
    assertThat(walk("b.sh", script).paths).containsExactly(in("b.sh"));
  }

  @Test
  void encryptedAndUnsupportedMembersAreNamed() throws IOException {
    byte[] zip = zip("a", text("1"), "b", text("2"), "c", text("3"));
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int first = central(bytes, 0);
    bytes.putShort(first + 8, (short) 9);
    int second = central(bytes, first + 1);
    bytes.putShort(second + 10, (short) 14);
    Recorder met = walk("a.zip", zip);
    assertThat(met.paths).containsExactly(in("a.zip!/c"));
    assertThat(met.notChecked)
        .containsEntry(in("a.zip!/a"), "is encrypted")
        .containsEntry(in("a.zip!/b"), "not opened: LZMA (zip method 14)");
  }

  @Test
  void localHeadersMustAgreeWithTheDirectory() throws IOException {
    byte[] zip = zip("a", text("1"), "b", text("2"));
    zip[30] = 'z';
    Recorder met = walk("a.zip", zip);
    assertThat(met.paths).containsExactly(in("a.zip!/b"));
    assertThat(met.notChecked.get(in("a.zip!/a"))).contains("another name");
  }

  @Test
  void membersThatDoNotKeepTheirSizeAreNotChecked() throws IOException {
    for (int wrong : new int[] {2_000, 200_000}) {
      byte[] zip = zip("a", new byte[100_000]);
      ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putInt(central(bytes, 0) + 24, wrong);
      assertThat(walk("a.zip", zip).notChecked).containsOnlyKeys(in("a.zip!/a"));
    }
  }

  @Test
  void archivesAreOpenedFourDeep() throws IOException {
    byte[] four = zip("3.zip", zip("2.zip", zip("1.zip", zip("a", text("1")))));
    assertThat(walk("4.zip", four).paths).containsExactly(in("4.zip!/3.zip!/2.zip!/1.zip!/a"));
    Recorder met = walk("5.zip", zip("4.zip", four));
    assertThat(met.paths).isEmpty();
    assertThat(met.notChecked).containsOnlyKeys(in("5.zip!/4.zip!/3.zip!/2.zip!/1.zip"));
  }

  @Test
  void tarMembersOfAllKindsAreToldApart() throws IOException {
    String longName = "n".repeat(90) + "/" + "m".repeat(150) + "/tool";
    byte[] tar =
        bytes(out -> {
          try (TarArchiveOutputStream made = new TarArchiveOutputStream(out)) {
            made.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (byte type :
                new byte[] {
                  TarConstants.LF_LINK,
                  TarConstants.LF_SYMLINK,
                  TarConstants.LF_DIR,
                  TarConstants.LF_CHR,
                  TarConstants.LF_FIFO
                }) {
              made.putArchiveEntry(new TarArchiveEntry("x" + (char) type, type));
              made.closeArchiveEntry();
            }
            TarArchiveEntry entry = new TarArchiveEntry(longName);
            entry.setSize(1);
            made.putArchiveEntry(entry);
            made.write('1');
            made.closeArchiveEntry();
            made.putArchiveEntry(new TarArchiveEntry("odd", (byte) 'Q'));
            made.closeArchiveEntry();
          }
        });
    for (byte[] archive : List.of(tar, gzip(tar))) {
      Recorder met = walk("a.tar", archive);
      assertThat(met.text(in("a.tar!/" + longName))).isEqualTo("1");
      assertThat(met.paths).hasSize(1);
      assertThat(met.notChecked).containsOnlyKeys(in("a.tar!/odd"));
    }
  }

  @Test
  void sparseFilesAreFilledWithZeros() throws Exception {
    byte[] content = new byte[1 << 20];
    content[0] = 0x7F;
    content[300_000] = 1;
    content[content.length - 1] = 2;
    Path sparse = folder.resolve("sparse");
    try (var file = new java.io.RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(content.length);
      for (int at : new int[] {0, 300_000, content.length - 1}) {
        file.seek(at);
        file.write(content[at]);
      }
    }
    for (String format : List.of("gnu", "0.0", "0.1", "1.0")) {
      String[] option =
          format.equals("gnu")
              ? new String[] {"--format=gnu"}
              : new String[] {"--format=pax", "--sparse-version=" + format};
      Path tar = folder.resolve(format + ".tar");
      FileTreeTest.run(
          java.util.stream.Stream.of(
                  List.of("tar", "-S", "-C", folder.toString()),
                  List.of(option),
                  List.of("-cf", tar.toString(), "sparse"))
              .flatMap(List::stream)
              .toArray(String[]::new));
      Recorder met = Recorder.walk(tar);
      assertThat(met.notChecked).as(format).isEmpty();
      assertThat(met.bytes.get(tar + "!/sparse")).as(format).isEqualTo(content);
      assertThat(met.content(tar + "!/sparse").sha256()).as(format).isEqualTo(sha256(content));
    }
  }

  @Test
  void gzipMayHaveSeveralMembersAndGarbageAfterThem() throws IOException {
    byte[] tar = tar("a", new byte[2000], "b", text("2"));
    byte[] halves =
        bytes(out -> {
          out.write(gzip(java.util.Arrays.copyOf(tar, 1000)));
          out.write(gzip(java.util.Arrays.copyOfRange(tar, 1000, tar.length)));
          out.write(text("garbage"));
        });
    Recorder met = walk("a.tgz", halves);
    assertThat(met.text(in("a.tgz!/b"))).isEqualTo("2");
    assertThat(met.notChecked).isEmpty();
  }

  @Test
  void aBreakLeavesTheMembersBeforeIt() throws IOException {
    byte[] tgz = gzip(tar("a", elf(5_000, 1), "b", elf(50_000, 2)));
    Recorder met = walk("a.tgz", java.util.Arrays.copyOf(tgz, tgz.length / 2));
    assertThat(met.bytes.get(in("a.tgz!/a"))).isEqualTo(elf(5_000, 1));
    assertThat(met.notChecked).containsOnlyKeys(in("a.tgz!/b"), in("a.tgz"));
  }

  @Test
  void packagesOfDebianAreOpened() throws IOException {
    byte[] deb =
        bytes(out -> {
          out.write(text("!<arch>\n"));
          arMember(out, "debian-binary", text("2.0\n"));
          arMember(out, "control.tar.gz", gzip(tar("./control", text("x"))));
          arMember(out, "data.tar.gz/", gzip(tar("./usr/bin/tool", text("1"))));
          arMember(out, "data.tar.xz", new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0, 4});
        });
    Recorder met = walk("a.deb", deb);
    assertThat(met.text(in("a.deb!/data.tar.gz!/usr/bin/tool"))).isEqualTo("1");
    assertThat(met.notChecked)
        .containsOnlyKeys(in("a.deb!/data.tar.xz"))
        .containsValue("not opened: xz-compressed file");
  }

  @Test
  void onlyPlainContainersAreAReasonToComplain() throws IOException {
    byte[] sevenZip = {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C, 0, 4};
    byte[] noZip = text("PK\3\4 is how a zip archive begins, and this text");
    byte[] noGzip = {0x1F, (byte) 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.write(in.resolve("data.7z"), sevenZip);
    Files.write(in.resolve("data.bin"), sevenZip);
    Files.write(in.resolve("zip.zip"), noZip);
    Files.write(in.resolve("zip.bin"), noZip);
    Files.write(in.resolve("gzip.gz"), noGzip);
    Files.write(in.resolve("gzip.bin"), noGzip);
    Files.write(
        in.resolve("class.jar"),
        new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 69});
    Recorder met = Recorder.walk(in);
    assertThat(met.paths)
        .containsExactly(
            in("in/class.jar"), in("in/data.bin"), in("in/gzip.bin"), in("in/zip.bin"));
    assertThat(met.notChecked)
        .containsOnlyKeys(in("in/data.7z"), in("in/gzip.gz"), in("in/zip.zip"))
        .containsEntry(in("in/data.7z"), "not opened: 7z archive");
    assertThat(Recorder.walk(in.resolve("data.bin")).notChecked)
        .containsValue("not opened: 7z archive");
  }

  @Test
  void containersThatAreNotOpenedAreRecognised() throws IOException {
    byte[] dmg = new byte[2000];
    System.arraycopy(text("koly"), 0, dmg, dmg.length - 512, 4);
    assertThat(walk("a.dmg", dmg).notChecked).containsValue("not opened: Apple disk image");
    byte[] msi = new byte[600];
    ByteBuffer.wrap(msi).putLong(0xD0CF_11E0_A1B1_1AE1L);
    assertThat(walk("a.msi", msi).notChecked)
        .containsValue("not opened: Windows Installer package");
    assertThat(walk("a.pkg", text("xar!....")).notChecked)
        .containsValue("not opened: Apple installer package");
    byte[] iso = new byte[0x9000];
    System.arraycopy(text("CD001"), 0, iso, 0x8001, 5);
    assertThat(walk("a.iso", iso).notChecked).containsValue("not opened: ISO 9660 image");
  }

  @Test
  void noTruncationAndNoFlipLeadsToAnythingButCallbacks() throws IOException {
    byte[] member = elf(700, 3);
    byte[] deb =
        bytes(out -> {
          out.write(text("!<arch>\n"));
          arMember(out, "debian-binary", text("2.0\n"));
          arMember(out, "data.tar", tar("t", member));
        });
    List<byte[]> archives =
        List.of(
            zip("a", member, "b/c", text("2")),
            gzip(tar("a", member, "n".repeat(120), text("2"))),
            tar("a", member, "n".repeat(120), text("2")),
            bzip2(tar("a", member)),
            gzip(member),
            deb);
    Random random = new Random(1);
    for (byte[] archive : archives) {
      boolean sampled = archive.length > 3000;
      for (int length = 0; length < archive.length; length += sampled ? 37 : 1) {
        Recorder met = meet(java.util.Arrays.copyOf(archive, length));
        assertThat(met.paths.size() + met.notChecked.size()).as("cut to %d", length).isPositive();
      }
      int flips = archive[0] == 'B' ? 100 : 2000; // bzip2 takes its time
      for (int i = 0; i < flips; i++) {
        byte[] flipped = archive.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        Recorder met = meet(flipped);
        assertThat(met.paths.size() + met.notChecked.size()).isPositive();
      }
    }
  }

  @Test
  void aCutZipOrTarIsNeverTakenForWhole() throws IOException {
    byte[] zip = zip("a", elf(300, 1));
    byte[] tar = tar("a", elf(300, 1));
    // The end mark may be cut in its padding, which says nothing.
    for (byte[] archive : List.of(zip, gzip(tar), java.util.Arrays.copyOf(tar, 512 + 512 + 1))) {
      for (int length = 30; length < archive.length; length++) {
        byte[] cut = java.util.Arrays.copyOf(archive, length);
        if (length >= TarHeader.SIZE || archive[0] != 'a') {
          assertThat(meet(cut).notChecked).as("cut to %d", length).isNotEmpty();
        }
      }
    }
  }

  /** The same as a file of these bytes that the user named, without a file system. */
  private static Recorder meet(byte[] bytes) {
    Recorder recorder = new Recorder();
    var source = new dev.archcheck.inspect.BytesSource("x", bytes);
    Origin origin =
        new Origin() {
          @Override
          public <T> T read(Reader<T> reader) throws IOException {
            return reader.read(source);
          }
        };
    new Archives(recorder)
        .meet(
            new Met(
                "x",
                List.of("x"),
                source,
                origin,
                new StoredContent(origin, bytes.length),
                0,
                true,
                new Budget(bytes.length)));
    for (Artifact.Content content : recorder.contents.values()) {
      try {
        content.sha256();
      } catch (IOException _) {
        // as it may
      }
    }
    return recorder;
  }
}
