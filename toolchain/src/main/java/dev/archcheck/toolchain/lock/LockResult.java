package dev.archcheck.toolchain.lock;

import java.util.List;

/** What became of locking. */
public sealed interface LockResult {

  /**
   * There is a lock.
   *
   * @param notes what happened on the way that people want to know
   */
  record Made(ToolchainLock lock, List<String> notes) implements LockResult {

    /** Keeps its own list. */
    public Made {
      notes = List.copyOf(notes);
    }
  }

  /** There is no such version, or none for a platform. */
  record NotPublished(String why) implements LockResult {}

  /** The log contradicts itself, or its answers are not what it signed. */
  record Refused(String why) implements LockResult {}
}
