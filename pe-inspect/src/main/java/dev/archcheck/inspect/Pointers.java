package dev.archcheck.inspect;

/**
 * What the pointers of an image lead to once the loader has rewritten them, as if it had loaded the
 * image at the address that it was linked for. In the file they may be encoded, or be zero beside a
 * relocation that knows the target.
 */
public sealed interface Pointers permits Pointers.Stored, Pointers.Relocated, Pointers.Encoded {

  /** Pointers are in the file as they are in memory. */
  Pointers STORED = new Stored();

  /**
   * {@return what a pointer leads to, or 0 for one to another file}
   *
   * @param address where the pointer is
   * @param stored the pointer as the file has it
   */
  long target(long address, long stored);

  /** Nothing is rewritten. */
  record Stored() implements Pointers {

    @Override
    public long target(long address, long stored) {
      return stored;
    }
  }

  /** Some pointers are in a table of relocations with addends (ELF, RELA). */
  final class Relocated implements Pointers {

    /** Open addressing, half empty; 0 is no address that is relocated. */
    private final long[] addresses;

    private final long[] targets;
    private final int mask;
    private int room;

    /** A table for so many pointers. */
    public Relocated(int count) {
      int slots = Integer.highestOneBit(2 * Math.max(count, 1) - 1) << 1;
      addresses = new long[slots];
      targets = new long[slots];
      mask = slots - 1;
      room = count;
    }

    /** Adds what the pointer at an address leads to; more than were announced are dropped. */
    public void put(long address, long target) {
      if (address != 0 && room-- > 0) {
        int slot = slot(address);
        addresses[slot] = address;
        targets[slot] = target;
      }
    }

    private int slot(long address) {
      int slot = Long.hashCode(address * 0x9E37_79B9_7F4A_7C15L) & mask;
      while (addresses[slot] != 0 && addresses[slot] != address) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    @Override
    public long target(long address, long stored) {
      int slot = slot(address);
      return addresses[slot] == address && address != 0 ? targets[slot] : stored;
    }
  }

  /**
   * 64-bit pointers are links of chains (Mach-O chained fixups, DYLD_CHAINED_PTR_64 and its like
   * with offsets: mach-o/fixup-chains.h). A null pointer is in no chain and stays 0.
   *
   * @param base what targets count from: the address of the image, or 0
   */
  record Encoded(long base) implements Pointers {

    private static final int TARGET_BITS = 36;

    @Override
    public long target(long address, long stored) {
      return stored <= 0 ? 0 : base + (stored & ((1L << TARGET_BITS) - 1));
    }
  }
}
