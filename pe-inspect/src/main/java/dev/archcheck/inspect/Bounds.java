package dev.archcheck.inspect;

/** The one place where a range that leaves its source becomes an error. */
final class Bounds {

  private Bounds() {}

  static void check(ByteSource source, String structure, long offset, long length)
      throws MalformedBinaryException {
    if (offset < 0 || length < 0 || offset > source.size() - length) {
      throw MalformedBinaryException.truncated(source, structure, offset, length);
    }
  }
}
