package dev.archcheck.toolchain.download;

/** Is told how far a download is. */
@FunctionalInterface
public interface Watcher {

  /** One that does not look. */
  Watcher NOBODY = (bytes, total) -> {};

  /**
   * Called whenever bytes have arrived, from any thread, never by two at once.
   *
   * @param bytes how many are there, with those of an earlier run
   * @param total how many there will be, or -1
   */
  void at(long bytes, long total);
}
