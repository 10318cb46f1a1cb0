package dev.archcheck.cli.command;

import dev.archcheck.cli.EdgeStream;
import dev.archcheck.cli.render.Page;

/** What the program says on standard error. */
public final class Messages {

  private Messages() {}

  /** Says what is wrong. */
  public static void error(EdgeStream err, String message) {
    Page page = new Page(err, false);
    page.text("archcheck: ").line(message).flush();
  }

  /** Says what to do, after a blank line. */
  public static void hint(EdgeStream err, String hint) {
    if (!hint.isEmpty()) {
      below(err, "hint: ", hint);
    }
  }

  /** Says what to type next where all went well, after a blank line. */
  public static void next(EdgeStream err, String command) {
    below(err, "next: ", command);
  }

  private static void below(EdgeStream err, String word, String text) {
    Page page = new Page(err, false);
    page.end().text(word).line(text).flush();
  }
}
