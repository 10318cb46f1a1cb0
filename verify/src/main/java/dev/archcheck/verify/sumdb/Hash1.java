package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.digest.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hash {@code h1:} of a module: over the SHA-256 and the name of each file, in the order of the
 * names' bytes (golang.org/x/mod/sumdb/dirhash, Hash1). Modes, times and the packing do not count.
 */
public final class Hash1 {

  /** Digest, blanks and a path of usual length. */
  private static final int LINE = 110;

  /** By names whose characters are the bytes of the real ones, so that they sort as those do. */
  private final Map<String, String> files = new HashMap<>();

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
   * @throws IllegalArgumentException for a name with a line end, which the form cannot hold, or for
   *     one that was added before
   */
  public void add(String name, String sha256) {
    if (name.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a file name with a line end: " + name.strip());
    }
    if (files.put(bytes(name), sha256) != null) {
      throw new IllegalArgumentException("twice the same file name: " + name);
    }
  }

  /** {@return how many files were added} */
  public int count() {
    return files.size();
  }

  /** {@return the hash, with {@code h1:} in front} */
  public String value() {
    MessageDigest digest = Algorithm.SHA256.start();
    List<Map.Entry<String, String>> sorted = new ArrayList<>(files.entrySet());
    sorted.sort(Map.Entry.comparingByKey());
    StringBuilder lines = new StringBuilder(files.size() * (LINE + prefix.length()));
    for (Map.Entry<String, String> file : sorted) {
      String name = file.getKey();
      lines.append(file.getValue()).append("  ").append(prefix).append(name).append('\n');
    }
    digest.update(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
    return "h1:" + Base64.getEncoder().encodeToString(digest.digest());
  }
}
