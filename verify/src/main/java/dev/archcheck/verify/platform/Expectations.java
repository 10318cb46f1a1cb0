package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what claims something of a file: the names on its path and the user's targets.
 * Package metadata and release manifests will be further sources; they belong here, between the
 * two.
 */
final class Expectations {

  private final ClaimReader names = new ClaimReader();
  private final List<Claim> targets = new ArrayList<>();

  Expectations(Targets given) {
    for (List<Platform> alternative : given.alternatives()) {
      targets.add(Claim.ofTarget(alternative, given.source()));
    }
  }

  /** {@return the targets as claims, in the user's order} */
  List<Claim> targets() {
    return targets;
  }

  /**
   * What a file should be.
   *
   * @param alternatives one of these; empty if nothing claims anything of it
   * @param targeted whether they are the user's targets
   */
  record Expectation(List<Claim> alternatives, boolean targeted) {

    /** {@return whether this claims anything, and something else than another does} */
    boolean saysMoreThan(Expectation other) {
      return !alternatives.isEmpty()
          && (targeted != other.targeted || !Claim.sameDemands(alternatives, other.alternatives));
    }

    /** {@return the alternative that the facts come nearest to, null without any} */
    @Nullable Claim nearest(Facts facts) {
      Claim nearest = null;
      ServesRule.Verdict best = null;
      for (Claim claim : alternatives) {
        ServesRule.Verdict verdict = ServesRule.verdict(claim, facts);
        if (best == null || verdict.compareTo(best) < 0) {
          best = verdict;
          nearest = claim;
        }
      }
      return nearest;
    }
  }

  /** {@return what the names alone claim, whatever the targets are} */
  @Nullable Claim named(List<String> path) {
    return names.fromNames(path).orElse(null);
  }

  /** {@return what a file of this name should be} */
  Expectation of(List<String> path) {
    Optional<Claim> named = names.fromNames(path);
    if (targets.isEmpty() || isForeignOnPurpose(path)) {
      return new Expectation(named.map(List::of).orElse(List.of()), false);
    }
    Optional<Claim> said = named.isPresent() ? named : names.hintOf(path);
    return new Expectation(said.map(this::narrowed).orElse(targets), true);
  }

  /**
   * Every Go source tree holds binaries of other platforms: test data, and the objects of the race
   * detector, which say in their names what they are.
   */
  private static boolean isForeignOnPurpose(List<String> path) {
    return isTestData(path) || path.getLast().endsWith(".syso");
  }

  /** {@return whether a file is there to be read by tests, broken ones among them} */
  static boolean isTestData(List<String> path) {
    return path.contains("testdata");
  }

  /** {@return whether a name of its own says system and architecture} */
  static boolean namesPlatform(String fileName) {
    return NameReader.read(fileName).isComplete();
  }

  /** A name that fits some of the targets says which of them the file is for. */
  private List<Claim> narrowed(Claim named) {
    List<Claim> fitting = new ArrayList<>(targets.size());
    for (Claim target : targets) {
      if (agree(named, target)) {
        fitting.add(target.saidBy(named));
      }
    }
    boolean narrower = !fitting.isEmpty() && fitting.size() < targets.size();
    return narrower ? fitting : targets;
  }

  private static boolean agree(Claim named, Claim target) {
    for (Platform one : named.platforms()) {
      for (Platform other : target.platforms()) {
        if (agree(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean agree(Platform one, Platform other) {
    boolean os = one.os().equals(dev.archcheck.inspect.Os.ANY) || one.os().equals(other.os());
    boolean arch =
        one.arch().equals(dev.archcheck.inspect.Arch.ANY) || one.arch().equals(other.arch());
    boolean abi = one.abi().isEmpty() || other.abi().isEmpty() || one.abi().equals(other.abi());
    return os && arch && abi;
  }
}
