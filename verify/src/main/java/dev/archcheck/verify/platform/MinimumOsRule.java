package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A binary that needs a newer system than it should run on. */
final class MinimumOsRule implements PlatformRule {

  /** There was no arm64 macOS before: an older version in a name is about the other slice. */
  private static final String FIRST_ARM64_MACOS = "11.0";

  @Override
  public void judge(Subject subject, Consumer<Finding> out) throws IOException {
    Claim claim = subject.heldClaim();
    boolean named = claim != null && !claim.minimums().isEmpty();
    if ((!named && subject.minimums().isEmpty()) || !isLoaded(subject.facts().kind())) {
      return;
    }
    for (Facts.PartMinimum part : subject.facts().depth().minimums()) {
      judge(subject, part, out);
    }
  }

  private static boolean isLoaded(Kind kind) {
    return kind == Kind.EXECUTABLE || kind == Kind.SHARED_LIBRARY || kind == Kind.PLUGIN;
  }

  private static void judge(Subject subject, Facts.PartMinimum part, Consumer<Finding> out) {
    String wanted = stated(subject.minimums(), part.minimum().what());
    if (!wanted.isEmpty()) {
      compare(subject, part, wanted, Rule.MINIMUM_OS.severity(), "--min-os", out);
      return;
    }
    Claim claim = subject.heldClaim();
    Optional<String> named =
        claim == null ? Optional.empty() : claim.minimum(part.minimum().what());
    if (named.isPresent()) {
      compare(subject, part, named.get(), Severity.WARNING, "path", out);
    }
  }

  private static String stated(Map<String, String> minimums, String what) {
    for (Map.Entry<String, String> minimum : minimums.entrySet()) {
      if (minimum.getKey().equalsIgnoreCase(what)) {
        return minimum.getValue();
      }
    }
    return "";
  }

  private static void compare(
      Subject subject,
      Facts.PartMinimum part,
      String stated,
      Severity severity,
      String source,
      Consumer<Finding> out) {
    MinimumOs minimum = part.minimum();
    boolean arm64Mac =
        minimum.what().equalsIgnoreCase("macOS") && part.platform().arch().equals(Arch.ARM64);
    String limit =
        arm64Mac && Version.compare(stated, FIRST_ARM64_MACOS) < 0 ? FIRST_ARM64_MACOS : stated;
    if (Version.compare(minimum.version(), limit) <= 0) {
      return;
    }
    List<Evidence> evidence =
        List.of(
            new Evidence.Bytes(minimum.witness()),
            new Evidence.Declared(source, minimum.what() + " " + stated));
    out.accept(
        subject.finding(
            Rule.MINIMUM_OS, severity, evidence, minimum.what(), minimum.version(), stated));
  }
}
