package dev.archcheck.verify.policy;

/**
 * A use that is meant to be, without an end.
 *
 * @param scope what is allowed
 * @param reason why, in the user's words, on one line
 * @param place where it begins in the policy file
 */
public record Allowance(Scope scope, String reason, Place place) {}
