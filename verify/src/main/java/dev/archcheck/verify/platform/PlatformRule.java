package dev.archcheck.verify.platform;

import dev.archcheck.verify.Finding;
import java.io.IOException;
import java.util.function.Consumer;

/** Judges one thing of one binary. */
interface PlatformRule {

  /**
   * Hands out what is wrong.
   *
   * @throws IOException if bytes that the rule needs cannot be had or are damaged
   */
  void judge(Subject subject, Consumer<Finding> out) throws IOException;
}
