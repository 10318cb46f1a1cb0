package dev.archcheck.verify.cgo;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.util.List;
import java.util.Map;

/**
 * One package that needs native code in one way, over all targets.
 *
 * @param artifact the import path
 * @param module {@link GoModule#NONE} for the standard library
 * @param through the module by which it comes, as {@code path@version}: its own where the user's
 *     code imports it, else the first one on the way; the empty string for the user's own packages
 * @param direct whether the user's own code imports it, or it is the user's own
 * @param shown what shows it on all targets where it is gravest: names of files, or a sentence
 * @param chain the first of the shortest chains of imports
 * @param chains how many shortest chains there are
 * @param targets what became of it on each target that has it, in the order of the scans
 */
public record PackageUse(
    Rule rule,
    String artifact,
    GoModule module,
    String through,
    boolean direct,
    List<String> shown,
    Evidence.Chain chain,
    long chains,
    Map<String, OnTarget> targets) {

  /** What became of it. */
  public enum Outcome {
    /** It is a finding. */
    DENIED,
    /** The policy allows it. */
    ALLOWED,
    /** Somebody answers for it until a date. */
    WAIVED,
    /** It is in the baseline. */
    KNOWN,
    /** Only tests need it, and the policy leaves such uses out. */
    IGNORED,
    /** It is worth knowing, but no finding unless the policy says so. */
    NOTED
  }

  /**
   * On one target.
   *
   * @param testOnly whether nothing but tests needs it there
   * @param why who allows or waives it, or the empty string
   * @param severity how grave the finding is there; a note where it is none
   * @param shown what shows it there
   */
  public record OnTarget(
      Outcome outcome, boolean testOnly, String why, Severity severity, List<String> shown) {}
}
