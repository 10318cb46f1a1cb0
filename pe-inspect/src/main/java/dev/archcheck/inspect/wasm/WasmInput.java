package dev.archcheck.inspect.wasm;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads bytes, LEB128 numbers and names one after the other, up to an end. */
final class WasmInput {

  private static final int WINDOW = 4096;
  private static final int MAX_NAME = 64 << 10;
  private static final int MAX_GROUPS = 10;

  private final ByteSource source;
  private final String structure;
  private final long end;
  private long position;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  WasmInput(ByteSource source, String structure, long start, long end) {
    this.source = source;
    this.structure = structure;
    this.position = start;
    this.end = end;
  }

  long position() {
    return position;
  }

  long remaining() {
    return end - position;
  }

  int u8(String field) throws IOException {
    if (position >= end) {
      throw malformed(field, Reason.TRUNCATED, "is past the end");
    }
    if (position < windowStart || position >= windowStart + window.limit()) {
      window = source.read(position, (int) Math.min(WINDOW, end - position));
      windowStart = position;
    }
    return window.get((int) (position++ - windowStart)) & 0xFF;
  }

  /** {@return an unsigned LEB128 number of up to 32 bits} */
  long u32(String field) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int group = u8(field);
      value |= (group & 0x7FL) << shift;
      if (group < 0x80) {
        return value & 0xFFFF_FFFFL;
      }
    }
    throw malformed(field, Reason.INVALID, "has more than 32 bits");
  }

  /** Passes over a LEB128 number of up to 64 bits. */
  void skipNumber(String field) throws IOException {
    for (int i = 0; i < MAX_GROUPS; i++) {
      if (u8(field) < 0x80) {
        return;
      }
    }
    throw malformed(field, Reason.INVALID, "has more than 64 bits");
  }

  String name(String field) throws IOException {
    long length = u32(field);
    if (length > remaining() || length > MAX_NAME) {
      throw malformed(field, Reason.OUT_OF_RANGE, "has a length of " + length);
    }
    byte[] bytes = new byte[(int) length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) u8(field);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void skip(long length, String field) throws MalformedBinaryException {
    if (length > remaining()) {
      throw malformed(field, Reason.TRUNCATED, "needs " + length + " bytes");
    }
    position += length;
  }

  MalformedBinaryException malformed(String field, Reason reason, String detail) {
    return MalformedBinaryException.at(source, structure, field, position, reason, detail);
  }
}
