package dev.archcheck.verify.sumdb;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a log. The head is what rollbacks and forks are found by, so losing it is
 * an error; the rest is a cache, whose content is verified anew each time that it is used.
 */
public interface LogMemory {

  /**
   * {@return the signed note of the largest tree that was ever accepted, or the empty string}
   *
   * @throws IOException if there is one and it cannot be read
   */
  String head() throws IOException;

  /**
   * Replaces the head, if it is still what the caller thinks it is.
   *
   * @return whether it was, and now is {@code next}
   * @throws IOException if it cannot be stored
   */
  boolean replaceHead(String expected, String next) throws IOException;

  /**
   * {@return signed notes of trees that other programs of this user have accepted} They are
   * compared with, never changed; what is not there or cannot be read is left out.
   */
  List<String> otherHeads();

  /**
   * {@return what was saved under a path, or null} Damage is found by the caller.
   *
   * @param path as for {@link LogReader#read}, or starting with {@code proof/}
   */
  byte @Nullable [] load(String path);

  /** Saves something that was verified. If that fails, nothing is lost but time. */
  void save(String path, byte[] content);
}
