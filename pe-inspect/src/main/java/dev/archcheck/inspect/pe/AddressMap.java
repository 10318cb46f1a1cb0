package dev.archcheck.inspect.pe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From relative virtual addresses to file offsets.
 *
 * <p>The loader wants sections in ascending order without overlap. In an image that breaks this the
 * section that begins nearest before an address gives its byte, so that a lookup is a binary search
 * however many sections there are.
 */
final class AddressMap {

  /** The loader ignores the low bits of PointerToRawData: it reads whole sectors. */
  private static final int SECTOR = 0x200;

  private static final int PAGE = 0x1000;

  private final SectionTable sections;
  private final long fileSize;
  private final long headerSize;
  private final long sectionAlignment;
  private final boolean sectors;
  private final long @Nullable [] order;

  AddressMap(SectionTable sections, OptionalHeader header, long fileSize) {
    this.sections = sections;
    this.fileSize = fileSize;
    this.headerSize = Math.min(header.sizeOfHeaders(), fileSize);
    this.sectionAlignment = Math.max(1, header.sectionAlignment());
    this.sectors = header.sectionAlignment() >= PAGE && header.fileAlignment() >= SECTOR;
    this.order = isAscending(sections) ? null : order(sections);
  }

  private static boolean isAscending(SectionTable sections) {
    for (int i = 1; i < sections.count(); i++) {
      if (sections.virtualAddress(i) <= sections.virtualAddress(i - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Addresses in the high half and indexes in the low half of each element, sorted. */
  private static long[] order(SectionTable sections) {
    long[] order = new long[sections.count()];
    for (int i = 0; i < order.length; i++) {
      // An address uses all 32 bits: the flipped sign bit makes the order unsigned.
      order[i] = ((sections.virtualAddress(i) << Integer.SIZE) | i) ^ Long.MIN_VALUE;
    }
    Arrays.sort(order);
    return order;
  }

  /** {@return the section in which an address lies in memory, or -1} */
  int section(long rva) {
    int low = 0;
    int high = sections.count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (sections.virtualAddress(at(middle)) <= rva) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (high < 0) {
      return -1;
    }
    int index = at(high);
    return rva - sections.virtualAddress(index) < memorySize(index) ? index : -1;
  }

  private int at(int rank) {
    return order == null ? rank : (int) order[rank];
  }

  /** {@return the file offset of an address, or -1 if the file has no byte for it} */
  long offset(long rva) {
    if (rva < 0) {
      return -1;
    }
    int index = section(rva);
    if (index < 0) {
      return rva < headerSize ? rva : -1;
    }
    long within = rva - sections.virtualAddress(index);
    return within < fileBytes(index) ? fileOffset(index) + within : -1;
  }

  /** {@return how many bytes the file has from an address on without a break} */
  long available(long rva) {
    int index = section(rva);
    if (index < 0) {
      return Math.max(0, headerSize - rva);
    }
    return Math.max(0, fileBytes(index) - (rva - sections.virtualAddress(index)));
  }

  /** {@return the size of a section in memory} */
  private long memorySize(int index) {
    long virtualSize = sections.virtualSize(index);
    long size = virtualSize == 0 ? sections.sizeOfRawData(index) : virtualSize;
    long pages = (size + sectionAlignment - 1) / sectionAlignment;
    return pages * sectionAlignment;
  }

  /** {@return where the bytes of a section start in the file} */
  long fileOffset(int index) {
    long pointer = sections.pointerToRawData(index);
    return sectors ? pointer & -SECTOR : pointer;
  }

  /** {@return how many bytes of a section the file really has and the loader maps} */
  long fileBytes(int index) {
    long pointer = sections.pointerToRawData(index);
    if (pointer == 0) {
      return 0;
    }
    long mapped = Math.min(sections.sizeOfRawData(index), memorySize(index));
    return Math.max(0, Math.min(mapped, fileSize - fileOffset(index)));
  }
}
