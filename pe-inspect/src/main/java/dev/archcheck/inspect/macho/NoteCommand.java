package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A note_command (mach-o/loader.h), 40 bytes. */
public record NoteCommand(
    CommandType type, long offset, int size, String dataOwner, long dataOffset, long dataSize)
    implements LoadCommand {

  static NoteCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    return new NoteCommand(
        head.type(),
        head.offset(),
        head.size(),
        in.text("data_owner", 16),
        in.u64("offset"),
        in.u64("size"));
  }
}
