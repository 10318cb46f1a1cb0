package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.util.List;

/**
 * A dyld_chained_starts_in_segment (mach-o/fixup-chains.h): 22 bytes and 2 for each page.
 *
 * @param segment the index of the segment
 * @param at where it stands in the table of chained fixups
 */
record ChainedStarts(
    int segment,
    int at,
    long size,
    int pageSize,
    PointerFormat pointerFormat,
    long segmentOffset,
    long maxValidPointer,
    int pageCount) {

  static final int SIZE = 22;
  static final int POINTER_FORMAT = 6;

  static ChainedStarts read(LinkeditBytes table, int segment, int at)
      throws MalformedBinaryException {
    ChainedStarts starts =
        new ChainedStarts(
            segment,
            at,
            table.u32(at, "size"),
            table.u16(at + 4, "page_size"),
            new PointerFormat(table.u16(at + POINTER_FORMAT, "pointer_format")),
            table.u64(at + 8, "segment_offset"),
            table.u32(at + 16, "max_valid_pointer"),
            table.u16(at + 20, "page_count"));
    if (starts.pageCount > (table.size() - at - SIZE) / 2) {
      throw table.malformed(
          "page_count", at + 20, Reason.OUT_OF_RANGE, starts.pageCount + " pages do not fit");
    }
    return starts;
  }

  Structure describe(LinkeditBytes table, String segmentName) {
    long absolute = table.absolute(at);
    return new Structure(
        "dyld_chained_starts_in_segment",
        absolute,
        size,
        List.of(
            Field.text("segment", absolute, 0, segmentName),
            Field.number("size", absolute, 4, size),
            Field.number("page_size", absolute + 4, 2, pageSize),
            Field.number(
                "pointer_format",
                absolute + POINTER_FORMAT,
                2,
                pointerFormat.raw(),
                pointerFormat.label()),
            Field.number("segment_offset", absolute + 8, 8, segmentOffset),
            Field.number("max_valid_pointer", absolute + 16, 4, maxValidPointer),
            Field.number("page_count", absolute + 20, 2, pageCount)));
  }
}
