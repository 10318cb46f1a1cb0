package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The table that LC_DYLD_CHAINED_FIXUPS points to (mach-o/fixup-chains.h). */
final class ChainedFixups {

  private static final int HEADER_SIZE = 28;

  /** More segments than any linker writes; without it one record could be visited 2^30 times. */
  private static final int MAX_SEGMENTS = 512;

  /** Pages of 16 KiB: 16 GiB of data that holds pointers. */
  private static final int MAX_PAGES = 1 << 20;

  private static final int START_NONE = 0xFFFF;
  private static final int START_MULTI = 0x8000;
  private static final int START_LAST = 0x8000;

  private final MachO file;
  private final ByteSource source;
  private final LinkeditBytes table;
  private final long startsOffset;
  private final long importsOffset;
  private final long symbolsOffset;
  private final long importsCount;
  private final long importsFormat;
  private final long symbolsFormat;
  private final NameBudget budget;
  private final Map<Long, String> names = new HashMap<>();
  private long pages;
  private long fixups;

  private ChainedFixups(MachO file, LinkeditBytes table) throws MalformedBinaryException {
    this.file = file;
    this.source = file.source();
    this.table = table;
    this.startsOffset = table.u32(4, "starts_offset");
    this.importsOffset = table.u32(8, "imports_offset");
    this.symbolsOffset = table.u32(12, "symbols_offset");
    this.importsCount = table.u32(16, "imports_count");
    this.importsFormat = table.u32(20, "imports_format");
    this.symbolsFormat = table.u32(24, "symbols_format");
    this.budget = new NameBudget(table.size());
  }

  static ChainedFixups read(MachO file, LinkeditDataCommand where) throws IOException {
    return new ChainedFixups(
        file,
        LinkeditBytes.read(
            file.source(),
            "dyld_chained_fixups_header",
            where.dataoff(),
            where.datasize(),
            file.byteOrder()));
  }

