package dev.archcheck.verify.policy;

import dev.archcheck.verify.Rule;
import java.util.Set;

/**
 * What a run looked at from end to end. What it did not look at, or could not conclude on, says
 * nothing about whether a waiver or a line of a baseline is still needed.
 *
 * @param rules the rules that the command judges
 * @param targets the targets that were judged completely
 * @param extent how much of what they are for the run was of, as far as can be seen
 */
public record Scanned(Set<Rule> rules, Set<String> targets, Extent extent) {

  /** How much of a project a run was of. */
  public enum Extent {
    /** All that the policy is for. */
    PROJECT,
    /** All packages here, but the policy is of a folder above, and for others, too. */
    MODULE,
    /** Some packages, which were named. */
    PART
  }

  /** Keeps its own sets. */
  public Scanned {
    rules = Set.copyOf(rules);
    targets = Set.copyOf(targets);
  }
}
