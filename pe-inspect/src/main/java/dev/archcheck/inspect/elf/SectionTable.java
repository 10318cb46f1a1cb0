package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The section header table and the names of its sections. */
record SectionTable(List<SectionHeader> sections, StringTable names) {

  /** More than any tool makes but the compilers of a section per function. */
  private static final int MAX_SECTIONS = 1 << 16;

  /**
   * {@return how many section headers there are} The first one holds the count when it is too large
   * for the file header.
   *
   * @throws MalformedBinaryException if the table is not wholly inside the file
   */
  static int count(ByteSource source, ElfHeader header) throws IOException {
    if (header.sectionHeaderOffset() == 0) {
      return 0;
    }
    int size = header.sectionHeaderSize();
    if (size < SectionHeader.size(header.wide())) {
      throw at(source, header, "e_shentsize", Reason.INVALID, "is " + size);
    }
    long offset = header.sectionHeaderOffset();
    if (offset < 0 || offset > source.size() - size) {
      throw at(
          source,
          header,
          "e_shoff",
          Reason.OUT_OF_RANGE,
          "points to 0x" + Long.toHexString(offset) + ", outside the file");
    }
    long count =
        header.sectionHeaderCount() != 0
            ? header.sectionHeaderCount()
            : header(source, header, 0).size();
    if (count < 0 || count > (source.size() - offset) / size) {
      throw at(
          source,
          header,
          "e_shnum",
          Reason.TRUNCATED,
          "announces " + Long.toUnsignedString(count) + " section headers, more than the file has");
    }
    if (count > MAX_SECTIONS) {
      throw at(source, header, "e_shnum", Reason.LIMIT, "announces " + count + " section headers");
    }
    return (int) count;
  }

  static SectionTable read(ByteSource source, ElfHeader header) throws IOException {
    int count = count(source, header);
    if (count == 0) {
      return new SectionTable(List.of(), new StringTable(source, 0, 0));
    }
    boolean wide = header.wide();
    int size = header.sectionHeaderSize();
    int padding = size - SectionHeader.size(wide);
    List<SectionHeader> sections = new ArrayList<>(count);
    Cursor in =
        Cursor.open(
            source,
            SectionHeader.structureName(wide),
            header.sectionHeaderOffset(),
            Math.multiplyExact(count, size),
            header.order());
    for (int i = 0; i < count; i++) {
      sections.add(SectionHeader.read(in, wide));
      in.skip("", padding);
    }
    return new SectionTable(sections, names(source, header, sections));
  }

  private static StringTable names(
      ByteSource source, ElfHeader header, List<SectionHeader> sections) {
    int index = header.sectionNameIndex();
    if (index == ElfFormat.SHN_XINDEX) {
      index = sections.getFirst().link();
    }
    if (index <= 0 || index >= sections.size() || !sections.get(index).hasBytes(source.size())) {
      return new StringTable(source, 0, 0);
    }
    return new StringTable(source, sections.get(index).offset(), sections.get(index).size());
  }

  private static SectionHeader header(ByteSource source, ElfHeader header, int index)
      throws IOException {
    boolean wide = header.wide();
    Cursor in =
        Cursor.open(
            source,
            SectionHeader.structureName(wide),
            header.sectionHeaderOffset() + (long) index * header.sectionHeaderSize(),
            SectionHeader.size(wide),
            header.order());
    return SectionHeader.read(in, wide);
  }

  private static MalformedBinaryException at(
      ByteSource source, ElfHeader header, String field, Reason reason, String detail) {
    int offset =
        switch (field) {
          case "e_shoff" -> header.wide() ? 40 : 32;
          case "e_shentsize" -> header.wide() ? 58 : 46;
          default -> header.wide() ? 60 : 48;
        };
    return MalformedBinaryException.at(
        source, header.structureName(), field, offset, reason, detail);
  }

  /** {@return the section's name, or the empty string if it has none that can be read} */
  String name(SectionHeader section) throws IOException {
    try {
      return names.name(section.nameIndex());
    } catch (MalformedBinaryException _) {
      return "";
    }
  }
}
