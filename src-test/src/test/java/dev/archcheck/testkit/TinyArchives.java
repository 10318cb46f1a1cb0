package dev.archcheck.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * Makes the seeds of the archive fuzzers: {@code main} writes them below the folder it is given.
 * Two are not from here but from GNU tar, with {@code -S} and its formats gnu and pax.
 */
public final class TinyArchives {

  /** An Elf64_Ehdr without anything else, for x86-64. */
  private static final byte[] ELF =
      Arrays.copyOf(
          HexFormat.of().parseHex("7f454c4602010100000000000000000002003e0001000000"), 64);

  private static final byte[] TEXT = "some text\n".getBytes(StandardCharsets.UTF_8);

  /** No padding to records of twenty blocks. */
  private static final int BLOCK = 512;

  private static final int LINK = 0120777;
  private static final int FILE = 0100755;

  private TinyArchives() {}

  private interface Writer<T> {
    void write(T out) throws IOException;
  }

  /** Writes all seeds. */
  public static void main(String[] folder) throws IOException {
    Path root = Path.of(folder[0]);
    byte[] tar = tar(TinyArchives::ordinary);
    seed(root, "ZipArchive", "deflated", zip(zip -> members(zip, ZipEntry.DEFLATED)));
    seed(root, "ZipArchive", "stored", zip(zip -> members(zip, ZipEntry.STORED)));
    seed(
        root,
        "ZipArchive",
        "zip64",
        zip(zip -> {
          zip.setUseZip64(Zip64Mode.Always);
          members(zip, ZipEntry.DEFLATED);
        }));
    seed(
        root,
        "ZipArchive",
        "nested",
        zip(zip -> {
          member(zip, "n.tgz", FILE, ZipEntry.DEFLATED, gzip(tar));
          member(zip, "n.zip", FILE, ZipEntry.STORED, zip(inner -> members(inner, 8)));
        }));
    seed(root, "TarArchive", "ordinary", tar);
    seed(
        root,
        "TarArchive",
        "pax",
        tar(out -> longNames(out, TarArchiveOutputStream.LONGFILE_POSIX)));
    seed(
        root, "TarArchive", "gnu", tar(out -> longNames(out, TarArchiveOutputStream.LONGFILE_GNU)));
    seed(root, "TarArchive", "joined", joined(tar, tar));
    seed(root, "CompressedFile", "elf.gz", gzip(ELF));
    seed(root, "CompressedFile", "tar.gz", gzip(tar));
    seed(root, "CompressedFile", "two.gz", joined(gzip(TEXT), gzip(ELF)));
    seed(root, "CompressedFile", "elf.bz2", bzip2(ELF));
    seed(root, "CompressedFile", "tar.bz2", bzip2(tar));
    seed(root, "DebPackage", "gzip", deb("data.tar.gz", gzip(tar)));
    seed(root, "DebPackage", "plain", deb("data.tar", tar));
  }

  private static void seed(Path root, String fuzzer, String name, byte[] bytes) throws IOException {
    Path folder = root.resolve(fuzzer + "FuzzTestInputs/read");
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".seed"), bytes);
  }

  private static byte[] bytes(Writer<OutputStream> writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    return bytes(out -> {
      for (byte[] part : parts) {
        out.write(part);
      }
    });
  }

  private static byte[] zip(Writer<ZipArchiveOutputStream> writer) throws IOException {
    return bytes(out -> {
      // A channel that can seek: sizes in the local headers, not behind the data.
      Path file = Files.createTempFile("tiny", ".zip");
      try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
        writer.write(zip);
      }
      out.write(Files.readAllBytes(file));
      Files.delete(file);
    });
  }

  private static void members(ZipArchiveOutputStream zip, int method) throws IOException {
    member(zip, "bin/app_amd64", FILE, method, ELF);
    member(zip, "app_arm64", LINK, method, "bin/app_amd64".getBytes(StandardCharsets.UTF_8));
    member(zip, "lib", LINK, method, "bin".getBytes(StandardCharsets.UTF_8));
    member(zip, "text", FILE, method, TEXT);
  }

  private static void member(
      ZipArchiveOutputStream zip, String name, int mode, int method, byte[] content)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setTime(0);
    entry.setUnixMode(mode);
    entry.setMethod(method);
    zip.putArchiveEntry(entry);
    zip.write(content);
    zip.closeArchiveEntry();
  }

  private static byte[] tar(Writer<TarArchiveOutputStream> writer) throws IOException {
    return bytes(out -> {
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, BLOCK)) {
        writer.write(tar);
      }
    });
  }

  private static void ordinary(TarArchiveOutputStream tar) throws IOException {
    file(tar, "bin/app_amd64", ELF);
    link(tar, "app_arm64", TarConstants.LF_SYMLINK, "bin/app_amd64");
    link(tar, "hard_arm64", TarConstants.LF_LINK, "bin/app_amd64");
    link(tar, "lib", TarConstants.LF_SYMLINK, "bin");
  }

  private static void longNames(TarArchiveOutputStream tar, int mode) throws IOException {
    tar.setLongFileMode(mode);
    file(tar, "n".repeat(110) + "/app", ELF);
    link(tar, "l".repeat(110), TarConstants.LF_SYMLINK, "n".repeat(110) + "/app");
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setModTime(0);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String name, byte type, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setModTime(0);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    return bytes(out -> {
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(content);
      }
    });
  }

  private static byte[] bzip2(byte[] content) throws IOException {
    return bytes(out -> {
      try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, 1)) {
        bzip2.write(content);
      }
    });
  }

  private static byte[] deb(String name, byte[] data) throws IOException {
    return bytes(out -> {
      out.write("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
      arMember(out, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
      arMember(out, name, data);
    });
  }

  private static void arMember(OutputStream out, String name, byte[] content) throws IOException {
    String header =
        String.format("%-16s%-12d%-6d%-6d%-8d%-10d`\n", name, 0, 0, 0, 100644, content.length);
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(Arrays.copyOf(content, content.length + content.length % 2));
  }
}
