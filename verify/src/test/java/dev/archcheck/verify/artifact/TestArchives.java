package dev.archcheck.verify.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Archives to test with, made by other programs' writers. */
final class TestArchives {

  private TestArchives() {}

  interface Writer {
    void write(OutputStream out) throws IOException;
  }

  static byte[] bytes(Writer writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out);
    return out.toByteArray();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** An archive of members given as name and content, deflated. */
  static byte[] zip(Object... members) throws IOException {
    return bytes(out -> {
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (int i = 0; i < members.length; i += 2) {
          zip.putNextEntry(new ZipEntry((String) members[i]));
          zip.write((byte[]) members[i + 1]);
        }
      }
    });
  }

  static byte[] storedZip(String name, byte[] content) throws IOException {
    return bytes(out -> {
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    });
  }

  static byte[] tar(Object... members) throws IOException {
    return bytes(out -> {
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        for (int i = 0; i < members.length; i += 2) {
          TarArchiveEntry entry = new TarArchiveEntry((String) members[i]);
          entry.setSize(((byte[]) members[i + 1]).length);
          tar.putArchiveEntry(entry);
          tar.write((byte[]) members[i + 1]);
          tar.closeArchiveEntry();
        }
      }
    });
  }

  static byte[] gzip(byte[] content) throws IOException {
    return bytes(out -> {
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(content);
      }
    });
  }

  static byte[] bzip2(byte[] content) throws IOException {
    return bytes(out -> {
      try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
        bzip2.write(content);
      }
    });
  }

  static byte[] elf(int size, int seed) {
    byte[] elf = new byte[size];
    new Random(seed).nextBytes(elf);
    ByteBuffer.wrap(elf).putInt(0x7F45_4C46);
    return elf;
  }

  static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  static int central(ByteBuffer zip, int from) {
    int at = from;
    while (zip.getInt(at) != 0x0201_4B50) {
      at++;
    }
    return at;
  }

  static void arMember(OutputStream out, String name, byte[] content) throws IOException {
    out.write(
        text(
            String.format(
                "%-16s%-12s%-6s%-6s%-8s%-10d`\n", name, "0", "0", "0", "644", content.length)));
    out.write(content);
    if (content.length % 2 == 1) {
      out.write('\n');
    }
  }
}
