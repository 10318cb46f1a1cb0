package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rebase opcodes of dyld_info_command (mach-o/loader.h, REBASE_OPCODE). Each opcode that
 * rebases is one row with a count, so that the rows are never more than the bytes.
 */
final class RebaseOpcodes {

  private final LinkeditBytes opcodes;
  private final int pointerSize;
  private final SegmentAddress place;
  private final Consumer<Structure> out;
  private int type;

  RebaseOpcodes(MachO file, LinkeditBytes opcodes, SegmentAddress place, Consumer<Structure> out) {
    this.opcodes = opcodes;
    this.pointerSize = file.pointerSize();
    this.place = place;
    this.out = out;
  }

  void describe() throws MalformedBinaryException {
    while (opcodes.hasMore()) {
      int at = opcodes.position();
      int code = opcodes.u8("opcode");
      int immediate = code & 0x0F;
      switch (code & 0xF0) {
        case 0x00 -> {
          return;
        }
        case 0x10 -> type = immediate;
        case 0x20 -> place.set(immediate, opcodes.uleb("offset"));
        case 0x30 -> place.add(opcodes.uleb("address"));
        case 0x40 -> place.add((long) immediate * pointerSize);
        case 0x50 -> rebase(at, immediate, 0);
        case 0x60 -> rebase(at, opcodes.uleb("count"), 0);
        case 0x70 -> rebase(at, 1, opcodes.uleb("skip"));
        case 0x80 -> rebase(at, opcodes.uleb("count"), opcodes.uleb("skip"));
        default -> throw opcodes.malformed("opcode", at, Reason.INVALID, "no opcode: " + code);
      }
    }
  }

  private void rebase(int at, long count, long skip) {
    long absolute = opcodes.absolute(at);
    out.accept(
        new Structure(
            "rebase",
            absolute,
            opcodes.position() - at,
            List.of(
                Field.text("segment", absolute, 0, place.segmentName()),
                Field.number("address", absolute, 0, place.address()),
                Field.number("type", absolute, 0, type, BindOpcodes.typeName(type)),
                Field.number("count", absolute, 0, count),
                Field.number("skip", absolute, 0, skip))));
    place.add(count * (pointerSize + skip));
  }
}
