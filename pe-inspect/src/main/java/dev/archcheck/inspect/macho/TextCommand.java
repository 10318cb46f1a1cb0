package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/**
 * A load_command that holds nothing but one text: dylinker_command, rpath_command,
 * sub_framework_command and its kin, target_triple_command (mach-o/loader.h); 12 bytes and the
 * text.
 */
public record TextCommand(CommandType type, long offset, int size, String text)
    implements LoadCommand {

  static TextCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    long at = in.u32("name.offset");
    return new TextCommand(
        head.type(), head.offset(), head.size(), CommandHead.text(in, "name", at));
  }
}
