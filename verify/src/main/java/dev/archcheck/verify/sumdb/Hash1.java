package dev.archcheck.verify.sumdb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;

/**
 * The hash {@code h1:} of a module: over the SHA-256 and the name of each file, in the order of the
 * names' bytes (golang.org/x/mod/sumdb/dirhash, Hash1). Modes, times and the packing do not count.
 */
public final class Hash1 {

  private final TreeMap<byte[], String> files = new TreeMap<>(Arrays::compareUnsigned);

  /** A hash of no file yet. */
  public Hash1() {}

  /**
   * Adds a file.
   *
   * @param name as it stands in the module's zip: {@code path@version/name}
   * @param sha256 the SHA-256 of its content, in lower-case hexadecimal digits
   * @throws IllegalArgumentException for a name with a line end, which the form cannot hold, or for
   *     one that was added before
   */
  public void add(String name, String sha256) {
    if (name.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a file name with a line end: " + name.strip());
    }
    if (files.put(name.getBytes(StandardCharsets.UTF_8), sha256) != null) {
      throw new IllegalArgumentException("twice the same file name: " + name);
    }
  }

  /** {@return how many files were added} */
  public int count() {
    return files.size();
  }

  /** {@return the hash, with {@code h1:} in front} */
  public String value() {
    MessageDigest digest = sha256();
    files.forEach((name, hash) -> {
      digest.update(hash.getBytes(StandardCharsets.US_ASCII));
      digest.update((byte) ' ');
      digest.update((byte) ' ');
      digest.update(name);
      digest.update((byte) '\n');
    });
    return "h1:" + Base64.getEncoder().encodeToString(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
