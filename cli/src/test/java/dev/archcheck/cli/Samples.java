package dev.archcheck.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The smallest binaries that the readers accept. */
public final class Samples {

  /** Everything that must never reach a terminal as it is. */
  public static final String HOSTILE = "a\u001b[31m\r\n\u009b\u007f";

  private Samples() {}

  /** An ELF executable of the System V ABI with one PT_LOAD segment and one instruction. */
  public static byte[] elf(int machine) {
    ByteBuffer elf = ByteBuffer.allocate(0x80).order(ByteOrder.LITTLE_ENDIAN);
    elf.putInt(0, 0x464C457F).put(4, (byte) 2).put(5, (byte) 1).put(6, (byte) 1);
    elf.put(7, (byte) 3); // ELFOSABI_GNU
    elf.putShort(16, (short) 2).putShort(18, (short) machine).putInt(20, 1);
    elf.putLong(24, 0x400078).putLong(32, 0x40);
    elf.putShort(52, (short) 64).putShort(54, (short) 56).putShort(56, (short) 1);
    elf.putShort(58, (short) 64);
    elf.putInt(0x40, 1).putInt(0x44, 5).putLong(0x50, 0x400000).putLong(0x58, 0x400000);
    elf.putLong(0x60, 0x80).putLong(0x68, 0x80).putLong(0x70, 0x1000).put(0x78, (byte) 0xf4);
    return elf.array();
  }

  /** x86-64. */
  public static byte[] elf() {
    return elf(62);
  }

  /** A 64-bit Mach-O library with one segment (LC_SEGMENT_64) without sections. */
  static byte[] machoWithSegment() {
    ByteBuffer out = ByteBuffer.allocate(0x68).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0, 0xfeedfacf).putInt(4, 0x100000c).putInt(12, 6).putInt(16, 1).putInt(20, 72);
    out.putInt(32, 0x19).putInt(36, 72).put(40, "__TEXT".getBytes(StandardCharsets.US_ASCII));
    out.putLong(56, 1L << 32).putLong(64, 0x4000).putLong(80, 0x68).putInt(88, 5).putInt(92, 5);
    return out.array();
  }

  /** A 64-bit Mach-O object without load commands. */
  public static byte[] machO(int cputype) {
    ByteBuffer file = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0xFEEDFACF).putInt(cputype).putInt(cputype == 0x0100000C ? 0 : 3).putInt(1);
    return file.array();
  }

  /** A universal file of an x86-64 and an arm64 object. */
  public static byte[] universal() {
    byte[] x64 = machO(0x01000007);
    byte[] arm64 = machO(0x0100000C);
    ByteBuffer file = ByteBuffer.allocate(0x4000 + arm64.length);
    file.putInt(0xCAFEBABE).putInt(2);
    file.putInt(0x01000007).putInt(3).putInt(0x1000).putInt(x64.length).putInt(12);
    file.putInt(0x0100000C).putInt(0).putInt(0x4000).putInt(arm64.length).putInt(14);
    return file.put(0x1000, x64).put(0x4000, arm64).array();
  }

  /** An ARM64 COFF object with one section for each name, of 8 bytes at most. */
  public static byte[] coff(String... sections) {
    ByteBuffer file = ByteBuffer.allocate(20 + 40 * sections.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort(0, (short) 0xAA64).putShort(2, (short) sections.length);
    for (int i = 0; i < sections.length; i++) {
      file.put(20 + 40 * i, sections[i].getBytes(StandardCharsets.ISO_8859_1));
    }
    return file.array();
  }

  /** An ARM64 COFF object with one symbol, whose name is in the string table. */
  public static byte[] coffWithSymbol(String name) {
    byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer file =
        ByteBuffer.allocate(60 + 18 + 4 + text.length + 1).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort(0, (short) 0xAA64).putShort(2, (short) 1).putInt(8, 60).putInt(12, 1);
    file.put(20, ".text".getBytes(StandardCharsets.ISO_8859_1));
    file.putInt(64, 4).putShort(72, (short) 1).put(76, (byte) 2);
    file.putInt(78, 4 + text.length + 1).put(82, text);
    return file.array();
  }

  /** An archive with one member. */
  public static byte[] archive(String member, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String header =
        "!<arch>\n" + pad(member, 16) + pad("0", 12) + pad("0", 6) + pad("0", 6) + pad("644", 8);
    out.writeBytes(
        (header + pad("" + content.length, 10) + "`\n").getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static String pad(String text, int length) {
    return text + " ".repeat(length - text.length());
  }
}
