package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The code map of a hybrid image: which code is ARM64, which ARM64EC and which x64.
 *
 * @param offset where it starts, relative to the image's source
 * @param ranges its entries in file order
 */
public record CodeMap(long offset, List<CodeRange> ranges) {

  /** The largest system libraries have some hundred. */
  private static final int MAX_RANGES = 1 << 16;

  /** {@return how many bytes of code are of a type} */
  public long bytes(CodeRange.Type type) {
    long sum = 0;
    for (CodeRange range : ranges) {
      if (range.type() == type) {
        sum += range.length();
      }
    }
    return sum;
  }

  /** {@return how many bytes of code there are} */
  public long bytes() {
    long sum = 0;
    for (CodeRange range : ranges) {
      sum += range.length();
    }
    return sum;
  }

  /** {@return the share of code bytes that are of a type, 0 to 1; 0 if there is no code} */
  public double share(CodeRange.Type type) {
    long all = bytes();
    return all == 0 ? 0 : (double) bytes(type) / all;
  }

  /** {@return for example {@code 3 ranges: 32 bytes ARM64, 108 ARM64EC, 16 AMD64}} */
  String summary() {
    return ranges.size()
        + (ranges.size() == 1 ? " range: " : " ranges: ")
        + bytes(CodeRange.Type.ARM64)
        + " bytes ARM64, "
        + bytes(CodeRange.Type.ARM64EC)
        + " ARM64EC, "
        + bytes(CodeRange.Type.AMD64)
        + " AMD64";
  }

  static CodeMap read(ImageHeaders image, HybridMetadata metadata, Consumer<Problem> problems)
      throws IOException {
    Address address = new Address(metadata.codeMap(), "CodeMap", metadata.offset() + 4);
    long count = metadata.codeMapCount();
    if (count == 0) {
      return new CodeMap(metadata.offset() + 4, List.of());
    }
    if (count > MAX_RANGES || count > image.optional().sizeOfImage() / CodeRange.SIZE) {
      throw new Address(count, "CodeMapCount", metadata.offset() + 8)
          .malformed(
              image.source(),
              HybridMetadata.NAME,
              Reason.LIMIT,
              count + " ranges are more than an image of this size can hold");
    }
    int length = (int) count * CodeRange.SIZE;
    long offset = image.locate(CodeRange.NAME, address, length);
    ByteBuffer bytes = image.source().read(offset, length);
    List<CodeRange> ranges = new ArrayList<>((int) count);
    while (bytes.hasRemaining()) {
      ranges.add(CodeRange.of(bytes.getInt() & 0xFFFF_FFFFL, bytes.getInt() & 0xFFFF_FFFFL));
    }
    CodeMap map = new CodeMap(offset, List.copyOf(ranges));
    map.check(image, problems);
    return map;
  }

  /** Ranges ascend, do not overlap and lie in the image. Only the first damage is reported. */
  private void check(ImageHeaders image, Consumer<Problem> problems) {
    long end = 0;
    for (int i = 0; i < ranges.size(); i++) {
      CodeRange range = ranges.get(i);
      long at = offset + (long) i * CodeRange.SIZE;
      if (range.start() < end) {
        problems.accept(
            image.problem(
                CodeRange.NAME,
                "StartOffset",
                at,
                Reason.OVERLAP,
                "range " + i + " begins before the range in front of it ends"));
        return;
      }
      end = range.start() + range.length();
      if (end > image.optional().sizeOfImage()) {
        problems.accept(
            image.problem(
                CodeRange.NAME,
                "Length",
                at + 4,
                Reason.OUT_OF_RANGE,
                "range " + i + " reaches past the end of the image"));
        return;
      }
    }
  }
}
