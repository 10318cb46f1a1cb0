package dev.archcheck.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The first bytes that the processor is to execute. */
public final class EntryCode {

  /** No processor has a program that begins with so many zeros. */
  private static final int LENGTH = 16;

  private EntryCode() {}

  /**
   * {@return whether nothing but zeros is there: a file that was preallocated, and then not written
   * to the end}
   */
  public static boolean isBlank(ByteSource source, long offset) throws IOException {
    ByteBuffer code = source.read(offset, Math.clamp(source.size() - offset, 0, LENGTH));
    while (code.hasRemaining()) {
      if (code.get() != 0) {
        return false;
      }
    }
    return true;
  }
}
