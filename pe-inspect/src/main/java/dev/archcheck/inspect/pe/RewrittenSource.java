package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An image as an x64 process sees it: every read gives the bytes after the loader's fixups. */
final class RewrittenSource implements ByteSource {

  /** A fixup and where its bytes are in the file. */
  private record Patch(long offset, Arm64xFixup fixup) {}

  private static final int LONGEST = 8;

  private final ByteSource original;
  private final List<Patch> patches;

  private RewrittenSource(ByteSource original, List<Patch> patches) {
    this.original = original;
    this.patches = patches;
  }

  static RewrittenSource of(ByteSource original, List<Arm64xFixup> fixups, AddressMap map) {
    List<Patch> patches = new ArrayList<>(fixups.size());
    for (Arm64xFixup fixup : fixups) {
      long offset = map.offset(fixup.rva());
      if (offset >= 0 && map.available(fixup.rva()) >= fixup.size()) {
        patches.add(new Patch(offset, fixup));
      }
    }
    patches.sort(Comparator.comparingLong(Patch::offset));
    return new RewrittenSource(original, List.copyOf(patches));
  }

  @Override
  public String name() {
    return original.name();
  }

  @Override
  public long size() {
    return original.size();
  }

  @Override
  public long origin() {
    return original.origin();
  }

  @Override
  public ByteBuffer read(long offset, int length) throws IOException {
    ByteBuffer bytes = original.read(offset, length);
    int first = firstPatch(offset - LONGEST + 1);
    if (first == patches.size() || patches.get(first).offset() >= offset + length) {
      return bytes;
    }
    // A fixup may lie across an end of the range, so the copy has room for it on both sides.
    long start = Math.max(0, offset - LONGEST);
    int count = (int) Math.min(offset + length + LONGEST - start, size() - start);
    ByteBuffer copy = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    copy.put(original.read(start, count)).clear();
    for (int i = first; i < patches.size() && patches.get(i).offset() < offset + length; i++) {
      apply(copy, (int) (patches.get(i).offset() - start), patches.get(i).fixup());
    }
    return copy.slice((int) (offset - start), length)
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return the index of the first patch at or after an offset} */
  private int firstPatch(long offset) {
    int low = 0;
    int high = patches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (patches.get(middle).offset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void apply(ByteBuffer copy, int at, Arm64xFixup fixup) {
    switch (fixup) {
      case Arm64xFixup.ZeroFill zero -> put(copy, at, zero.size(), 0);
      case Arm64xFixup.Value value -> put(copy, at, value.size(), value.value());
      case Arm64xFixup.Delta delta -> put(copy, at, delta.size(), copy.getInt(at) + delta.delta());
    }
  }

  private static void put(ByteBuffer copy, int at, int size, long value) {
    switch (size) {
      case 1 -> copy.put(at, (byte) value);
      case 2 -> copy.putShort(at, (short) value);
      case 4 -> copy.putInt(at, (int) value);
      default -> copy.putLong(at, value);
    }
  }
}
