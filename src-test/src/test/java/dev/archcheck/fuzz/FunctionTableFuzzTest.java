package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.Pointers;
import dev.archcheck.testkit.GoExercise;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The first byte says what kind of image it is; behind 16 bytes stands a function table, and the
 * last 256 are data that can point to it.
 */
final class FunctionTableFuzzTest {

  private static final int HEAD = 16;
  private static final int DATA = 256;

  private static final int BIG_ENDIAN = 1;
  private static final int NARROW = 2;
  private static final int ENCODED = 4;
  private static final int UNNAMED = 8;

  private record Image(
      ByteSource source,
      ByteOrder byteOrder,
      int pointerSize,
      Pointers pointers,
      List<Region> regions)
      implements LoadedImage {}

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    if (bytes.length < HEAD + DATA) {
      return;
    }
    int kind = bytes[0];
    int table = bytes.length - HEAD - DATA;
    Image image =
        new Image(
            new BytesSource("fuzz", bytes),
            (kind & BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
            (kind & NARROW) != 0 ? 4 : 8,
            (kind & ENCODED) != 0 ? new Pointers.Encoded(0x1_0000_0000L) : Pointers.STORED,
            List.of(
                region(".text", 0x40_1000, 0x10_0000, 0, 0, false, true),
                region(
                    (kind & UNNAMED) != 0 ? "" : ".gopclntab",
                    0x50_0000,
                    table,
                    HEAD,
                    table,
                    false,
                    false),
                region(".data", 0x60_0000, DATA, HEAD + table, DATA, true, false)));
    long _ = GoExercise.everything(image);
  }

  private static LoadedImage.Region region(
      String name,
      long address,
      long size,
      long offset,
      long fileSize,
      boolean writable,
      boolean executable) {
    return new LoadedImage.Region(
        name, address, size, offset, fileSize, true, writable, executable);
  }
}
