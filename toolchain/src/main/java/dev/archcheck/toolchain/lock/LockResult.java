package dev.archcheck.toolchain.lock;

import java.util.List;

/** What became of locking. */
public sealed interface LockResult {

  /**
   * There is a lock.
   *
   * @param missing what was asked for and is not in it, or cannot be known to be; one sentence each
   * @param notes what happened on the way that people want to know
   */
  record Made(ToolchainLock lock, List<String> missing, List<String> notes) implements LockResult {

    /** Keeps its own lists. */
    public Made {
      missing = List.copyOf(missing);
      notes = List.copyOf(notes);
    }

    /** {@return whether all that was asked for is in it, and nothing of it absent} */
    public boolean isWhole() {
      return missing.isEmpty() && lock.isWhole();
    }
  }

  /** There is no such version, or none for a platform. */
  record NotPublished(String why) implements LockResult {}

  /** The log contradicts itself, or its answers are not what it signed. */
  record Refused(String why) implements LockResult {}
}
