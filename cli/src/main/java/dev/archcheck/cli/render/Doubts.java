package dev.archcheck.cli.render;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.List;

/** What speaks against the headers of a binary, though they can be read. */
final class Doubts {

  private Doubts() {}

  /** Adds a false label and an entry point that leads nowhere; damage on the way, too. */
  static void addTo(List<Problem> problems, Binary binary) throws IOException {
    try {
      binary.relabelling().ifPresent(one -> problems.add(problem(one)));
      binary.entryProblem().ifPresent(problems::add);
    } catch (MalformedBinaryException e) {
      if (!problems.contains(e.problem())) {
        problems.add(e.problem());
      }
    }
  }

  private static Problem problem(Relabelling relabelling) {
    Witness label = relabelling.witnesses().getFirst();
    Witness proof = relabelling.witnesses().get(1);
    return new Problem(
        label.structure(),
        label.field(),
        label.offset(),
        Problem.Reason.CONTRADICTION,
        "says %s, but the file was made for %s: %s at 0x%x is %s"
            .formatted(
                relabelling.label(),
                relabelling.linkedFor(),
                Words.place(proof),
                proof.offset(),
                proof.value()));
  }
}
