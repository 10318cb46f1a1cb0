package dev.archcheck.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The files that the cache is trained with: one small binary of each format, an archive of each
 * common kind around them, and one real library of the JDK in the format of this machine.
 */
final class Samples {
  private static final int TAR_BLOCK = 512;
  private static final int SMALL = 40;
  private static final int LARGE = 6 << 20;

  private Samples() {}

  static void write(Path folder) throws IOException {
    Files.write(folder.resolve("hello_windows_arm64.exe"), pe());
    Files.write(folder.resolve("hello_linux_amd64"), elf());
    Files.write(folder.resolve("hello_darwin_arm64"), machO());
    Files.writeString(folder.resolve("README.txt"), "Not a binary.\n");
    Files.write(folder.resolve("hello_windows_arm64.zip"), zip("hello.exe", pe()));
    Files.write(folder.resolve("hello_linux_amd64.tar.gz"), tarGz(Map.of("hello", elf())));
    Files.write(folder.resolve("go1.99.0.linux-amd64.tar.gz"), tarGz(go()));
    copyJdkLibrary(folder);
  }

  /** A PE32+ image for ARM64 whose only instruction returns (PE/COFF specification 2 to 4). */
  private static byte[] pe() {
    ByteBuffer image = ByteBuffer.allocate(0x400).order(ByteOrder.LITTLE_ENDIAN);
    image.putShort(0, (short) 0x5A4D).putInt(0x3C, 0x80).putInt(0x80, 0x4550);
    image.putShort(0x84, (short) 0xAA64).putShort(0x86, (short) 1);
    image.putShort(0x94, (short) 240).putShort(0x96, (short) 0x22);
    image.putShort(0x98, (short) 0x20B).putInt(0xA8, 0x1000).putLong(0xB0, 0x140000000L);
    image.putInt(0xB8, 0x1000).putInt(0xBC, 0x200).putShort(0xC8, (short) 6);
    image.putInt(0xD0, 0x2000).putInt(0xD4, 0x200).putShort(0xDC, (short) 3).putInt(0x104, 16);
    image.put(0x188, ".text".getBytes(StandardCharsets.US_ASCII));
    image.putInt(0x190, 0x200).putInt(0x194, 0x1000).putInt(0x198, 0x200).putInt(0x19C, 0x200);
    image.putInt(0x1AC, 0x60000020).putShort(0xDE, (short) 0x160).putInt(0x200, 0xD65F03C0);
    return image.array();
  }

  /** An ELF64 executable for x86-64 with one PT_LOAD segment and one instruction. */
  private static byte[] elf() {
    ByteBuffer file = ByteBuffer.allocate(0x100).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 0x464C457F).put(4, (byte) 2).put(5, (byte) 1).put(6, (byte) 1);
    file.putShort(0x10, (short) 2).putShort(0x12, (short) 62).putInt(0x14, 1);
    file.putLong(0x18, 0x400078).putLong(0x20, 0x40).putShort(0x34, (short) 64);
    file.putShort(0x36, (short) 56).putShort(0x38, (short) 1).putShort(0x3A, (short) 64);
    file.putInt(0x40, 1).putInt(0x44, 5).putLong(0x50, 0x400000).putLong(0x58, 0x400000);
    file.putLong(0x60, 0x100).putLong(0x68, 0x100).putLong(0x70, 0x1000).put(0x78, (byte) 0xF4);
    return file.array();
  }

  /** A Mach-O executable for arm64 with LC_SEGMENT_64, LC_BUILD_VERSION and LC_MAIN. */
  private static byte[] machO() {
    ByteBuffer file = ByteBuffer.allocate(0x100).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0xFEEDFACF).putInt(0x0100000C).putInt(0).putInt(2).putInt(3).putInt(120).putLong(0);
    file.putInt(0x19).putInt(72).put("__TEXT".getBytes(StandardCharsets.US_ASCII));
    file.position(0x38).putLong(0x100000000L).putLong(0x4000).putLong(0).putLong(0x100);
    file.putInt(5).putInt(5).putInt(0).putInt(0);
    file.putInt(0x32).putInt(24).putInt(1).putInt(0x000B0000).putInt(0x000B0000).putInt(0);
    file.putInt(0x80000028).putInt(24).putLong(0xC0).putLong(0).putInt(0xC0, 0xD65F03C0);
    return file.array();
  }

  /** The least that is accepted as a Go: small files, one that is large, programs and a version. */
  private static Map<String, byte[]> go() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        "go/VERSION", "go1.99.0\ntime 2026-01-01T00:00:00Z\n".getBytes(StandardCharsets.UTF_8));
    files.put("go/bin/go", elf());
    files.put("go/pkg/tool/linux_amd64/compile", elf());
    files.put("go/src/go.mod", "module std\n".getBytes(StandardCharsets.UTF_8));
    files.put("go/src/large.go", new byte[LARGE]);
    for (int i = 0; i < SMALL; i++) {
      files.put("go/src/p/f" + i + ".go", ("package p // " + i).getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  /** Files in the ustar format (POSIX pax, "ustar Interchange Format"). */
  private static byte[] tarGz(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        byte[] content = file.getValue();
        gzip.write(header(file.getKey(), content.length));
        gzip.write(content);
        gzip.write(new byte[Math.floorMod(-content.length, TAR_BLOCK)]);
      }
      gzip.write(new byte[2 * TAR_BLOCK]);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(String name, int length) {
    byte[] header = new byte[TAR_BLOCK];
    field(header, 0, name);
    field(header, 100, "0000755");
    field(header, 108, "0000000");
    field(header, 116, "0000000");
    field(header, 124, "%011o".formatted(length));
    field(header, 136, "00000000000");
    field(header, 148, "        ");
    field(header, 156, "0");
    field(header, 257, "ustar");
    field(header, 263, "00");
    int sum = 0;
    for (byte value : header) {
      sum += value & 0xFF;
    }
    field(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void field(byte[] header, int offset, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  private static void copyJdkLibrary(Path folder) throws IOException {
    for (String place : new String[] {"lib", "bin"}) {
      Path libraries = Jdk.home().resolve(place);
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(libraries, "{libjli.so,libjli.dylib,jli.dll}")) {
        for (Path library : found) {
          Path copy = folder.resolve(library.getFileName().toString());
          Files.write(copy, Files.readAllBytes(library));
        }
      }
    }
  }
}
