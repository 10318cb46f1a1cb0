package dev.archcheck.toolchain.download;

import java.util.List;
import java.util.Locale;

/**
 * A file that is to be downloaded.
 *
 * @param name its name in the folder of downloads
 * @param sources where it may be had, in the order to ask; they need no trust where a digest
 *     decides
 * @param size how many bytes it must have, or -1 where that is not known
 * @param sha256 64 hexadecimal digits, or the empty string where that is not known: then whoever
 *     uses the file has to find out what it is
 */
public record Wanted(String name, List<Source> sources, long size, String sha256) {

  /** No archive of Go comes near; a body that never ends must end. */
  private static final long MAX_SIZE = 2L << 30;

  /**
   * A file.
   *
   * @throws IllegalArgumentException for a name that is no simple file name, or without a source
   */
  public Wanted {
    sources = List.copyOf(sources);
    sha256 = sha256.toLowerCase(Locale.ROOT);
    if (sources.isEmpty() || name.isEmpty() || name.startsWith(".")) {
      throw new IllegalArgumentException("no file to download: " + name);
    }
    for (int i = 0; i < name.length(); i++) {
      if ("/\\:*?\"<>|".indexOf(name.charAt(i)) >= 0 || name.charAt(i) < ' ') {
        throw new IllegalArgumentException("no file name: " + name);
      }
    }
  }

  boolean hasDigest() {
    return !sha256.isEmpty();
  }

  long limit() {
    return size >= 0 ? size : MAX_SIZE;
  }
}
