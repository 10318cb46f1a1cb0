package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** An encryption_info_command, 20 bytes, or encryption_info_command_64, 24 bytes. */
public record EncryptionInfoCommand(
    CommandType type, long offset, int size, long cryptoff, long cryptsize, long cryptid)
    implements LoadCommand {

  static EncryptionInfoCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    long cryptoff = in.u32("cryptoff");
    long cryptsize = in.u32("cryptsize");
    long cryptid = in.u32("cryptid");
    in.label(cryptid == 0 ? "not encrypted" : "encrypted");
    return new EncryptionInfoCommand(
        head.type(), head.offset(), head.size(), cryptoff, cryptsize, cryptid);
  }
}
