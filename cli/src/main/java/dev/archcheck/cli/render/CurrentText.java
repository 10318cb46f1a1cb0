package dev.archcheck.cli.render;

import dev.archcheck.toolchain.activate.Resolution;
import dev.archcheck.toolchain.activate.Source;
import dev.archcheck.toolchain.store.Installed;

/** Which version of Go applies, for people. */
public final class CurrentText {

  private final Page page;

  /** A text on a page. */
  public CurrentText(Page page) {
    this.page = page;
  }

  /** Writes it. */
  public void write(CurrentView view) {
    if (view.found() instanceof Resolution.Chosen(Source source, var why, Installed installed)) {
      page.line(installed.toolchain().toString());
      page.text("  ").line(view.go());
      page.text("  ").line(reason(source, why));
    } else {
      page.line("the Go of the system");
      page.text("  ").line(view.go());
      page.text("  ").line(view.found().source() + " wants it");
    }
    page.flush();
  }

  private static String reason(Source source, Resolution.Why why) {
    return switch (why) {
      case EXACT -> source + " names it";
      case NEWEST -> "the newest installed one that " + source + " fits";
      case NEEDED -> source + " needs it, and the default is older or none";
      case ENOUGH -> "the default, which is new enough for " + source;
      case TOLD -> "the default, which " + source + " asks for";
      case DEFAULT -> "the default, set in " + source;
    };
  }
}
