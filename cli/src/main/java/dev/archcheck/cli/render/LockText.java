package dev.archcheck.cli.render;

import dev.archcheck.toolchain.lock.LockResult;
import dev.archcheck.toolchain.lock.LockedFile;
import dev.archcheck.toolchain.lock.ToolchainLock;

/** What is in a lock, for people. */
public final class LockText {

  private final Page page;

  /** A view on a page. */
  public LockText(Page page) {
    this.page = page;
  }

  /**
   * Prints a summary.
   *
   * @param file where the lock was written
   */
  public void print(LockResult.Made made, String file) {
    ToolchainLock lock = made.lock();
    page.text(Style.STRONG, lock.version()).end();
    for (LockedFile one : lock.files()) {
      page.text("  ").line(one.name());
      if (!one.isModule() && one.digest() instanceof LockedFile.NoDigest(String why)) {
        page.text("    ").text(Style.BAD, "no SHA-256").text(": ").line(why);
      }
      if (one.record() instanceof LockedFile.NotLogged(String why)) {
        page.text("    ").text(Style.BAD, "no record").text(": ").line(why);
      }
    }
    for (String one : made.missing()) {
      page.text("  ").text(Style.BAD, "not in the lock").text(": ").line(one);
    }
    page.text(Style.GOOD, "locked")
        .text(" for ")
        .text(Count.of(lock.files().size(), "platform"))
        .text(" in ")
        .line(file);
    page.flush();
  }
}
