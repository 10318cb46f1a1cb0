package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.BytesSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts small files together, number by number. */
public final class Bytes {

  private ByteBuffer buffer = ByteBuffer.allocate(256);

  /** An empty file of the given byte order. */
  public Bytes(ByteOrder order) {
    buffer.order(order);
  }

  /** Appends 8 bits. */
  public Bytes u8(int... values) {
    for (int value : values) {
      room(1).put((byte) value);
    }
    return this;
  }

  /** Appends 16 bits. */
  public Bytes u16(int... values) {
    for (int value : values) {
      room(2).putShort((short) value);
    }
    return this;
  }

  /** Appends 32 bits. */
  public Bytes u32(long... values) {
    for (long value : values) {
      room(4).putInt((int) value);
    }
    return this;
  }

  /** Appends 64 bits. */
  public Bytes u64(long... values) {
    for (long value : values) {
      room(8).putLong(value);
    }
    return this;
  }

  /** Appends an address of 32 or 64 bits. */
  public Bytes word(boolean wide, long... values) {
    return wide ? u64(values) : u32(values);
  }

  /** Appends text, one byte per character. */
  public Bytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    room(bytes.length).put(bytes);
    return this;
  }

  /** Appends text and fills it up. */
  public Bytes text(String text, int length, char fill) {
    return text(text + String.valueOf(fill).repeat(length - text.length()));
  }

  /** Appends bytes. */
  public Bytes raw(byte[] bytes) {
    room(bytes.length).put(bytes);
    return this;
  }

  /** Appends zeroes up to an offset. */
  public Bytes to(int offset) {
    while (size() < offset) {
      u8(0);
    }
    return this;
  }

  /** {@return how long the file is} */
  public int size() {
    return buffer.position();
  }

  /** {@return the file} */
  public byte[] bytes() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** {@return the file as a source} */
  public BytesSource source() {
    return new BytesSource("test", bytes());
  }

  private ByteBuffer room(int length) {
    while (buffer.remaining() < length) {
      ByteBuffer larger = ByteBuffer.allocate(buffer.capacity() * 2).order(buffer.order());
      buffer = larger.put(buffer.flip());
    }
    return buffer;
  }
}