  /** {@return the starts of each segment that has fixups} */
  List<ChainedStarts> starts() throws MalformedBinaryException {
    long count = table.u32(startsOffset, "seg_count");
    if (count > MAX_SEGMENTS) {
      throw table.malformed("seg_count", startsOffset, Reason.LIMIT, count + " segments");
    }
    List<ChainedStarts> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long offset = table.u32(startsOffset + 4 + 4L * i, "seg_info_offset");
      if (offset != 0) {
        long at = startsOffset + offset;
        if (at > table.size() - ChainedStarts.SIZE) {
          throw table.malformed(
              "seg_info_offset",
              startsOffset + 4 + 4L * i,
              Reason.OUT_OF_RANGE,
              offset + " leaves the table");
        }
        starts.add(ChainedStarts.read(table, i, (int) at));
      }
    }
    return starts;
  }

  /** {@return where the pointer_format of a segment's starts stands, relative to the source} */
  long pointerFormatAt(ChainedStarts starts) {
    return table.relative(starts.at() + ChainedStarts.POINTER_FORMAT);
  }

  /** Hands out the imports. */
  void describeImports(Libraries libraries, Consumer<Structure> out)
      throws MalformedBinaryException {
    int size = ChainedImport.size(importsFormat);
    if (size == 0) {
      throw table.malformed("imports_format", 20, Reason.INVALID, "format " + importsFormat);
    }
    if (importsCount > (table.size() - importsOffset) / size) {
      throw table.malformed(
          "imports_count", 16, Reason.OUT_OF_RANGE, importsCount + " imports do not fit");
    }
    for (int i = 0; i < importsCount; i++) {
      ChainedImport entry = importAt(i);
      out.accept(entry.describe(table, importName(entry), libraries));
    }
  }

  private ChainedImport importAt(long index) throws MalformedBinaryException {
    long at = importsOffset + index * ChainedImport.size(importsFormat);
    return ChainedImport.read(table, importsFormat, (int) Math.min(at, table.size()));
  }

  private String importName(ChainedImport entry) throws MalformedBinaryException {
    if (symbolsFormat != 0) {
      return "(compressed)";
    }
    String name = table.text(symbolsOffset + entry.nameOffset(), "name_offset");
    if (!budget.spend(name.length())) {
      throw table.malformed("name_offset", entry.at(), Reason.LIMIT, "far too many long names");
    }
    return name;
  }

  /** {@return the name of an import, or the empty string for an ordinal that names none} */
  String importName(long ordinal) throws MalformedBinaryException {
    if (ordinal >= importsCount || ChainedImport.size(importsFormat) == 0) {
      return "";
    }
    String known = names.get(ordinal);
    if (known == null) {
      known = importName(importAt(ordinal));
      names.put(ordinal, known);
    }
    return known;
  }

  /** Hands out header, starts and every pointer of every chain. */
  void describe(Consumer<Structure> out) throws IOException {
    out.accept(header());
    List<SegmentCommand> segments = file.segments();
    for (ChainedStarts starts : starts()) {
      if (starts.segment() >= segments.size()) {
        throw table.malformed(
            "seg_info_offset", startsOffset, Reason.OUT_OF_RANGE, "no segment " + starts.segment());
      }
      SegmentCommand segment = segments.get(starts.segment());
      out.accept(starts.describe(table, segment.segname()));
      walk(starts, segment, out);
    }
  }

  private Structure header() {
    long at = table.absolute(0);
    return new Structure(
        "dyld_chained_fixups_header",
        at,
        HEADER_SIZE,
        List.of(
            Field.number("starts_offset", at + 4, 4, startsOffset),
            Field.number("imports_offset", at + 8, 4, importsOffset),
            Field.number("symbols_offset", at + 12, 4, symbolsOffset),
            Field.number("imports_count", at + 16, 4, importsCount),
            Field.number("imports_format", at + 20, 4, importsFormat),
            Field.number("symbols_format", at + 24, 4, symbolsFormat)));
  }

  private void walk(ChainedStarts starts, SegmentCommand segment, Consumer<Structure> out)
      throws IOException {
    if (!starts.pointerFormat().isKnown() || starts.pageSize() == 0) {
      throw table.malformed(
          "pointer_format",
          starts.at() + ChainedStarts.POINTER_FORMAT,
          Reason.INVALID,
          starts.pointerFormat().label() + " with pages of " + starts.pageSize());
    }
    pages += starts.pageCount();
    if (pages > MAX_PAGES) {
      throw table.malformed("page_count", starts.at() + 20, Reason.LIMIT, pages + " pages");
    }
    for (int page = 0; page < starts.pageCount(); page++) {
      int first = pageStart(starts, page);
      if (first == START_NONE) {
        continue;
      }
      if ((first & START_MULTI) == 0) {
        walkPage(starts, segment, page, first, out);
      } else {
        walkOverflow(starts, segment, page, first & ~START_MULTI, out);
      }
    }
  }

  /** A page of a 32-bit file can have several chains; their starts stand behind those of pages. */
  private void walkOverflow(
      ChainedStarts starts, SegmentCommand segment, int page, int index, Consumer<Structure> out)
      throws IOException {
    for (int i = index; ; i++) {
      int next = pageStart(starts, i);
      walkPage(starts, segment, page, next & ~START_LAST, out);
      if ((next & START_LAST) != 0) {
        return;
      }
    }
  }

  private int pageStart(ChainedStarts starts, int index) throws MalformedBinaryException {
    return table.u16(starts.at() + ChainedStarts.SIZE + 2L * index, "page_start");
  }

  private void walkPage(
      ChainedStarts starts, SegmentCommand segment, int page, int first, Consumer<Structure> out)
      throws IOException {
    PointerFormat format = starts.pointerFormat();
    long inSegment = (long) page * starts.pageSize();
    long room = segment.filesize() - inSegment;
    // A pointer can reach over the end of its page.
    int length = (int) Math.clamp(room, 0, starts.pageSize() + 8L);
    ByteBuffer bytes = source.read(segment.fileoff() + inSegment, length).order(file.byteOrder());
    int at = first;
    int step;
    do {
      if (at > length - format.pointerSize()) {
        throw table.malformed(
            "page_start",
            starts.at() + ChainedStarts.SIZE + 2L * page,
            Reason.OUT_OF_RANGE,
            "the chain of page " + page + " of " + segment.segname() + " leaves it");
      }
      countFixup(starts);
      long raw =
          format.pointerSize() == 4 ? Integer.toUnsignedLong(bytes.getInt(at)) : bytes.getLong(at);
      out.accept(
          new ChainedPointer(format, raw)
              .describe(
                  this,
                  source.origin() + segment.fileoff() + inSegment + at,
                  segment.vmaddr() + inSegment + at));
      step = format.next(raw) * format.stride();
      at += step;
    } while (step != 0);
  }

  /** Every pointer takes 4 bytes of the file, unless the same ones are visited again and again. */
  private void countFixup(ChainedStarts starts) throws MalformedBinaryException {
    if (++fixups > source.size() / 4) {
      throw table.malformed("page_start", starts.at(), Reason.LOOP, "more fixups than the file");
    }
  }
}
