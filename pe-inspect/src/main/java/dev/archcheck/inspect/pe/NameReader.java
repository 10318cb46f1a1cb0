package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads zero-terminated names at addresses of an image. The names of a real image hardly overlap,
 * so together they are not much longer than the file: a hostile one that has every entry name the
 * same long text ends here.
 */
final class NameReader {

  private static final int MAX_NAME = 1 << 12;
  private static final int STEP = 64;
  private static final long ALLOWANCE = 64 << 10;

  private final ImageHeaders image;
  private long budget;

  NameReader(ImageHeaders image) {
    this.image = image;
    this.budget = 2 * image.source().size() + ALLOWANCE;
  }

  /** {@return a name as a field; its address may be wrong, then that is reported} */
  Field field(String name, String structure, Address address) throws IOException {
    long offset = image.locate(structure, address, 1);
    String text = read(structure, address);
    return Field.text(name, image.source().origin() + offset, text.length(), text);
  }

  String read(String structure, Address address) throws IOException {
    int room = (int) Math.min(MAX_NAME, image.map().available(address.rva()));
    for (int length = Math.min(STEP, room); ; length = Math.min(length * 4, room)) {
      ByteBuffer bytes = image.read(structure, address, length);
      int end = terminator(bytes);
      if (end >= 0) {
        spend(structure, address, end);
        return StandardCharsets.ISO_8859_1.decode(bytes.slice(0, end)).toString();
      }
      if (length == room) {
        throw address.malformed(
            image.source(), structure, Reason.TRUNCATED, "the name at " + address + " has no end");
      }
    }
  }

  private void spend(String structure, Address address, int length) throws IOException {
    budget -= length + 1L;
    if (budget < 0) {
      throw address.malformed(
          image.source(), structure, Reason.LIMIT, "names overlap again and again");
    }
  }

  private static int terminator(ByteBuffer bytes) {
    for (int i = 0; i < bytes.limit(); i++) {
      if (bytes.get(i) == 0) {
        return i;
      }
    }
    return -1;
  }
}
