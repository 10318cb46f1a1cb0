package dev.archcheck.verify.platform;

import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.io.IOException;
import java.util.function.Consumer;

/** A label can be patched with a hex editor; what the linker laid out cannot. */
final class RelabelledRule implements PlatformRule {

  @Override
  public void judge(Subject subject, Consumer<Finding> out) throws IOException {
    Facts facts = subject.facts();
    if (!facts.kind().hostCode()) {
      return;
    }
    for (Facts.Relabelled slice : facts.depth().relabelled()) {
      out.accept(
          subject.finding(
              Rule.RELABELLED_SLICE,
              Subject.bytes(slice.witnesses()),
              slice.label(),
              slice.content()));
    }
  }
}
