package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoBuildInfo.Setting;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The system that Go built for, beside the headers and the claim. Where nothing in the headers
 * names a system, only Go knows it. Another architecture is a false label: see {@link
 * RelabelledRule}.
 */
final class GoTargetRule implements PlatformRule {

  @Override
  public void judge(Subject subject, Consumer<Finding> out) throws IOException {
    if (!subject.facts().kind().hostCode()) {
      return;
    }
    for (Facts.GoBuild build : subject.facts().depth().goBuilds()) {
      Optional<Setting> goos = build.info().find("GOOS");
      if (goos.isPresent() && !goos.get().value().isEmpty()) {
        judge(subject, build.slice(), goos.get(), out);
      }
    }
  }

  private static void judge(Subject subject, Facts slice, Setting goos, Consumer<Finding> out) {
    Platform built = new Platform(new Os(goos.value()), Arch.ANY);
    if (Serving.of(built, slice) == Serving.OTHER_OS) {
      List<Evidence> evidence = new ArrayList<>();
      evidence.add(witness(goos));
      evidence.addAll(Subject.bytes(slice.witnesses()));
      out.accept(subject.finding(Rule.GO_TARGET, evidence, goos.value(), slice.label()));
      return;
    }
    Claim claim = subject.heldClaim();
    if (claim != null && slice.osAssumed() && !allows(claim, built.os())) {
      List<Evidence> evidence = new ArrayList<>(claim.words());
      evidence.addFirst(witness(goos));
      out.accept(
          subject.finding(
              Rule.WRONG_OS, evidence, "built by Go for " + goos.value(), claim.label()));
    }
  }

  private static Evidence witness(Setting goos) {
    return new Evidence.Bytes(
        new Witness(
            "Go build info", "GOOS", goos.offset(), goos.value(), "built for " + goos.value()));
  }

  private static boolean allows(Claim claim, Os built) {
    for (Platform wanted : claim.platforms()) {
      if (wanted.os().equals(Os.ANY) || wanted.os().equals(built)) {
        return true;
      }
    }
    return false;
  }
}
