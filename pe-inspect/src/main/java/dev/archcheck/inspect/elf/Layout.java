package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Pointers;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.go.BuildInfoOnce;
import dev.archcheck.inspect.go.GoBuildInfo;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ELF file's header, its segments, and the way from an address to an offset. */
final class Layout implements LoadedImage {

  /** The most program headers that identity looks at; only core dumps have more. */
  private static final int MAX_SEGMENTS = 4096;

  private final ByteSource source;
  private final ElfHeader header;
  private final List<ProgramHeader> segments;
  private final BuildInfoOnce goBuildInfo = new BuildInfoOnce();

  private Layout(ByteSource source, ElfHeader header, List<ProgramHeader> segments) {
    this.source = source;
    this.header = header;
    this.segments = segments;
  }

  /** A layout without segments, for files that have none or whose table cannot be read. */
  static Layout bare(ByteSource source, ElfHeader header) {
    return new Layout(source, header, List.of());
  }

  static Layout read(ByteSource source, ElfHeader header) throws IOException {
    long count = segmentCount(source, header);
    if (count == 0) {
      return bare(source, header);
    }
    boolean wide = header.wide();
    int size = header.programHeaderSize();
    int padding = size - ProgramHeader.size(wide);
    int wanted = (int) Math.min(count, MAX_SEGMENTS);
    Cursor in =
        Cursor.open(
            source,
            ProgramHeader.structureName(wide),
            header.programHeaderOffset(),
            wanted * size,
            header.order());
    List<ProgramHeader> segments = new ArrayList<>(wanted);
    for (int i = 0; i < wanted; i++) {
      segments.add(ProgramHeader.read(in, wide));
      in.skip("", padding);
    }
    return new Layout(source, header, segments);
  }

  /**
   * {@return how many program headers there are, all of them inside the file}
   *
   * @throws MalformedBinaryException if the table is not wholly inside the file
   */
  static long segmentCount(ByteSource source, ElfHeader header) throws IOException {
    long count = header.programHeaderCount();
    if (count == 0) {
      return 0;
    }
    if (count == ElfFormat.PN_XNUM && header.sectionHeaderOffset() != 0) {
      count = extendedCount(source, header);
    }
    int size = header.programHeaderSize();
    if (size < ProgramHeader.size(header.wide())) {
      throw MalformedBinaryException.at(
          source,
          header.structureName(),
          "e_phentsize",
          header.wide() ? 54 : 42,
          Reason.NOT_LOADABLE,
          "is " + size);
    }
    long offset = header.programHeaderOffset();
    if (offset < 0 || offset > source.size() || count > (source.size() - offset) / size) {
      throw MalformedBinaryException.at(
          source,
          header.structureName(),
          "e_phoff",
          header.wide() ? 32 : 28,
          Reason.TRUNCATED,
          count + " program headers from 0x" + Long.toHexString(offset) + " leave the file");
    }
    return count;
  }

  private static long extendedCount(ByteSource source, ElfHeader header) throws IOException {
    boolean wide = header.wide();
    Cursor in =
        Cursor.open(
            source,
            SectionHeader.structureName(wide),
            header.sectionHeaderOffset(),
            SectionHeader.size(wide),
            header.order());
    int count = SectionHeader.read(in, wide).info();
    return count == 0 ? ElfFormat.PN_XNUM : Integer.toUnsignedLong(count);
  }

  @Override
  public ByteSource source() {
    return source;
  }

  ElfHeader header() {
    return header;
  }

  boolean wide() {
    return header.wide();
  }

  List<ProgramHeader> segments() {
    return segments;
  }

  @Override
  public ByteOrder byteOrder() {
    return header.order();
  }

  @Override
  public int pointerSize() {
    return header.wide() ? 8 : 4;
  }

  /** {@return the first segment of that type whose bytes are inside the file, or null} */
  @Nullable ProgramHeader segment(int type) {
    for (ProgramHeader segment : segments) {
      if (segment.type() == type && segment.fileSize() > 0 && segment.fits(source.size())) {
        return segment;
      }
    }
    return null;
  }

