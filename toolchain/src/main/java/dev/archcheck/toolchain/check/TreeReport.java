package dev.archcheck.toolchain.check;

import dev.archcheck.toolchain.store.Difference;
import dev.archcheck.verify.proof.Proof;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of a Go tree.
 *
 * @param name what it is: {@code go1.27.0.linux-amd64}, or the empty string where that is not known
 * @param goroot where it is
 * @param outcome what it comes down to
 * @param files how many files were looked at
 * @param unproven how many of them no log speaks of, because the module leaves them out
 * @param against what it was compared with, for people
 * @param differences in the order of their paths
 * @param proofs what was proven of the tree as it is
 * @param notes what could not be done, and why
 */
public record TreeReport(
    String name,
    Path goroot,
    Outcome outcome,
    int files,
    int unproven,
    String against,
    List<Difference> differences,
    List<Proof> proofs,
    List<String> notes) {

  /** What it comes down to. */
  public enum Outcome {
    /** It is as it was sealed or published. */
    INTACT,
    /** It is not. */
    DIFFERENT,
    /** That could not be found out. */
    NOT_CHECKED
  }

  /** Keeps its own lists. */
  public TreeReport {
    differences = List.copyOf(differences);
    proofs = List.copyOf(proofs);
    notes = List.copyOf(notes);
  }
}
