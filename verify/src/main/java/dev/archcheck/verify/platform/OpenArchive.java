package dev.archcheck.verify.platform;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An archive whose members are being judged, and how they stand to its own name: what is in it may
 * well be named for another platform than the archive is, and be right by that name.
 */
final class OpenArchive {

  private final @Nullable Claim claim;
  private final int firstEntry;
  private ServesRule.@Nullable Verdict best;
  private @Nullable Facts nearest;

  /**
   * An archive that has just been opened.
   *
   * @param claim what its own name says; null if that is not a whole platform
   * @param firstEntry the index that the first entry of its members will have
   */
  OpenArchive(@Nullable Claim claim, int firstEntry) {
    this.claim = claim;
    this.firstEntry = firstEntry;
  }

  @Nullable Claim claim() {
    return claim;
  }

  int firstEntry() {
    return firstEntry;
  }

  /** Takes note of a binary in it. */
  void meet(Facts facts) {
    if (claim == null || facts.platforms().isEmpty() || !facts.kind().hostCode()) {
      return;
    }
    ServesRule.Verdict verdict = ServesRule.verdict(claim, facts);
    if (best == null || verdict.compareTo(best) < 0) {
      best = verdict;
      nearest = facts;
    }
  }

  /** {@return that no binary in it is for what its name says, or null} */
  @Nullable Finding finding(String path) {
    if (claim == null || best == null || nearest == null) {
      return null;
    }
    return switch (best) {
      case SERVES, MISSING_SLICE -> null;
      case OTHER_ARCH -> finding(Rule.WRONG_ARCHITECTURE, path, claim, nearest);
      case OTHER_OS -> finding(Rule.WRONG_OS, path, claim, nearest);
    };
  }

  private static Finding finding(Rule rule, String path, Claim claim, Facts facts) {
    return Finding.of(
        rule, path, List.<Evidence>copyOf(claim.words()), "only " + facts.label(), claim.label());
  }
}
