package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A version_min_command (mach-o/loader.h), 16 bytes: what build_version_command replaced. */
public record VersionMinCommand(
    CommandType type, long offset, int size, PackedVersion version, PackedVersion sdk)
    implements LoadCommand {

  static final int SIZE = 16;
  static final int VERSION = 8;

  /**
   * {@return the platform of such a command} There is none for simulators: dyld takes the one of a
   * phone on an Intel processor for a simulator's.
   */
  static ApplePlatform platform(int cmd, CpuType cpu) {
    boolean simulator = cpu.equals(CpuType.X86) || cpu.equals(CpuType.X86_64);
    return switch (cmd) {
      case CommandType.VERSION_MIN_IPHONEOS ->
          simulator ? ApplePlatform.IOS_SIMULATOR : ApplePlatform.IOS;
      case CommandType.VERSION_MIN_TVOS ->
          simulator ? ApplePlatform.TVOS_SIMULATOR : ApplePlatform.TVOS;
      case CommandType.VERSION_MIN_WATCHOS ->
          simulator ? ApplePlatform.WATCHOS_SIMULATOR : ApplePlatform.WATCHOS;
      default -> ApplePlatform.MACOS;
    };
  }

  static VersionMinCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    return new VersionMinCommand(
        head.type(), head.offset(), head.size(), version(in, "version"), version(in, "sdk"));
  }

  static PackedVersion version(Cursor in, String field) throws MalformedBinaryException {
    PackedVersion version = new PackedVersion((int) in.u32(field));
    if (in.isRecording()) {
      in.label(version.toString());
    }
    return version;
  }
}
