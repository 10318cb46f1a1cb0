package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A fileset_entry_command (mach-o/loader.h): 32 bytes and the name of one Mach-O of many. */
public record FilesetEntryCommand(
    CommandType type, long offset, int size, long vmaddr, long fileoff, String entryId)
    implements LoadCommand {

  static FilesetEntryCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    long vmaddr = in.u64("vmaddr");
    long fileoff = in.u64("fileoff");
    long name = in.u32("entry_id.offset");
    in.u32("reserved");
    return new FilesetEntryCommand(
        head.type(),
        head.offset(),
        head.size(),
        vmaddr,
        fileoff,
        CommandHead.text(in, "entry_id", name));
  }
}
