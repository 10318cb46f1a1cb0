package dev.archcheck.verify.policy;

import dev.archcheck.verify.Rule;
import java.util.Set;

/**
 * What a run looked at from end to end. What it did not look at, or could not conclude on, says
 * nothing about whether a waiver or a line of a baseline is still needed.
 *
 * @param rules the rules that the command judges
 * @param targets the targets that were judged completely
 * @param isWhole whether the run was of all packages or files that the policy is for, as far as can
 *     be seen
 */
public record Scanned(Set<Rule> rules, Set<String> targets, boolean isWhole) {

  /** Keeps its own sets. */
  public Scanned {
    rules = Set.copyOf(rules);
    targets = Set.copyOf(targets);
  }
}
