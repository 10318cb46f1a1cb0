package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** An entry_point_command, LC_MAIN (mach-o/loader.h), 24 bytes. */
public record EntryPointCommand(
    CommandType type, long offset, int size, long entryoff, long stacksize) implements LoadCommand {

  static EntryPointCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    return new EntryPointCommand(
        head.type(), head.offset(), head.size(), in.u64("entryoff"), in.u64("stacksize"));
  }
}
