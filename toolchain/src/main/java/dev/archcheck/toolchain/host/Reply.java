package dev.archcheck.toolchain.host;

import java.util.Arrays;
import java.util.List;

/** What an operating system said to a call. */
sealed interface Reply {

  /** The numbers that it gave, unsigned, in the order of its structure. */
  record Numbers(List<Long> values) implements Reply {
    static Numbers of(long... values) {
      return new Numbers(Arrays.stream(values).boxed().toList());
    }
  }

  /** The text that it gave. */
  record Text(String value) implements Reply {}

  /**
   * It gave nothing.
   *
   * @param how {@code ENOENT}, {@code error 87}, {@code absent}
   */
  record Failed(String how) implements Reply {}
}
