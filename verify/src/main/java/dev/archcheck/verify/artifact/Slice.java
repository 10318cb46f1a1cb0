package dev.archcheck.verify.artifact;

import org.jspecify.annotations.Nullable;

/**
 * Some bytes of an archive, in the place that they were expanded to. Nothing else is put there
 * until they are released, which may be done by another thread. Whoever is done with one and keeps
 * it stops the expanding sooner or later.
 */
public final class Slice {

  private final byte[] bytes;
  private final int start;
  private final int length;
  private @Nullable Runnable release;

  Slice(byte[] bytes, int start, int length, Runnable release) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
    this.release = release;
  }

  /** {@return bytes that nobody else has} */
  static Slice of(byte[] own) {
    return new Slice(own, 0, own.length, () -> {});
  }

  /** {@return an array that has the bytes among others} */
  public byte[] bytes() {
    return bytes;
  }

  /** {@return the index of the first one} */
  public int start() {
    return start;
  }

  /** {@return how many there are} */
  public int length() {
    return length;
  }

  /** Lets others use the place; the bytes are not to be read after that. Once is enough. */
  public void release() {
    Runnable first = release;
    if (first != null) {
      release = null;
      first.run();
    }
  }
}
