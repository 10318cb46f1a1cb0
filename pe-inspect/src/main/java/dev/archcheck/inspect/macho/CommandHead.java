package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;

/** The fields cmd and cmdsize that every load_command starts with, 8 bytes. */
record CommandHead(CommandType type, long offset, int size) {

  static CommandHead read(Cursor in) throws MalformedBinaryException {
    long offset = in.offset();
    CommandType type = new CommandType((int) in.u32("cmd"));
    if (in.isRecording()) {
      in.label(type.label());
    }
    return new CommandHead(type, offset, (int) in.u32("cmdsize"));
  }

  /** Reads the text that an lc_str points to; it ends with a NUL or with the command. */
  static String text(Cursor in, String field, long nameOffset) throws MalformedBinaryException {
    long position = in.offset() - in.start();
    if (nameOffset < position || nameOffset > position + in.remaining()) {
      throw in.malformed(
          field, in.offset(), Reason.OUT_OF_RANGE, "text at " + nameOffset + " of the command");
    }
    in.skip("", (int) (nameOffset - position));
    return in.text(field, in.remaining());
  }
}
