package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import java.nio.ByteBuffer;
import java.util.UUID;

/** A uuid_command (mach-o/loader.h), 24 bytes. */
public record UuidCommand(CommandType type, long offset, int size, UUID uuid)
    implements LoadCommand {

  static UuidCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    ByteBuffer bytes = ByteBuffer.wrap(in.bytes("uuid", 16));
    return new UuidCommand(
        head.type(), head.offset(), head.size(), new UUID(bytes.getLong(), bytes.getLong()));
  }
}
