package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** The table of nlist, 12 bytes, or nlist_64, 16 bytes (mach-o/nlist.h), and its names. */
final class SymbolTable {

  private static final int N_STAB = 0xE0;
  private static final int N_PEXT = 0x10;
  private static final int N_TYPE = 0x0E;
  private static final int N_EXT = 0x01;
  private static final int N_SECT = 0x0E;
  private static final int N_UNDF = 0x00;

  /** Longer names are cut; it was never met. */
  private static final int MAX_NAME = 64 << 10;

  /** Tables of names beyond this are not read; their symbols stay without names. */
  private static final int MAX_STRINGS = 12 << 20;

  /** All symbols of most files, so that relocations can ask for them in any order. */
  private static final int CHUNK = 512 << 10;

  private final MachO file;
  private final ByteSource source;
  private final SymtabCommand symtab;
  private final int entrySize;
  private final ByteBuffer strings;
  private final NameBudget budget;
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private long chunkStart;

  private SymbolTable(MachO file, SymtabCommand symtab) throws IOException {
    this.file = file;
    this.source = file.source();
    this.symtab = symtab;
    this.entrySize = file.header().is64() ? 16 : 12;
    if (symtab.symoff() > source.size() - symtab.nsyms() * entrySize) {
      throw MalformedBinaryException.truncated(
          source, name(), symtab.symoff(), symtab.nsyms() * entrySize);
    }
    this.strings =
        symtab.strsize() > MAX_STRINGS
            ? ByteBuffer.allocate(0)
            : source.read(symtab.stroff(), (int) symtab.strsize());
    this.budget = new NameBudget(symtab.strsize());
  }

  static SymbolTable read(MachO file, SymtabCommand symtab) throws IOException {
    return new SymbolTable(file, symtab);
  }

  private String name() {
    return file.header().is64() ? "nlist_64" : "nlist";
  }

  /** {@return whether a symbol, by its n_type and n_value, is to come from another file} */
  static boolean isUndefined(int type) {
    return (type & N_STAB) == 0 && (type & N_TYPE) == N_UNDF && (type & N_EXT) != 0;
  }

  /** {@return whether a symbol, by its n_type, is for other files} */
  static boolean isExported(int type) {
    return (type & N_STAB) == 0
        && (type & N_TYPE) != N_UNDF
        && (type & N_EXT) != 0
        && (type & N_PEXT) == 0;
  }

  /** Hands out the symbols that a test of their n_type lets through. */
  void describe(IntPredicate wanted, Libraries libraries, Consumer<Structure> out)
      throws IOException {
    for (long i = 0; i < symtab.nsyms(); i++) {
      int at = entry(i);
      if (wanted.test(chunk.get(at + 4) & 0xFF)) {
        out.accept(describe(i, at, libraries));
      }
    }
  }

  private Structure describe(long index, int at, Libraries libraries) {
    long absolute = source.origin() + symtab.symoff() + index * entrySize;
    int type = chunk.get(at + 4) & 0xFF;
    int desc = chunk.getShort(at + 6) & 0xFFFF;
    boolean wide = entrySize == 16;
    long value = wide ? chunk.getLong(at + 8) : Integer.toUnsignedLong(chunk.getInt(at + 8));
    long strx = Integer.toUnsignedLong(chunk.getInt(at));
    return new Structure(
        name(),
        absolute,
        entrySize,
        List.of(
            Field.number("n_strx", absolute, 4, strx, string(strx)),
            Field.number("n_type", absolute + 4, 1, type, typeName(type)),
            Field.number("n_sect", absolute + 5, 1, chunk.get(at + 5) & 0xFF),
            Field.number("n_desc", absolute + 6, 2, desc, library(type, desc, libraries)),
            Field.number("n_value", absolute + 8, wide ? 8 : 4, value)));
  }

  private String library(int type, int desc, Libraries libraries) {
    boolean twoLevel = (file.header().flags() & MachHeader.TWOLEVEL) != 0;
    int ordinal = desc >>> 8;
    return isUndefined(type) && twoLevel
        ? libraries.name(ordinal >= 0xFE ? ordinal - 0x100 : ordinal)
        : "";
  }

  /** {@return the name of a symbol, or the empty string where the table has none} */
  String nameAt(long index) throws IOException {
    return index < symtab.nsyms()
        ? string(Integer.toUnsignedLong(chunkAt(index).getInt(entry(index))))
        : "";
  }

  private ByteBuffer chunkAt(long index) throws IOException {
    int _ = entry(index);
    return chunk;
  }

  /** {@return where an entry is in the chunk, which is read anew if it is elsewhere} */
  private int entry(long index) throws IOException {
    if (index < chunkStart || index >= chunkStart + chunk.limit() / entrySize) {
      chunkStart = index - index % CHUNK;
      int count = (int) Math.min(CHUNK, symtab.nsyms() - chunkStart);
      chunk =
          source
              .read(symtab.symoff() + chunkStart * entrySize, count * entrySize)
              .order(file.byteOrder());
    }
    return (int) (index - chunkStart) * entrySize;
  }

  private String string(long at) {
    if (at >= strings.limit()) {
      return "";
    }
    int end = (int) at;
    int stop = (int) Math.min(strings.limit(), at + MAX_NAME);
    while (end < stop && strings.get(end) != 0) {
      end++;
    }
    if (!budget.spend(end - at)) {
      return "";
    }
    byte[] text = new byte[end - (int) at];
    strings.get((int) at, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static String typeName(int type) {
    if ((type & N_STAB) != 0) {
      return "STAB";
    }
    String kind =
        switch (type & N_TYPE) {
          case N_UNDF -> "UNDF";
          case 0x2 -> "ABS";
          case 0xA -> "INDR";
          case 0xC -> "PBUD";
          case N_SECT -> "SECT";
          default -> "";
        };
    return kind + ((type & N_EXT) != 0 ? " EXT" : "") + ((type & N_PEXT) != 0 ? " PEXT" : "");
  }
}
