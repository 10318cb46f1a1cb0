package dev.archcheck.cli.render;

import dev.archcheck.toolchain.install.BundleResult;
import dev.archcheck.toolchain.install.InstallResult;
import java.util.Locale;

/** What became of a bundle, for people. */
public final class BundleText {

  private final Page page;

  /** A view on a page. */
  public BundleText(Page page) {
    this.page = page;
  }

  /** Prints a result. */
  public void print(BundleResult result) {
    switch (result) {
      case BundleResult.Made made -> {
        page.text(Style.STRONG, made.bundle().toolchain().toString()).end();
        page.line(
            "  from     "
                + made.source()
                + String.format(Locale.ROOT, ", %.1f MB", made.bundle().size() / 1e6));
        ProofLines.print(page, made.proofs());
        page.text("  carries  ").line(carries(made));
        page.text(Style.GOOD, "written").text(" to ").line(made.file().toString());
      }
      case BundleResult.NotMade(InstallResult.NotInstalled why) -> {
        page.text(Style.STRONG, why.what()).end();
        ProofLines.print(page, why.proofs());
        page.text(Style.BAD, "no bundle").text(": ").line(why.why());
      }
    }
    page.flush();
  }

  /** What the machine without a network will have to prove it by. */
  private static String carries(BundleResult.Made made) {
    StringBuilder words = new StringBuilder();
    words.append(made.bundle().logProof().isEmpty() ? "" : "the log's proof, ");
    words.append(made.bundle().signature().isEmpty() ? "" : "the signature, ");
    words.append(made.bundle().row().isEmpty() ? "" : "the row of the list, ");
    return words.isEmpty() ? "no proof" : words.substring(0, words.length() - 2);
  }
}