  /** {@return the dynamic section, or null if there is none} */
  @Nullable DynamicTable dynamic() throws IOException {
    ProgramHeader segment = segment(ElfFormat.PT_DYNAMIC);
    return segment == null ? null : DynamicTable.read(this, segment);
  }

  /** {@return the offset of the byte that is loaded at an address, or -1} */
  long offsetOf(long address) {
    for (ProgramHeader segment : segments) {
      long delta = address - segment.virtualAddress();
      if (segment.type() == ElfFormat.PT_LOAD
          && delta >= 0
          && delta < segment.fileSize()
          && segment.fits(source.size())) {
        return segment.offset() + delta;
      }
    }
    return -1;
  }

  /** {@return whether an address is in a loaded segment whose bytes may be executed} */
  boolean isExecutable(long address) {
    for (ProgramHeader segment : segments) {
      long delta = address - segment.virtualAddress();
      if (segment.type() == ElfFormat.PT_LOAD
          && segment.executable()
          && delta >= 0
          && delta < segment.memorySize()) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return the dynamic section's table of names}
   *
   * @throws MalformedBinaryException if its address is not in the file
   */
  StringTable dynamicNames(DynamicTable dynamic) throws IOException {
    long offset = offsetOf(dynamic.get(ElfFormat.DT_STRTAB));
    if (offset < 0) {
      throw missing(dynamic, ElfFormat.DT_STRTAB);
    }
    long size = dynamic.get(ElfFormat.DT_STRSZ);
    long rest = source.size() - offset;
    return new StringTable(source, offset, size < 0 ? rest : Math.min(size, rest));
  }

  /** {@return the error that a tag's address is not in the file} */
  MalformedBinaryException missing(DynamicTable dynamic, long tag) {
    int index = dynamic.indexOf(tag);
    return MalformedBinaryException.at(
        source,
        DynamicTable.structureName(wide()),
        ElfFormat.tagName(tag),
        dynamic.valueOffset(Math.max(index, 0)),
        index < 0 ? Reason.INVALID : Reason.OUT_OF_RANGE,
        index < 0 ? "is missing" : "points to nothing that the file holds");
  }

  /** {@inheritDoc} Absurd section headers are those of a stripped file: segments then. */
  @Override
  public List<Region> regions() throws IOException {
    List<Region> regions = sectionRegions();
    return regions.isEmpty() ? mappedRegions() : regions;
  }

  @Override
  public Optional<GoBuildInfo> goBuildInfo() throws IOException {
    return goBuildInfo.ofLinker(this);
  }

  @Override
  public Pointers pointers() throws IOException {
    return RelativeRelocations.read(this);
  }

  private List<Region> sectionRegions() throws IOException {
    List<Region> regions = new ArrayList<>();
    try {
      SectionTable table = SectionTable.read(source, header);
      for (SectionHeader section : table.sections()) {
        if (section.allocated() && section.size() > 0) {
          if (!section.hasBytes(source.size()) && section.type() != ElfFormat.SHT_NOBITS) {
            return List.of();
          }
          regions.add(region(table, section));
        }
      }
    } catch (MalformedBinaryException _) {
      return List.of();
    }
    return regions;
  }

  private static Region region(SectionTable table, SectionHeader section) throws IOException {
    boolean stored = section.type() != ElfFormat.SHT_NOBITS;
    return new Region(
        table.name(section),
        section.address(),
        section.size(),
        section.offset(),
        stored ? section.size() : 0,
        true,
        (section.flags() & ElfFormat.SHF_WRITE) != 0,
        (section.flags() & ElfFormat.SHF_EXECINSTR) != 0);
  }

  @Override
  public List<Region> mappedRegions() {
    List<Region> regions = new ArrayList<>();
    for (ProgramHeader segment : segments) {
      if (segment.type() == ElfFormat.PT_LOAD && segment.fits(source.size())) {
        regions.add(
            new Region(
                "",
                segment.virtualAddress(),
                segment.memorySize(),
                segment.offset(),
                segment.fileSize(),
                (segment.flags() & ElfFormat.PF_R) != 0,
                (segment.flags() & ElfFormat.PF_W) != 0,
                segment.executable()));
      }
    }
    return regions;
  }
}
