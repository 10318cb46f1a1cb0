package dev.archcheck.cli.render;

import dev.archcheck.toolchain.install.InstallResult;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.verify.proof.Proof;
import java.util.List;

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
        notes(done.notes());
        head(done.seal());
        proofs(done.seal().proofs());
        page.line("  sealed   " + Count.of(done.seal().files().size(), "file"));
        page.text(Style.GOOD, "installed").text(" in ").line(done.installed().goroot().toString());
      }
      case InstallResult.AlreadyThere there -> {
        head(there.seal());
        proofs(there.seal().proofs());
        page.line("is installed already, in " + there.installed().goroot());
      }
      case InstallResult.NotInstalled no -> {
        notes(no.notes());
        page.text(Style.STRONG, no.toolchain().toString()).end();
        if (!no.source().isEmpty()) {
          page.line("  from     " + no.source());
        }
        proofs(no.proofs());
        page.text(Style.BAD, "not installed").text(": ").line(no.why());
      }
    }
    page.flush();
  }

  private void head(Seal seal) {
    page.text(Style.STRONG, seal.toolchain().toString()).end();
    page.line("  from     " + seal.source());
  }

  private void notes(List<String> notes) {
    for (String note : notes) {
      page.text(Style.WARNING, "note").text(": ").line(note);
    }
  }

  private void proofs(List<Proof> proofs) {
    for (Proof proof : proofs) {
      switch (proof.state()) {
        case PROVEN -> page.text("  ").text(Style.GOOD, "proven   ");
        case REFUTED -> page.text("  ").text(Style.BAD, "refuted  ");
        case NOT_HAD -> page.text("  ").text(Style.FAINT, "not had  ");
      }
      page.text(String.format("%-10s", proof.kind().word()))
          .text(proof.source())
          .text(proof.state() == Proof.State.NOT_HAD ? ": " : ", ")
          .line(proof.detail());
    }
  }
}
