package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Images of the right architecture that the loader of Windows on ARM still refuses. */
final class WindowsOnArmRule implements PlatformRule {

  @Override
  public void judge(Subject subject, Consumer<Finding> out) throws IOException {
    Facts facts = subject.facts();
    Claim claim = subject.heldClaim();
    if (claim == null || facts.format() != Format.PE || !isLoaded(facts.kind())) {
      return;
    }
    if (!wantsArm64(claim) || !hasArm64(facts)) {
      return;
    }
    for (Facts.LoaderFact fact : facts.depth().loaderFacts()) {
      List<Evidence> evidence = new ArrayList<>(claim.words());
      evidence.addFirst(new Evidence.Bytes(fact.witness()));
      out.accept(
          subject.finding(
              Rule.WILL_NOT_LOAD,
              fact.severity(),
              evidence,
              "Windows on ARM refuses it, because " + fact.requirement()));
    }
  }

  private static boolean isLoaded(Kind kind) {
    return kind == Kind.EXECUTABLE || kind == Kind.SHARED_LIBRARY;
  }

  private static boolean wantsArm64(Claim claim) {
    for (Platform wanted : claim.platforms()) {
      if (wanted.os().equals(Os.WINDOWS)
          && (wanted.arch().equals(Arch.ARM64) || wanted.abi().equals("arm64ec"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasArm64(Facts facts) {
    for (Platform platform : facts.platforms()) {
      if (platform.arch().equals(Arch.ARM64) || platform.abi().equals("arm64ec")) {
        return true;
      }
    }
    return false;
  }
}
