package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.util.function.Consumer;

/** Variants of arm64e that Apple's loader refuses, or runs only for Apple's own programs. */
final class AppleAbiRule implements PlatformRule {

  private static final String OLD = "arm64e.old";

  @Override
  public void judge(Subject subject, Consumer<Finding> out) {
    Facts facts = subject.facts();
    if (!facts.kind().hostCode()) {
      return;
    }
    for (Platform platform : facts.platforms()) {
      if (platform.abi().equals(OLD)) {
        out.accept(
            subject.finding(
                Rule.REJECTED_ABI, subject.evidence(), OLD, "dyld and the linker refuse"));
      }
    }
    preview(subject, out);
  }

  private static void preview(Subject subject, Consumer<Finding> out) {
    Claim claim = subject.heldClaim();
    if (claim == null || !isLoaded(subject.facts().kind()) || !wantsArm64(claim)) {
      return;
    }
    String preview = "";
    for (Platform platform : subject.facts().platforms()) {
      if (platform.arch().equals(Arch.ARM64) && Systems.isApple(platform.os())) {
        if (!platform.abi().startsWith("arm64e")) {
          return; // a plain slice is there for everybody else
        }
        preview = platform.abi().equals(OLD) ? preview : platform.abi();
      }
    }
    if (!preview.isEmpty()) {
      out.accept(subject.finding(Rule.PREVIEW_ABI, subject.evidence(), preview));
    }
  }

  private static boolean isLoaded(Kind kind) {
    return kind == Kind.EXECUTABLE || kind == Kind.SHARED_LIBRARY || kind == Kind.PLUGIN;
  }

  /** Whoever names arm64e wants it. */
  private static boolean wantsArm64(Claim claim) {
    for (Platform wanted : claim.platforms()) {
      boolean arm64 = wanted.arch().equals(Arch.ARM64) || wanted.arch().equals(Arch.ANY);
      if (Systems.isApple(wanted.os()) && arm64 && wanted.abi().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
