package dev.archcheck.cli.render;

import dev.archcheck.toolchain.install.GoReleaseProofs;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.verify.checksum.CheckedFile;
import dev.archcheck.verify.proof.ProofKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What checked files come down to; text, documents and the exit code are made from it. */
public final class ChecksumView {

  private ChecksumView() {}

  /** How one file stands. */
  enum Standing {
    PROVEN,
    REFUTED,
    NOT_PROVEN,
    NOT_READ
  }

  static Standing of(CheckedFile file, @Nullable ProofKind required) {
    if (file.isRefuted()) {
      return Standing.REFUTED;
    }
    if (!file.problem().isEmpty()) {
      return Standing.NOT_READ;
    }
    ProofKind strongest = file.strongest();
    boolean enough = strongest != null && (required == null || strongest.compareTo(required) >= 0);
    return enough && file.unmet().isEmpty() ? Standing.PROVEN : Standing.NOT_PROVEN;
  }

  static long count(List<CheckedFile> files, @Nullable ProofKind required, Standing standing) {
    long count = 0;
    for (CheckedFile file : files) {
      count += of(file, required) == standing ? 1 : 0;
    }
    return count;
  }

  /**
   * {@return the verdict on all files} What is refuted outweighs what could not be had.
   *
   * @param network whether anybody was asked
   */
  public static Verdict verdict(
      List<CheckedFile> files, @Nullable ProofKind required, LogAccess.Network network) {
    long refuted = count(files, required, Standing.REFUTED);
    if (refuted > 0) {
      return new Verdict(
          Verdict.State.FAILED,
          refuted == 1
              ? "1 file is not what it should be"
              : refuted + " files are not what they should be",
          "");
    }
    long unread = count(files, required, Standing.NOT_READ);
    if (unread > 0) {
      return Verdict.inconclusive(Count.of(unread, "input") + " could not be checked", "");
    }
    long unproven = count(files, required, Standing.NOT_PROVEN);
    return unproven == 0
        ? new Verdict(Verdict.State.PASSED, "", "")
        : unproven(files, required, network, unproven);
  }

  private static Verdict unproven(
      List<CheckedFile> files,
      @Nullable ProofKind required,
      LogAccess.Network network,
      long unproven) {
    String hint =
        isStoppedByOffline(files, required, network)
            ? "without --offline its publisher and the checksum database are asked"
            : "name a digest, a list or a signature: --sha256, --sums, --signature";
    for (CheckedFile file : files) {
      if (!file.unmet().isEmpty()) {
        return Verdict.inconclusive("could not be had: " + file.unmet().getFirst(), "");
      }
      if (required != null && file.strongest() != null && of(file, null) == Standing.PROVEN) {
        if (of(file, required) != Standing.PROVEN) {
          return Verdict.inconclusive(
              file.path() + " has no proof as strong as --require " + required.word(), hint);
        }
      }
    }
    boolean nothing = true;
    for (CheckedFile file : files) {
      nothing &= file.proofs().isEmpty();
    }
    return nothing
        ? Verdict.inconclusive(
            "nothing was held against "
                + (unproven == 1 ? "it" : "them")
                + "; the digests prove nothing alone",
            hint + "; --print only prints")
        : Verdict.inconclusive(Count.of(unproven, "file") + " not proven", hint);
  }

  /** Of other files than releases of Go nobody would be asked. */
  private static boolean isStoppedByOffline(
      List<CheckedFile> files, @Nullable ProofKind required, LogAccess.Network network) {
    return network == LogAccess.Network.OFFLINE
        && files.stream()
            .filter(file -> of(file, required) == Standing.NOT_PROVEN)
            .map(file -> file.path().replace('\\', '/'))
            .allMatch(path -> GoReleaseProofs.isPublished(path.replaceFirst(".*/", "")));
  }
}
