package dev.archcheck.inspect.macho;

import java.util.List;

/**
 * The place that opcodes of dyld_info speak of: a segment and an offset in it. Both are whatever
 * the opcodes made of them; a place outside every segment has no name and the address 0.
 */
final class SegmentAddress {

  private final List<SegmentCommand> segments;
  private int segment = -1;
  private long offset;

  SegmentAddress(List<SegmentCommand> segments) {
    this.segments = segments;
  }

  void set(int newSegment, long newOffset) {
    this.segment = newSegment;
    this.offset = newOffset;
  }

  /** Moves on; the arithmetic wraps, as that of dyld does, because distances can be negative. */
  void add(long distance) {
    offset += distance;
  }

  String segmentName() {
    return segment >= 0 && segment < segments.size() ? segments.get(segment).segname() : "";
  }

  long address() {
    return segment >= 0 && segment < segments.size() ? segments.get(segment).vmaddr() + offset : 0;
  }
}
