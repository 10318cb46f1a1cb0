package dev.archcheck.verify.checksum;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What lies beside a file and is called as if it belonged to it. */
final class SideNames {

  private static final List<String> DIGESTS =
      List.of(
          ".sha256",
          ".sha512",
          ".sha384",
          ".sha256sum",
          ".sha512sum",
          ".sha3-256",
          ".b2",
          ".b3",
          ".blake3",
          ".sha1",
          ".md5");
  private static final List<String> SIGNATURES =
      List.of(".asc", ".sig", ".gpg", ".pgp", ".sign", ".minisig");
  private static final List<String> LISTS =
      List.of("sums", "sha256sum", "sha512sum", "sha384sum", "checksum", "b2sum", "b3sum");

  private SideNames() {}

  /** {@return the signature files of a file that exist} */
  static List<Path> signatures(Path file) {
    List<Path> found = existing(file, SIGNATURES);
    // SHA256.sig beside SHA256 is a list itself: it holds what it signs.
    found.removeIf(side -> isList(String.valueOf(side.getFileName())));
    return found;
  }

  /** {@return the files with the digest of a file that exist} */
  static List<Path> sidecars(Path file) {
    return existing(file, DIGESTS);
  }

  private static List<Path> existing(Path file, List<String> endings) {
    List<Path> found = new ArrayList<>();
    for (String ending : endings) {
      Path side = file.resolveSibling(file.getFileName() + ending);
      if (Files.exists(side, LinkOption.NOFOLLOW_LINKS)) {
        found.add(side);
      }
    }
    return found;
  }

  /** {@return the file that a name is a side file of, or the empty string} */
  static String mainOf(String name) {
    for (List<String> endings : List.of(DIGESTS, SIGNATURES)) {
      for (String ending : endings) {
        if (name.endsWith(ending) && name.length() > ending.length()) {
          return name.substring(0, name.length() - ending.length());
        }
      }
    }
    return "";
  }

  /** {@return the lists in a folder, in the order of their names} */
  static List<Path> lists(Path folder) throws IOException {
    TreeSet<Path> lists = new TreeSet<>();
    try (DirectoryStream<Path> names =
        Files.newDirectoryStream(folder, path -> isList(String.valueOf(path.getFileName())))) {
      for (Path list : names) {
        if (Files.isRegularFile(list)) {
          lists.add(list);
        }
      }
    }
    return List.copyOf(lists);
  }

  /**
   * {@return whether a list is called so: SHA256SUMS, x_checksums.txt, and OpenBSD's SHA256.sig}
   */
  static boolean isList(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".txt") ? lower.substring(0, lower.length() - 4) : lower;
    if (plain.equals("sha256") || plain.equals("sha512") || plain.equals("sha256.sig")) {
      return true;
    }
    for (String list : LISTS) {
      // x.sha256sum is the digest of x, sha256sum.txt a list.
      if (plain.endsWith(list) && !SumsFile.isSidecar(plain)) {
        return true;
      }
    }
    return false;
  }
}
