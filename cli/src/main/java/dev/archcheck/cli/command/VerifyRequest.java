package dev.archcheck.cli.command;

import dev.archcheck.verify.Severity;
import dev.archcheck.verify.platform.PlatformCheck;

/**
 * What {@code verify} is to do.
 *
 * @param check without paths it is this machine that is checked
 * @param failOn from which severity on a finding fails the run
 * @param policy the file of the policy, or the empty string for the usual one
 * @param requireClaim whether a binary that nothing claims anything of leaves the run inconclusive
 */
record VerifyRequest(
    PlatformCheck.Request check,
    Severity failOn,
    String policy,
    boolean requireClaim,
    Reporting reporting,
    boolean verbose) {}
