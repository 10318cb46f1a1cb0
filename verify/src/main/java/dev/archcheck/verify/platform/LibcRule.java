package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A binary that needs glibc under a name for musl, or the reverse. Static ones need neither. */
final class LibcRule implements PlatformRule {

  @Override
  public void judge(Subject subject, Consumer<Finding> out) throws IOException {
    Claim claim = subject.heldClaim();
    if (claim == null || claim.libc() == Libc.UNSAID || !isLinked(subject.facts())) {
      return;
    }
    List<Facts.LibcNeed> needs = subject.facts().depth().libcs();
    for (Facts.LibcNeed need : needs) {
      if (need.libc() == claim.libc()) {
        return;
      }
    }
    for (Facts.LibcNeed need : needs) {
      List<Evidence> evidence = new ArrayList<>(claim.words());
      evidence.addFirst(new Evidence.Bytes(need.witness()));
      out.accept(
          subject.finding(Rule.WRONG_LIBC, evidence, need.libc().label(), claim.libc().label()));
    }
  }

  private static boolean isLinked(Facts facts) {
    return facts.format() == Format.ELF
        && (facts.kind() == Kind.EXECUTABLE || facts.kind() == Kind.SHARED_LIBRARY);
  }
}
