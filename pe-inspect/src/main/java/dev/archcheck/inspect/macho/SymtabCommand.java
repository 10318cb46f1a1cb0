package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A symtab_command (mach-o/loader.h), 24 bytes. */
public record SymtabCommand(
    CommandType type, long offset, int size, long symoff, long nsyms, long stroff, long strsize)
    implements LoadCommand {

  static final int SIZE = 24;

  static SymtabCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    return new SymtabCommand(
        head.type(),
        head.offset(),
        head.size(),
        in.u32("symoff"),
        in.u32("nsyms"),
        in.u32("stroff"),
        in.u32("strsize"));
  }
}
