package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.BytesSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A small PE32+ image with one section of code at RVA 0x1000, to be bent in every direction. */
final class PeBuilder {

  static final int PE = 0x80;
  static final int FILE = PE + 4;
  static final int OPTIONAL = FILE + 20;
  static final int DIRECTORIES = OPTIONAL + 112;
  static final int SECTIONS = OPTIONAL + 240;
  static final int DATA = 0x400;
  static final int DATA_RVA = 0x1000;
  static final long BASE = 0x1_8000_0000L;

  private final ByteBuffer bytes =
      ByteBuffer.allocate(DATA + 0x1000).order(ByteOrder.LITTLE_ENDIAN);

  PeBuilder(Machine machine) {
    u16(0, 0x5A4D).u32(0x3C, PE).u32(PE, 0x4550);
    u16(FILE, machine.raw()).u16(FILE + 2, 1).u16(FILE + 16, 240).u16(FILE + 18, 0x22);
    u16(OPTIONAL, OptionalHeader.PE32_PLUS).u32(OPTIONAL + 16, DATA_RVA);
    u64(OPTIONAL + 24, BASE).u32(OPTIONAL + 32, 0x1000).u32(OPTIONAL + 36, 0x200);
    u16(OPTIONAL + 48, 6).u16(OPTIONAL + 50, 2).u32(OPTIONAL + 56, 0x2000);
    u32(OPTIONAL + 60, DATA).u16(OPTIONAL + 68, 3).u16(OPTIONAL + 70, 0x160);
    u32(OPTIONAL + 108, 16);
    text(SECTIONS, ".text").u32(SECTIONS + 8, 0x1000).u32(SECTIONS + 12, DATA_RVA);
    u32(SECTIONS + 16, 0x1000).u32(SECTIONS + 20, DATA).u32(SECTIONS + 36, 0x6000_0020);
  }

  /** An image with hybrid metadata: one ARM64EC range of 0x40 bytes and one x64 range of 0x10. */
  static PeBuilder hybrid(Machine machine) {
    PeBuilder image = new PeBuilder(machine);
    image.directory(DataDirectory.LOAD_CONFIG, 0x1100, 0x140);
    image.rva32(0x1100, 0x140).rva64(0x1100 + 0xC8, BASE + 0x1300);
    image.rva32(0x1300, 2).rva32(0x1304, 0x1400).rva32(0x1308, 2);
    image.rva32(0x1400, 0x1801).rva32(0x1404, 0x40).rva32(0x1408, 0x1842).rva32(0x140C, 0x10);
    return image;
  }

  /** The same with fixups that make an x64 image of it, with another export directory. */
  static PeBuilder arm64x() {
    PeBuilder image = hybrid(Machine.ARM64);
    image.rva32(0x1100 + 0xE0, 0x500).rva16(0x1100 + 0xE4, 1);
    image.rva32(0x1500, 1).rva32(0x1504, 12 + 20);
    image.rva64(0x1508, DynamicRelocation.ARM64X).rva32(0x1510, 20);
    image.rva32(0x1514, 0).rva32(0x1518, 20);
    image.rva16(0x151C, FILE | 0x1000 | 0x4000).rva16(0x151E, 0x8664);
    image.rva16(0x1520, DIRECTORIES | 0x1000 | 0x8000).rva32(0x1522, 0x1900);
    return image;
  }

  PeBuilder directory(int index, int rva, int size) {
    return u32(DIRECTORIES + index * 8, rva).u32(DIRECTORIES + index * 8 + 4, size);
  }

  PeBuilder u16(int offset, int value) {
    bytes.putShort(offset, (short) value);
    return this;
  }

  PeBuilder u32(int offset, long value) {
    bytes.putInt(offset, (int) value);
    return this;
  }

  PeBuilder u64(int offset, long value) {
    bytes.putLong(offset, value);
    return this;
  }

  PeBuilder text(int offset, String text) {
    bytes.put(offset, text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  PeBuilder rva16(int rva, int value) {
    return u16(rva - DATA_RVA + DATA, value);
  }

  PeBuilder rva32(int rva, long value) {
    return u32(rva - DATA_RVA + DATA, value);
  }

  PeBuilder rva64(int rva, long value) {
    return u64(rva - DATA_RVA + DATA, value);
  }

  PeBuilder rvaText(int rva, String text) {
    return text(rva - DATA_RVA + DATA, text);
  }

  byte[] bytes() {
    return bytes.array().clone();
  }

  BytesSource source() {
    return new BytesSource("image", bytes());
  }
}
