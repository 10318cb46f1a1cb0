package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;

/** A build_version_command (mach-o/loader.h): 24 bytes and 8 bytes for each tool. */
public record BuildVersionCommand(
    CommandType type,
    long offset,
    int size,
    ApplePlatform platform,
    PackedVersion minos,
    PackedVersion sdk)
    implements LoadCommand {

  static final int SIZE = 24;
  static final int PLATFORM = 8;
  static final int MINOS = 12;

  static BuildVersionCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    ApplePlatform platform = new ApplePlatform((int) in.u32("platform"));
    if (in.isRecording()) {
      in.label(platform.label());
    }
    PackedVersion minos = VersionMinCommand.version(in, "minos");
    PackedVersion sdk = VersionMinCommand.version(in, "sdk");
    readTools(in);
    return new BuildVersionCommand(head.type(), head.offset(), head.size(), platform, minos, sdk);
  }

  private static void readTools(Cursor in) throws MalformedBinaryException {
    long ntools = in.u32("ntools");
    if (ntools > in.remaining() / 8) {
      throw in.malformed(
          "ntools", in.offset() - 4, Reason.OUT_OF_RANGE, ntools + " tools do not fit the command");
    }
    for (int i = 0; i < ntools && in.isRecording(); i++) {
      int tool = (int) in.u32("tool");
      in.label(toolName(tool));
      VersionMinCommand.version(in, "version");
    }
  }

  private static String toolName(int tool) {
    return switch (tool) {
      case 1 -> "clang";
      case 2 -> "swift";
      case 3 -> "ld";
      case 4 -> "lld";
      case 1024 -> "metal";
      case 1025 -> "airlld";
      case 1026 -> "airnt";
      case 1027 -> "airnt plugin";
      case 1028 -> "airpack";
      case 1031 -> "gpuarchiver";
      case 1032 -> "metal framework";
      default -> "";
    };
  }
}
