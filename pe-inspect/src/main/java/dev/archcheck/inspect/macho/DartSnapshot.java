package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tells the snapshot of an ahead-of-time compiled Dart program, which a runtime loads as data, from
 * other libraries: it exports a handful of symbols, and their names say it.
 */
final class DartSnapshot {

  /** A snapshot exports VM and isolate, data and instructions, a build id; no more. */
  private static final int MAX_EXPORTS = 8;

  private static final byte[] PREFIX = "_kDart".getBytes(StandardCharsets.US_ASCII);

  private DartSnapshot() {}

  /**
   * {@return whether one of the external symbols is a snapshot's} Nothing is read for a library
   * that exports more; a damaged symbol table belongs to no snapshot.
   */
  static boolean isSnapshot(
      ByteSource source, MachHeader header, int symtabAt, long first, int count)
      throws IOException {
    if (count <= 0 || count > MAX_EXPORTS) {
      return false;
    }
    try {
      ByteBuffer symtab = source.read(symtabAt, SymtabCommand.SIZE).order(header.order());
      long symoff = Integer.toUnsignedLong(symtab.getInt(8));
      long stroff = Integer.toUnsignedLong(symtab.getInt(16));
      int entry = header.is64() ? 16 : 12;
      ByteBuffer symbols = source.read(symoff + first * entry, count * entry).order(header.order());
      for (int i = 0; i < count; i++) {
        if (startsWithPrefix(source, stroff + Integer.toUnsignedLong(symbols.getInt(i * entry)))) {
          return true;
        }
      }
      return false;
    } catch (MalformedBinaryException _) {
      return false;
    }
  }

  private static boolean startsWithPrefix(ByteSource source, long at) throws IOException {
    return at <= source.size() - PREFIX.length
        && source.read(at, PREFIX.length).equals(ByteBuffer.wrap(PREFIX));
  }
}
