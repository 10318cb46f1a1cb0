package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A source_version_command (mach-o/loader.h), 16 bytes; A.B.C.D.E as 24.10.10.10.10 bits. */
public record SourceVersionCommand(CommandType type, long offset, int size, long version)
    implements LoadCommand {

  static SourceVersionCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    SourceVersionCommand read =
        new SourceVersionCommand(head.type(), head.offset(), head.size(), in.u64("version"));
    if (in.isRecording()) {
      in.label(read.versionText());
    }
    return read;
  }

  /** {@return five numbers with dots between} */
  public String versionText() {
    return (version >>> 40) + "." + part(30) + "." + part(20) + "." + part(10) + "." + part(0);
  }

  private long part(int shift) {
    return version >>> shift & 0x3FF;
  }
}
