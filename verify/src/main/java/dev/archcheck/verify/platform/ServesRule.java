package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Wrong system, wrong architecture, missing slice, extra slice: the claim beside the platforms. */
final class ServesRule implements PlatformRule {

  @Override
  public void judge(Subject subject, Consumer<Finding> out) {
    Claim claim = subject.heldClaim();
    if (claim == null) {
      return;
    }
    switch (verdict(claim, subject.facts())) {
      case SERVES -> extraSlices(subject, claim, out);
      case MISSING_SLICE -> missingSlices(subject, claim, out);
      case OTHER_ARCH -> wrong(subject, claim, Rule.WRONG_ARCHITECTURE, out);
      case OTHER_OS -> wrong(subject, claim, Rule.WRONG_OS, out);
    }
  }

  /** How a binary stands to a claim, the best first. */
  enum Verdict {
    SERVES,
    MISSING_SLICE,
    OTHER_ARCH,
    OTHER_OS
  }

  static Verdict verdict(Claim claim, Facts facts) {
    boolean served = false;
    boolean missing = false;
    Serving best = Serving.OTHER_OS;
    for (Platform wanted : claim.platforms()) {
      Serving one = Serving.of(wanted, facts);
      best = one.compareTo(best) < 0 ? one : best;
      served |= one == Serving.SERVES;
      missing |= one != Serving.SERVES;
    }
    return switch (claim.slices()) {
      case ALL_OF -> served && missing ? Verdict.MISSING_SLICE : whole(best, claim, facts);
      case SEVERAL -> served && isThin(facts) ? Verdict.MISSING_SLICE : plain(best);
      case ANY_OF -> whole(best, claim, facts);
    };
  }

  private static Verdict plain(Serving best) {
    return switch (best) {
      case SERVES -> Verdict.SERVES;
      case OTHER_ARCH -> Verdict.OTHER_ARCH;
      case OTHER_OS -> Verdict.OTHER_OS;
    };
  }

  private static Verdict whole(Serving best, Claim claim, Facts facts) {
    return best == Serving.SERVES && hasForeignMembers(claim, facts)
        ? Verdict.OTHER_ARCH
        : plain(best);
  }

  /**
   * A static library is linked member by member, so every one must fit. The libraries of Windows
   * mix machines on purpose: those for ARM64EC hold x64 code, those for ARM64X both.
   */
  private static boolean hasForeignMembers(Claim claim, Facts facts) {
    if (facts.format() != Format.AR || facts.kind() != Kind.STATIC_LIBRARY) {
      return false;
    }
    for (Platform actual : facts.platforms()) {
      if (!actual.os().equals(Os.WINDOWS) && !servesAny(claim, actual, facts)) {
        return true;
      }
    }
    return false;
  }

  private static boolean servesAny(Claim claim, Platform actual, Facts facts) {
    for (Platform wanted : claim.platforms()) {
      if (Serving.of(wanted, actual, facts) == Serving.SERVES) {
        return true;
      }
    }
    return false;
  }

  private static boolean isThin(Facts facts) {
    if (facts.format() != Format.MACHO && facts.format() != Format.FAT_MACHO) {
      return false;
    }
    List<Arch> arches = new ArrayList<>(2);
    for (Platform platform : facts.platforms()) {
      if (!arches.contains(platform.arch())) {
        arches.add(platform.arch());
      }
    }
    return arches.size() < 2;
  }

  private static void missingSlices(Subject subject, Claim claim, Consumer<Finding> out) {
    String have = subject.facts().label();
    if (claim.slices() == Slices.SEVERAL) {
      out.accept(
          subject.finding(Rule.MISSING_SLICE, subject.evidence(), "a second architecture", have));
      return;
    }
    for (Platform wanted : claim.platforms()) {
      if (Serving.of(wanted, subject.facts()) != Serving.SERVES) {
        out.accept(
            subject.finding(Rule.MISSING_SLICE, subject.evidence(), Claim.spell(wanted), have));
      }
    }
  }

  /** Only a target says all that a file should have; a name says what it has at least. */
  private static void extraSlices(Subject subject, Claim claim, Consumer<Finding> out) {
    if (!subject.targeted() || subject.facts().format() != Format.FAT_MACHO) {
      return;
    }
    for (Platform actual : subject.facts().platforms()) {
      if (!servesAny(claim, actual, subject.facts())) {
        out.accept(subject.finding(Rule.EXTRA_SLICE, subject.evidence(), actual, claim.label()));
      }
    }
  }

  private static void wrong(Subject subject, Claim claim, Rule rule, Consumer<Finding> out) {
    boolean stub = rule == Rule.WRONG_ARCHITECTURE && isInstallerStub(subject, claim);
    out.accept(
        subject.finding(
            rule,
            stub ? Severity.NOTE : rule.severity(),
            subject.evidence(),
            actual(subject.facts()),
            claim.label()));
  }

  private static String actual(Facts facts) {
    String label = facts.label();
    return label.equals("windows/amd64[arm64ec]") && facts.kind() != Kind.EXECUTABLE
        ? label + ", which only x64 and ARM64EC processes load"
        : label;
  }

  /**
   * Installers for 64-bit Windows are 386 programs on purpose: that runs on every Windows, and what
   * they install is what counts. So are those for ARM64 that are x64, since Windows 11. It is worth
   * knowing, no more.
   */
  private static boolean isInstallerStub(Subject subject, Claim claim) {
    Facts facts = subject.facts();
    if (facts.kind() != Kind.EXECUTABLE || !isStubArch(facts, claim)) {
      return false;
    }
    String name = subject.fileName().toLowerCase(Locale.ROOT);
    for (String word : INSTALLERS) {
      if (name.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static final List<String> INSTALLERS =
      List.of("setup", "install", "uninst", "elevate", "redist", "bootstrap", "update.exe");

  private static boolean isStubArch(Facts facts, Claim claim) {
    Arch wanted = claim.platforms().getFirst().arch();
    for (Platform platform : facts.platforms()) {
      boolean narrower = platform.arch().equals(Arch.I386) && !wanted.equals(Arch.ARM);
      boolean emulated = platform.arch().equals(Arch.AMD64) && wanted.equals(Arch.ARM64);
      if (!platform.os().equals(Os.WINDOWS) || !(narrower || emulated)) {
        return false;
      }
    }
    return true;
  }
}
