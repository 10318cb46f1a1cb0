package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A dylib_command (mach-o/loader.h): 24 bytes and a name. */
public record DylibCommand(
    CommandType type,
    long offset,
    int size,
    String name,
    long timestamp,
    PackedVersion currentVersion,
    PackedVersion compatibilityVersion)
    implements LoadCommand {

  private static final int ID_DYLIB = 0xD;

  /** A timestamp that marks a dylib_use_command, whose other fields mean something else. */
  private static final long USE_MARKER = 0x1a741800;

  /** {@return whether it names a library that this one loads, which gives it an ordinal} */
  public boolean isLoad() {
    return type.raw() != ID_DYLIB;
  }

  static DylibCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    long name = in.u32("name.offset");
    long timestamp = in.u32("timestamp");
    if (timestamp == USE_MARKER) {
      in.label("dylib_use_command");
    }
    PackedVersion current = version(in, "current_version");
    PackedVersion compatibility = version(in, "compatibility_version");
    return new DylibCommand(
        head.type(),
        head.offset(),
        head.size(),
        CommandHead.text(in, "name", name),
        timestamp,
        current,
        compatibility);
  }

  private static PackedVersion version(Cursor in, String field) throws MalformedBinaryException {
    PackedVersion version = new PackedVersion((int) in.u32(field));
    if (in.isRecording()) {
      in.label(version.toString());
    }
    return version;
  }
}
