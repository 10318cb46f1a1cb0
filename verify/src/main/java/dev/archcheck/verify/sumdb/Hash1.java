package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.digest.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * The hash {@code h1:} of a module: over the SHA-256 and the name of each file, in the order of the
 * names' bytes (golang.org/x/mod/sumdb/dirhash, Hash1). Modes, times and the packing do not count.
 */
public final class Hash1 {

  /** Digest, blanks and a path of usual length. */
  private static final int LINE = 110;

  /** A file whose name has for characters the bytes of the real one, so that it sorts as those. */
  private record Entry(String name, String sha256) {}

  private final List<Entry> files = new ArrayList<>();

  private final String prefix;

  /** A hash of no file yet. */
  public Hash1() {
    this("");
  }

  /** A hash of no file yet, all of whose names will start with the same. */
  public Hash1(String prefix) {
    this.prefix = bytes(prefix);
  }

  private static String bytes(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /**
   * Adds a file.
   *
   * @param name as it stands in the module's zip, {@code path@version/name}, behind the prefix
   * @param sha256 the SHA-256 of its content, in lower-case hexadecimal digits
   * @throws IllegalArgumentException for a name with a line end, which the form cannot hold
   */
  public void add(String name, String sha256) {
    if (name.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a file name with a line end: " + name.strip());
    }
    files.add(new Entry(bytes(name), sha256));
  }

  /** {@return how many files were added} */
  public int count() {
    return files.size();
  }

  /**
   * {@return the hash, with {@code h1:} in front}
   *
   * @throws IllegalArgumentException if two files have the same name
   */
  public String value() {
    List<Entry> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(Entry::name)); // of an archive they are, or nearly
    StringBuilder lines = new StringBuilder(files.size() * (LINE + prefix.length()));
    String before = null;
    for (Entry file : sorted) {
      String name = file.name();
      if (name.equals(before)) {
        throw new IllegalArgumentException("twice the same file name: " + real(name));
      }
      lines.append(file.sha256()).append("  ").append(prefix).append(name).append('\n');
      before = name;
    }
    MessageDigest digest = Algorithm.SHA256.start();
    digest.update(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
    return "h1:" + Base64.getEncoder().encodeToString(digest.digest());
  }

  private static String real(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
