package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A dyld_info_command (mach-o/loader.h), 48 bytes. */
public record DyldInfoCommand(
    CommandType type,
    long offset,
    int size,
    long rebaseOff,
    long rebaseSize,
    long bindOff,
    long bindSize,
    long weakBindOff,
    long weakBindSize,
    long lazyBindOff,
    long lazyBindSize,
    long exportOff,
    long exportSize)
    implements LoadCommand {

  static DyldInfoCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    return new DyldInfoCommand(
        head.type(),
        head.offset(),
        head.size(),
        in.u32("rebase_off"),
        in.u32("rebase_size"),
        in.u32("bind_off"),
        in.u32("bind_size"),
        in.u32("weak_bind_off"),
        in.u32("weak_bind_size"),
        in.u32("lazy_bind_off"),
        in.u32("lazy_bind_size"),
        in.u32("export_off"),
        in.u32("export_size"));
  }
}
