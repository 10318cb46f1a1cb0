package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/**
 * A linkedit_data_command (mach-o/loader.h), 16 bytes: where in __LINKEDIT the code signature, the
 * function starts, the chained fixups, the exports trie and their like stand.
 */
public record LinkeditDataCommand(
    CommandType type, long offset, int size, long dataoff, long datasize) implements LoadCommand {

  static LinkeditDataCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    return new LinkeditDataCommand(
        head.type(), head.offset(), head.size(), in.u32("dataoff"), in.u32("datasize"));
  }
}
