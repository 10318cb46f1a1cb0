package dev.archcheck.verify.policy;

import dev.archcheck.verify.Severity;
import java.util.List;

/** What a policy says of one use. */
public sealed interface Judgement {

  /**
   * It is a finding.
   *
   * @param severity how much it matters: what the policy says of its rule, or a note where only
   *     tests need it; for a rule of files the rule's usual one
   * @param expired the waivers that would have covered it, had they not expired, in file order
   */
  record Denied(Severity severity, List<Waiver> expired) implements Judgement {

    /** Keeps its own list. */
    public Denied {
      expired = List.copyOf(expired);
    }
  }

  /** It is meant to be. */
  record Allowed(Allowance by) implements Judgement {}

  /**
   * Somebody answers for it for now.
   *
   * @param waivers all that cover it today, in file order; at least one
   */
  record Waived(List<Waiver> waivers) implements Judgement {

    /** Keeps its own list. */
    public Waived {
      waivers = List.copyOf(waivers);
    }

    /** {@return the one to show: that which holds longest, the first of several} */
    public Waiver waiver() {
      Waiver longest = waivers.getFirst();
      for (Waiver waiver : waivers) {
        longest = waiver.expires().isAfter(longest.expires()) ? waiver : longest;
      }
      return longest;
    }
  }

  /** Nothing but tests needs it, and the policy leaves such uses out. */
  record Ignored() implements Judgement {}
}
