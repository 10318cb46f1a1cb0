package dev.archcheck.verify.sumdb;

import java.util.List;

/**
 * That a tree has a record at an index (RFC 6962, 2.1.1; verified as RFC 9162, 2.1.3.2 says).
 *
 * @param index from 0
 * @param size how many records the tree has
 * @param hashes from the record upwards
 */
public record InclusionProof(long index, long size, List<LogHash> hashes) {

  /** Keeps its own list. */
  public InclusionProof {
    hashes = List.copyOf(hashes);
  }

  /** {@return whether it leads from the hash of a record to a root} */
  public boolean holds(LogHash record, LogHash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    TreeHasher hasher = new TreeHasher();
    long node = index;
    long last = size - 1;
    LogHash hash = record;
    for (LogHash sibling : hashes) {
      if (last == 0) {
        return false; // longer than any path
      }
      if ((node & 1) == 1 || node == last) {
        hash = hasher.node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = hasher.node(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && hash.equals(root);
  }
}
