package dev.archcheck.verify.digest;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several digests of the same bytes, made as the bytes go by. At any time a digest can be taken, or
 * a copy that goes on from here with other bytes, as an OpenPGP signature needs it: so a signature
 * that arrives after the file is checked without reading the file again.
 *
 * <p>Not for several threads at once.
 */
public final class ContentDigests {

  private final Map<Algorithm, MessageDigest> running = new EnumMap<>(Algorithm.class);
  private long length;

  /** Digests of no bytes yet. */
  public ContentDigests(Collection<Algorithm> algorithms) {
    for (Algorithm algorithm : algorithms) {
      running.put(algorithm, algorithm.start());
    }
  }

  /** Takes the next bytes. */
  public void update(byte[] bytes, int offset, int count) {
    for (MessageDigest digest : running.values()) {
      digest.update(bytes, offset, count);
    }
    length += count;
  }

  /** {@return how many bytes went by} */
  public long length() {
    return length;
  }

  /** {@return whether this digest is made} */
  public boolean has(Algorithm algorithm) {
    return running.containsKey(algorithm);
  }

  /** {@return all digests of what went by so far, the weakest algorithm first} */
  public List<Digest> all() {
    List<Digest> all = new ArrayList<>();
    for (Algorithm algorithm : running.keySet()) {
      all.add(value(algorithm));
    }
    return all;
  }

  /**
   * {@return the digest of what went by so far}
   *
   * @throws IllegalArgumentException if this digest is not made
   */
  public Digest value(Algorithm algorithm) {
    return Digest.of(algorithm, continued(algorithm).digest());
  }

  /**
   * {@return a copy that goes on from here}
   *
   * @throws IllegalArgumentException if this digest is not made
   */
  public MessageDigest continued(Algorithm algorithm) {
    @Nullable MessageDigest digest = running.get(algorithm);
    if (digest == null) {
      throw new IllegalArgumentException(algorithm.word() + " was not made");
    }
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e); // every one that is made here can be copied
    }
  }
}
