package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a directory entry is that is neither file nor folder nor link. Nobody opens it to see. */
final class SpecialFile {

  private static final int S_IFMT = 0xF000;
  private static final int S_IFIFO = 0x1000;
  private static final int S_IFCHR = 0x2000;
  private static final int S_IFBLK = 0x6000;
  private static final int S_IFSOCK = 0xC000;

  private SpecialFile() {}

  static String describe(Path path) {
    return switch (type(path)) {
      case S_IFIFO -> "is a pipe, not a file";
      case S_IFCHR, S_IFBLK -> "is a device, not a file";
      case S_IFSOCK -> "is a socket, not a file";
      default -> "is neither a file nor a folder";
    };
  }

  private static int type(Path path) {
    try {
      return Files.getAttribute(path, "unix:mode") instanceof Integer mode ? mode & S_IFMT : 0;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return 0; // not a Unix, or gone
    }
  }
}
