package dev.archcheck.verify.policy;

import dev.archcheck.verify.Rule;
import java.util.Set;

/**
 * What a run looked at from end to end. What it did not look at, or could not conclude on, says
 * nothing about whether a waiver or a line of a baseline is still needed.
 *
 * @param rules the rules that the command judges
 * @param targets the targets that were judged completely
 */
public record Scanned(Set<Rule> rules, Set<String> targets) {

  /** Keeps its own sets. */
  public Scanned {
    rules = Set.copyOf(rules);
    targets = Set.copyOf(targets);
  }
}
