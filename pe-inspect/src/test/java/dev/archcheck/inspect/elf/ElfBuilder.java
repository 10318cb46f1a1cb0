package dev.archcheck.inspect.elf;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Builds an ELF file of a header, segments with their contents, and nothing else. */
public final class ElfBuilder {

  @SuppressWarnings("ArrayRecordComponent") // never compared; only written
  private record Segment(int type, int flags, byte[] contents, long memorySize) {}

  private final boolean wide;
  private final boolean big;
  private final List<Segment> segments = new ArrayList<>();
  private int osAbi;
  private int type = ElfFormat.ET_DYN;
  private int machine = 62;
  private long flags;
  private long entry;
  private long sectionOffset;
  private int sectionCount;

  /** A file of that class and byte order. */
  public ElfBuilder(boolean wide, boolean big) {
    this.wide = wide;
    this.big = big;
  }

  /** Sets EI_OSABI. */
  public ElfBuilder osAbi(int value) {
    osAbi = value;
    return this;
  }

  /** Sets e_type. */
  public ElfBuilder type(int value) {
    type = value;
    return this;
  }

  /** Sets e_machine. */
  public ElfBuilder machine(int value) {
    machine = value;
    return this;
  }

  /** Sets e_flags. */
  public ElfBuilder flags(long value) {
    flags = value;
    return this;
  }

  /** Sets e_entry. */
  public ElfBuilder entry(long value) {
    entry = value;
    return this;
  }

  /** Sets e_shoff and e_shnum. */
  public ElfBuilder sections(long offset, int count) {
    sectionOffset = offset;
    sectionCount = count;
    return this;
  }

  /** Adds a segment. */
  public ElfBuilder segment(int segmentType, byte[] contents) {
    segments.add(new Segment(segmentType, ElfFormat.PF_R, contents, contents.length));
    return this;
  }

  /** Adds an executable segment of which the file holds so many bytes. */
  public ElfBuilder code(int stored, long memorySize) {
    segments.add(
        new Segment(
            ElfFormat.PT_LOAD, ElfFormat.PF_R | ElfFormat.PF_X, new byte[stored], memorySize));
    return this;
  }

  /** Adds an interpreter. */
  public ElfBuilder interpreter(String path) {
    return segment(ElfFormat.PT_INTERP, new Bytes(order()).text(path).u8(0).bytes());
  }

  /** Adds a note. */
  public ElfBuilder note(String owner, int noteType, long... words) {
    Bytes note = new Bytes(order()).u32(owner.length() + 1, words.length * 4L, noteType);
    note.text(owner).to(12 + (owner.length() + 4) / 4 * 4).u32(words);
    return segment(ElfFormat.PT_NOTE, note.bytes());
  }

  /** {@return the byte order} */
  public ByteOrder order() {
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** {@return where the contents of the segment with that index will start} */
  public int offsetOf(int index) {
    int at = headerSize() + (segments.size() > index ? segments.size() : index + 1) * phdr();
    for (int i = 0; i < index; i++) {
      at += (segments.get(i).contents.length + 7) / 8 * 8;
    }
    return at;
  }

  private int headerSize() {
    return wide ? 64 : 52;
  }

  private int phdr() {
    return wide ? 56 : 32;
  }

  /** {@return the file} */
  public Bytes build() {
    Bytes out = new Bytes(order());
    out.u8(0x7F, 'E', 'L', 'F', wide ? 2 : 1, big ? 2 : 1, 1, osAbi).to(16);
    out.u16(type, machine).u32(1).word(wide, entry, segments.isEmpty() ? 0 : headerSize());
    out.word(wide, sectionOffset).u32(flags);
    out.u16(headerSize(), phdr(), segments.size(), wide ? 64 : 40, sectionCount, 0);
    for (int i = 0; i < segments.size(); i++) {
      header(out, segments.get(i), offsetOf(i));
    }
    for (int i = 0; i < segments.size(); i++) {
      out.to(offsetOf(i)).raw(segments.get(i).contents);
    }
    return out;
  }

  private void header(Bytes out, Segment segment, long offset) {
    long size = segment.contents.length;
    if (wide) {
      out.u32(segment.type, segment.flags).u64(offset, offset, offset, size, segment.memorySize, 4);
    } else {
      out.u32(segment.type, offset, offset, offset, size, segment.memorySize, segment.flags, 4);
    }
  }
}
