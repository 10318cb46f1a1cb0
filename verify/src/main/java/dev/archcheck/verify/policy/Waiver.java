package dev.archcheck.verify.policy;

import java.time.LocalDate;

/**
 * A finding that somebody answers for until a day.
 *
 * @param scope what is waived
 * @param reason why, in the user's words, on one line
 * @param owner who answers for it
 * @param expires the last day, in UTC, on which it holds
 * @param place where it begins in the policy file
 */
public record Waiver(Scope scope, String reason, String owner, LocalDate expires, Place place) {

  /** {@return whether it still holds on a day, which is one of UTC} */
  public boolean holdsOn(LocalDate today) {
    return !today.isAfter(expires);
  }
}
