package dev.archcheck.inspect;

import dev.archcheck.inspect.go.GoBuildInfo;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * The narrow view that every executable format gives of itself: named regions of memory, without a
 * word of the format. What the Go linker or another tool left in a binary is found through it.
 */
public interface LoadedImage {

  /** {@return the file, or the slice of it, that the regions' offsets count from} */
  ByteSource source();

  /** {@return the byte order of the code's data} */
  ByteOrder byteOrder();

  /** {@return the size of a pointer in bytes, 4 or 8} */
  int pointerSize();

  /** {@return sections where the file has them, else segments, in file order} */
  List<Region> regions() throws IOException;

  /**
   * {@return what the loader maps, in file order} Where sections are described apart from that,
   * they cost more to read.
   */
  default List<Region> mappedRegions() throws IOException {
    return regions();
  }

  /**
   * {@return how to read the pointers in the file}
   *
   * @throws MalformedBinaryException if what would tell is damaged
   */
  default Pointers pointers() throws IOException {
    return Pointers.STORED;
  }

  /**
   * {@return the build information of Go where its linker puts it} Images keep it, because more
   * than one answer rests on it.
   */
  default Optional<GoBuildInfo> goBuildInfo() throws IOException {
    return GoBuildInfo.ofLinker(this);
  }

  /**
   * A part of memory.
   *
   * @param name its name in the file, for example {@code .go.buildinfo}, or the empty string
   * @param address its virtual address
   * @param size its size in memory, in bytes
   * @param offset where its bytes start, relative to {@link LoadedImage#source()}
   * @param fileSize how many of its bytes are in the file; the rest is zero
   */
  record Region(
      String name,
      long address,
      long size,
      long offset,
      long fileSize,
      boolean readable,
      boolean writable,
      boolean executable) {

    /** {@return how many of its bytes a file of that size has, whatever it says of itself} */
    public long stored(long sourceSize) {
      return offset < 0 || offset >= sourceSize || fileSize <= 0
          ? 0
          : Math.min(fileSize, sourceSize - offset);
    }
  }
}
