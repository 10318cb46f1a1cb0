package dev.archcheck.verify.sumdb;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A SHA-256 of a tree: of a record, of an inner node, of the root. */
public final class LogHash {

  /** Its size in bytes. */
  public static final int SIZE = 32;

  private final byte[] bytes;

  /**
   * A hash.
   *
   * @throws IllegalArgumentException unless there are 32 bytes
   */
  public LogHash(byte[] bytes) {
    this(bytes, 0);
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a hash of " + bytes.length + " bytes");
    }
  }

  LogHash(byte[] from, int offset) {
    this.bytes = Arrays.copyOfRange(from, offset, offset + SIZE);
  }

  /** {@return the hash that a text in base64 stands for, or null if it does not, or not exactly} */
  static @Nullable LogHash parse(String base64) {
    byte[] bytes = Base64Text.decode(base64);
    return bytes == null || bytes.length != SIZE ? null : new LogHash(bytes);
  }

  /** {@return the bytes, for the caller to keep} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Copies the bytes into an array. */
  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, SIZE);
  }

  /** {@return whether these bytes are at a place of an array} */
  boolean isAt(byte[] array, int offset) {
    return Arrays.equals(bytes, 0, SIZE, array, offset, offset + SIZE);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** {@return the hash in base64, as logs write it} */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
