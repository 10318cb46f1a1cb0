package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;

/** A load_command whose body is not decoded here: an unknown one, or one such as LC_UNIXTHREAD. */
public record UnknownCommand(CommandType type, long offset, int size) implements LoadCommand {

  static UnknownCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    if (in.isRecording()) {
      in.bytes("data", in.remaining());
    }
    return new UnknownCommand(head.type(), head.offset(), head.size());
  }

  /** {@return the bytes of the whole command} */
  public byte[] bytes(ByteSource source) throws IOException {
    byte[] bytes = new byte[size];
    source.read(offset, size).get(bytes);
    return bytes;
  }
}
