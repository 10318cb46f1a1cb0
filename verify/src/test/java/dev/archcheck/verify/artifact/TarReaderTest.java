package dev.archcheck.verify.artifact;

import static dev.archcheck.verify.artifact.TestArchives.bytes;
import static dev.archcheck.verify.artifact.TestArchives.elf;
import static dev.archcheck.verify.artifact.TestArchives.gzip;
import static dev.archcheck.verify.artifact.TestArchives.tar;
import static dev.archcheck.verify.artifact.TestArchives.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {

  private static final int BLOCK = 512;

  @TempDir Path folder;

  /** Each archive is tried as it is and compressed. */
  private interface Expectation {
    void of(Recorder met);
  }

  private void expect(byte[] tar, Expectation expectation) throws IOException {
    for (byte[] archive : List.of(tar, gzip(tar))) {
      expectation.of(Recorder.walk(Files.write(folder.resolve("a.tar"), archive)));
    }
  }

  private String in(String member) {
    return folder.resolve("a.tar") + "!/" + member;
  }

  private static byte[] header(String name, char type, long size, String linkName) {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 124, String.format("%011o", size));
    block[156] = (byte) type;
    put(block, 157, linkName);
    put(block, 257, "ustar");
    put(block, 263, "00");
    put(block, 148, "        ");
    int sum = 0;
    for (byte one : block) {
      sum += one & 0xFF;
    }
    put(block, 148, String.format("%06o\0 ", sum));
    return block;
  }

  private static void put(byte[] block, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }

  private static byte[] padded(byte[] data) {
    return Arrays.copyOf(data, data.length + BLOCK - 1 & -BLOCK);
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    return bytes(out -> {
      for (byte[] part : parts) {
        out.write(part);
      }
    });
  }

  private static byte[] file(String name, byte[] content) throws IOException {
    return joined(header(name, '0', content.length, ""), padded(content));
  }

  private static byte[] zeros(int blocks) {
    return new byte[blocks * BLOCK];
  }

  @Test
  void membersBehindAnEndMarkAreMet() throws IOException {
    expect(
        joined(tar("a", text("1")), tar("b", elf(900, 1))),
        met -> {
          assertThat(met.paths).containsExactly(in("a"), in("b"));
          assertThat(met.notChecked).isEmpty();
        });
    expect(
        joined(file("a", text("1")), zeros(1), file("b", text("2")), zeros(2)),
        met -> assertThat(met.paths).containsExactly(in("a"), in("b")));
  }

  @Test
  void otherBytesBehindAnEndMarkAreReported() throws IOException {
    expect(
        joined(file("a", text("1")), zeros(2), elf(1000, 1)),
        met -> {
          assertThat(met.paths).containsExactly(in("a"));
          assertThat(met.notChecked)
              .containsOnlyKeys(folder.resolve("a.tar").toString())
              .containsValue(
                  "tar archive at offset 0x800: has 1000 bytes behind its end mark that are no"
                      + " member and are not looked at");
        });
    expect(
        joined(file("a", text("1")), zeros(2), new byte[100]),
        met -> assertThat(met.notChecked).isEmpty());
  }

  @Test
  void aHardLinkMayHaveDataOrOnlyASize() throws IOException {
    expect(
        joined(
            file("a", elf(700, 1)),
            header("sized", '1', 700, "a"),
            header("full", '1', 700, "a"),
            padded(elf(700, 2)),
            file("b", text("2")),
            header("last", '1', 700, "a"),
            zeros(2)),
        met -> {
          assertThat(met.paths).containsExactly(in("a"), in("full"), in("b"));
          assertThat(met.bytes.get(in("full"))).isEqualTo(elf(700, 2));
          assertThat(met.notChecked).isEmpty();
        });
  }

  @Test
  void aFolderOfAnOldArchiveIsMetIfItHasBytes() throws IOException {
    expect(
        joined(header("d/", '0', 0, ""), file("e/", elf(700, 1)), zeros(2)),
        met -> assertThat(met.paths).containsExactly(in("e/")));
  }

  @Test
  void whatLinksNameIsMetAgainWhereTheNameSaysMore() throws IOException {
    byte[] elf = elf(2_000_000, 1);
    expect(
        joined(
            header("bin/early_arm64", '2', 0, "../app_amd64"),
            file("./app_amd64", elf),
            header("hard_arm64", '1', 0, "app_amd64"),
            header("same_amd64", '1', 0, "app_amd64"),
            header("latest", '2', 0, "hard_arm64"),
            header("chain_arm64", '2', 0, "latest"),
            header("absolute_arm64", '2', 0, "/app_amd64"),
            file("b", text("2")),
            zeros(2)),
        met -> {
          assertThat(met.paths)
              .containsExactly(
                  in("app_amd64"),
                  in("b"),
                  in("bin/early_arm64"),
                  in("hard_arm64"),
                  in("chain_arm64"),
                  in("absolute_arm64"));
          assertThat(met.bytes.get(in("absolute_arm64"))).isEqualTo(elf);
          assertThat(met.bytes.get(in("bin/early_arm64"))).isEqualTo(elf);
          assertThat(met.notChecked).isEmpty();
        });
  }

  @Test
  void whatALinkToAFolderNamesIsMetAgainToo() throws IOException {
    expect(
        joined(
            header("linux_arm64", '2', 0, "linux_amd64/"),
            header("linux_amd64/", '5', 0, ""),
            file("linux_amd64/bin/tool", elf(700, 1)),
            file("shared_amd64", elf(700, 2)),
            header("linux_amd64/shared", '2', 0, "../shared_amd64"),
            header("linux_amd64/up_arm64", '2', 0, "."),
            header("linux_arm64/up", '2', 0, ".."),
            zeros(2)),
        met -> {
          assertThat(met.paths)
              .containsExactly(
                  in("linux_amd64/bin/tool"),
                  in("shared_amd64"),
                  in("linux_arm64/bin/tool"),
                  in("linux_arm64/shared"));
          assertThat(met.notChecked).isEmpty();
        });
  }

  @Test
  void aLinkToNothingIsReportedIfItsNameSaysMoreThanItsFolder() throws IOException {
    expect(
        joined(
            header("lib/libfoo.so", '2', 0, "/usr/lib/libfoo.so.1"),
            header("lib/arm64/libfoo.so", '2', 0, "libfoo.so.1"),
            header("app_arm64", '2', 0, "../../gone"),
            header("one_arm64", '2', 0, "two"),
            header("two", '2', 0, "one_arm64"),
            header("empty_arm64", '2', 0, "empty"),
            header("empty", '5', 0, ""),
            zeros(2)),
        met -> {
          assertThat(met.paths).isEmpty();
          assertThat(met.notChecked).containsOnlyKeys(in("app_arm64"), in("one_arm64"));
        });
  }
}
