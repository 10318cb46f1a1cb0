package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.util.List;
import java.util.function.Consumer;

/**
 * The bind opcodes of dyld_info_command (mach-o/loader.h, BIND_OPCODE), of which there are three
 * tables: bind, weak_bind and lazy_bind. Each opcode that binds is one row with a count, so that
 * the rows are never more than the bytes.
 */
final class BindOpcodes {

  private static final int DONE = 0x00;

  /** The type where no opcode sets one, as in lazy tables. */
  private static final int POINTER = 1;

  private static final int THREADED = 0xD0;

  private final String table;
  private final LinkeditBytes opcodes;
  private final int pointerSize;
  private final SegmentAddress place;
  private final Libraries libraries;
  private final Consumer<Structure> out;
  private String symbol = "";
  private long ordinal;
  private long addend;
  private int type = POINTER;
  private int flags;

  /** {@code table} is the name of the rows. */
  BindOpcodes(
      MachO file,
      String table,
      LinkeditBytes opcodes,
      SegmentAddress place,
      Libraries libraries,
      Consumer<Structure> out) {
    this.table = table;
    this.opcodes = opcodes;
    this.pointerSize = file.pointerSize();
    this.place = place;
    this.libraries = libraries;
    this.out = out;
  }

  static String typeName(int type) {
    return switch (type) {
      case 1 -> "POINTER";
      case 2 -> "TEXT_ABSOLUTE32";
      case 3 -> "TEXT_PCREL32";
      default -> "";
    };
  }

  /** In a lazy table every entry ends with DONE, and dyld enters it in the middle. */
  void describe() throws MalformedBinaryException {
    boolean lazy = table.equals("lazy_bind");
    while (opcodes.hasMore()) {
      int at = opcodes.position();
      int code = opcodes.u8("opcode");
      if ((code & 0xF0) == DONE) {
        if (!lazy) {
          return;
        }
      } else {
        execute(at, code & 0xF0, code & 0x0F);
      }
    }
  }

  private void execute(int at, int code, int immediate) throws MalformedBinaryException {
    switch (code) {
      case 0x10 -> ordinal = immediate;
      case 0x20 -> ordinal = opcodes.uleb("ordinal");
      case 0x30 -> ordinal = immediate == 0 ? 0 : immediate - 16;
      case 0x40 -> {
        flags = immediate;
        symbol = opcodes.text("symbol");
      }
      case 0x50 -> type = immediate;
      case 0x60 -> addend = opcodes.sleb("addend");
      case 0x70 -> place.set(immediate, opcodes.uleb("offset"));
      case 0x80 -> place.add(opcodes.uleb("address"));
      case 0x90 -> bind(at, 1, 0);
      case 0xA0 -> bind(at, 1, opcodes.uleb("skip"));
      case 0xB0 -> bind(at, 1, (long) immediate * pointerSize);
      case 0xC0 -> bind(at, opcodes.uleb("count"), opcodes.uleb("skip"));
      case THREADED -> threaded(at, immediate);
      default -> throw opcodes.malformed("opcode", at, Reason.INVALID, "no opcode: " + code);
    }
  }

  private void bind(int at, long count, long skip) {
    long absolute = opcodes.absolute(at);
    out.accept(
        new Structure(
            table,
            absolute,
            opcodes.position() - at,
            List.of(
                Field.text("segment", absolute, 0, place.segmentName()),
                Field.number("address", absolute, 0, place.address()),
                Field.text("symbol", absolute, 0, symbol),
                Field.number("ordinal", absolute, 0, ordinal, libraries.name(ordinal)),
                Field.number("type", absolute, 0, type, typeName(type)),
                Field.number("flags", absolute, 0, flags, flagNames(flags)),
                Field.number("addend", absolute, 0, addend),
                Field.number("count", absolute, 0, count),
                Field.number("skip", absolute, 0, skip))));
    place.add(count * (pointerSize + skip));
  }

  /** The forerunner of chained fixups, which only arm64e ever had. */
  private void threaded(int at, int immediate) throws MalformedBinaryException {
    long size = immediate == 0 ? opcodes.uleb("ordinalTableSize") : 0;
    if (immediate > 1) {
      throw opcodes.malformed("opcode", at, Reason.INVALID, "no threaded opcode: " + immediate);
    }
    long absolute = opcodes.absolute(at);
    out.accept(
        new Structure(
            immediate == 0 ? "threaded_bind_table" : "threaded_bind_chain",
            absolute,
            opcodes.position() - at,
            List.of(
                Field.text("segment", absolute, 0, place.segmentName()),
                Field.number("address", absolute, 0, place.address()),
                Field.number("ordinalTableSize", absolute, 0, size))));
  }

  private static String flagNames(int flags) {
    String weak = (flags & 1) != 0 ? "WEAK_IMPORT" : "";
    return (flags & 8) == 0 ? weak : (weak + " NON_WEAK_DEFINITION").strip();
  }
}
