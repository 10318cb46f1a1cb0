package dev.archcheck.verify.sumdb;

import java.io.IOException;

/**
 * Where the files of a log are read from. Nothing that it gives is trusted. It is asked by several
 * threads at once.
 */
public interface LogReader {

  /** A source that has nothing and cannot be reached: for work without a network. */
  LogReader NOWHERE =
      (path, _) -> {
        throw new IOException("no network is used, and " + path + " of the log is not stored here");
      };

  /**
   * {@return the content of a file}
   *
   * @param path below the log's base, without a slash in front, escaped as it must be: {@code
   *     latest}, {@code lookup/golang.org/toolchain@v0.0.1-…}, {@code tile/8/0/x001/234}
   * @param limit the longest that an honest answer is; of a longer one only {@code limit + 1} bytes
   *     are given, which tells the caller so
   * @throws LogNotFoundException if the source does not have it
   * @throws IOException if the source cannot be reached, or the answer did not arrive whole
   */
  byte[] read(String path, int limit) throws IOException;
}
