package dev.archcheck.cli.render;

import dev.archcheck.toolchain.install.InstallResult;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.verify.proof.Proof;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of an installation, for people. */
public final class InstallText {

  private final Page page;

  /** A view on a page. */
  public InstallText(Page page) {
    this.page = page;
  }

  /** Prints a result. */
  public void print(InstallResult result) {
    switch (result) {
      case InstallResult.Done done -> {
        body(done.seal());
        met(done);
        page.text(Style.GOOD, "installed").text(" in ").line(done.installed().goroot().toString());
      }
      case InstallResult.AlreadyThere there -> {
        body(there.seal());
        met(there);
        page.line("installed already in " + there.installed().goroot());
        page.line(
            "  these are its proofs of "
                + there.seal().installed().truncatedTo(ChronoUnit.SECONDS)
                + "; its files were not looked at now: archcheck toolchain verify");
      }
      case InstallResult.NotInstalled no -> {
        page.text(Style.STRONG, no.what()).end();
        if (!no.source().isEmpty()) {
          page.line("  from     " + no.source());
        }
        ProofLines.print(page, no.proofs());
        page.text(Style.BAD, "not installed").text(": ").line(no.why());
      }
    }
    page.flush();
  }

  private void met(InstallResult result) {
    List<Proof> met = result.met();
    if (!met.isEmpty()) {
      page.text("  ")
          .text(Style.GOOD, "locked   ")
          .text(met.getFirst().source())
          .text(" is met: ")
          .line(met.stream().map(Proof::detail).collect(Collectors.joining(", ")));
    }
  }

  private void body(Seal seal) {
    page.text(Style.STRONG, seal.toolchain().toString()).end();
    page.line(
        "  from     "
            + seal.source()
            + String.format(Locale.ROOT, ", %.1f MB", seal.archiveSize() / 1e6));
    ProofLines.print(page, seal.proofs());
    page.line("  sealed   " + Count.of(seal.files().size(), "file"));
  }
}
