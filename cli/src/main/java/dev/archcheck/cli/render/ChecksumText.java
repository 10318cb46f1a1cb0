package dev.archcheck.cli.render;

import dev.archcheck.cli.render.ChecksumView.Standing;
import dev.archcheck.verify.checksum.CheckedFile;
import dev.archcheck.verify.digest.Digest;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checked files for people. */
public final class ChecksumText {

  /** So many files are all shown; of more only those that are not proven. */
  private static final int FEW = 10;

  private final Page page;
  private final boolean verbose;
  private final @Nullable ProofKind required;

  /**
   * A view on a page.
   *
   * @param verbose shows every file, however many there are
   */
  public ChecksumText(Page page, boolean verbose, @Nullable ProofKind required) {
    this.page = page;
    this.verbose = verbose;
    this.required = required;
  }

  /** Prints digests alone, as sha256sum does. */
  public static void digests(Page page, List<CheckedFile> files) {
    for (CheckedFile file : files) {
      for (Digest digest : file.digests()) {
        page.line(
            file.digests().size() == 1
                ? digest.hex() + "  " + file.path()
                : digest.algorithm().word().toUpperCase(Locale.ROOT)
                    + " ("
                    + file.path()
                    + ") = "
                    + digest.hex());
      }
    }
    page.flush();
  }

  /** Prints the files and the verdict. */
  public void print(List<CheckedFile> files, Verdict verdict) {
    boolean all = verbose || files.size() <= FEW;
    for (CheckedFile file : files) {
      if (all || ChecksumView.of(file, required) != Standing.PROVEN) {
        file(file);
      }
    }
    if (files.size() > 1) {
      page.line(summary(files));
    }
    switch (verdict.state()) {
      case PASSED -> page.text(Style.GOOD, "passed").line(strongest(files));
      case FAILED -> page.text(Style.BAD, "failed").line(": " + verdict.why());
      case INCONCLUSIVE -> page.text(Style.WARNING, "inconclusive").line(": " + verdict.why());
    }
    if (!verdict.hint().isEmpty()) {
      page.end().text("hint: ").line(verdict.hint());
    }
    page.flush();
  }

  /** {@return what even the worst proven file has} */
  private static String strongest(List<CheckedFile> files) {
    ProofKind least = null;
    for (CheckedFile file : files) {
      ProofKind kind = file.strongest();
      if (kind != null && (least == null || kind.compareTo(least) < 0)) {
        least = kind;
      }
    }
    return least == null ? "" : ": proven by " + worth(least);
  }

  private static String worth(ProofKind kind) {
    return switch (kind) {
      case SIDECAR -> "a digest that lies beside it, the weakest proof there is";
      case INDEX -> "a list of digests";
      case PINNED -> "a digest that was known before";
      case SIGNATURE -> "a signature";
      case LOG -> "a public log";
    };
  }

  private void file(CheckedFile file) {
    page.text(Style.STRONG, file.path());
    if (file.size() >= 0) {
      page.text(Style.FAINT, "  " + Count.of(file.size(), "byte"));
    }
    page.end();
    if (!file.problem().isEmpty()) {
      page.text("  ").text(Style.WARNING, "not checked").line(": " + file.problem());
    }
    Grid digests = new Grid("  ");
    for (Digest digest : file.digests()) {
      digests.add(
          digest.algorithm().word(),
          digest.hex() + (digest.algorithm().isWeak() ? "  (weak)" : ""));
    }
    digests.print(page);
    for (Proof proof : file.proofs()) {
      proof(proof);
    }
    page.end();
  }

  private void proof(Proof proof) {
    page.text("  ");
    switch (proof.state()) {
      case PROVEN -> page.text(Style.GOOD, "proven ");
      case REFUTED -> page.text(Style.BAD, "REFUTED");
      case NOT_HAD -> page.text(Style.WARNING, "not had");
    }
    String kind = proof.kind().word();
    page.text("  ").text(kind).blanks(Math.max(0, 9 - kind.length())).text("  ");
    page.text(proof.source()).text(": ").line(proof.detail());
  }

  private String summary(List<CheckedFile> files) {
    return Count.of(files.size(), "file")
        + ": "
        + ChecksumView.count(files, required, Standing.PROVEN)
        + " proven, "
        + ChecksumView.count(files, required, Standing.REFUTED)
        + " refuted, "
        + ChecksumView.count(files, required, Standing.NOT_PROVEN)
        + " not proven, "
        + ChecksumView.count(files, required, Standing.NOT_READ)
        + " not checked";
  }
}
