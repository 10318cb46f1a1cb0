package dev.archcheck.verify.sumdb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * RFC 6962 word for word: every hash is computed from the records below it, recursively, as often
 * as it is wanted. It shares no line with what it is compared with.
 */
final class NaiveTree {

  private final List<byte[]> leaves = new ArrayList<>();

  static NaiveTree of(int size) {
    NaiveTree tree = new NaiveTree();
    for (int i = 0; i < size; i++) {
      tree.leaves.add(sha256(new byte[] {0}, text(i).getBytes(StandardCharsets.UTF_8)));
    }
    return tree;
  }

  static String text(int index) {
    return "example.com/m v1.0." + index + " h1:anything\n";
  }

  byte[] leaf(int index) {
    return leaves.get(index);
  }

  /** MTH(D[from:to]). */
  byte[] mth(int from, int to) {
    int n = to - from;
    if (n == 0) {
      return sha256();
    }
    if (n == 1) {
      return leaves.get(from);
    }
    int k = split(n);
    return sha256(new byte[] {1}, mth(from, from + k), mth(from + k, to));
  }

  /** PATH(m, D[from:to]). */
  List<byte[]> path(int m, int from, int to) {
    int n = to - from;
    if (n == 1) {
      return new ArrayList<>();
    }
    int k = split(n);
    List<byte[]> path;
    if (m < k) {
      path = path(m, from, from + k);
      path.add(mth(from + k, to));
    } else {
      path = path(m - k, from + k, to);
      path.add(mth(from, from + k));
    }
    return path;
  }

  /** PROOF(m, D[0:n]). */
  List<byte[]> proof(int m, int n) {
    return subproof(m, 0, n, true);
  }

  private List<byte[]> subproof(int m, int from, int to, boolean whole) {
    int n = to - from;
    if (m == n) {
      List<byte[]> proof = new ArrayList<>();
      if (!whole) {
        proof.add(mth(from, to));
      }
      return proof;
    }
    int k = split(n);
    List<byte[]> proof;
    if (m <= k) {
      proof = subproof(m, from, from + k, whole);
      proof.add(mth(from + k, to));
    } else {
      proof = subproof(m - k, from + k, to, false);
      proof.add(mth(from, from + k));
    }
    return proof;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  static List<LogHash> hashes(List<byte[]> all) {
    return all.stream().map(LogHash::new).toList();
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tiles of the tree with its first {@code size} records. */
  LogReader tiles(int size) {
    return (path, _) -> {
      String[] parts = path.replace(".p/", "/p/").split("/", -1);
      int level = Integer.parseInt(parts[2]);
      int index = Integer.parseInt(parts[3]);
      int width = parts.length > 4 ? Integer.parseInt(parts[5]) : 256;
      int records = 1 << (8 * level);
      byte[] tile = new byte[width * 32];
      for (int i = 0; i < width; i++) {
        int from = ((index * 256) + i) * records;
        if (from + records > size) {
          throw new LogNotFoundException(path);
        }
        System.arraycopy(mth(from, from + records), 0, tile, i * 32, 32);
      }
      return tile;
    };
  }
}
