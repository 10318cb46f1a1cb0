package dev.archcheck.verify.cgo;

import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.policy.Baseline;
import dev.archcheck.verify.policy.Policy;
import dev.archcheck.verify.policy.Scanned;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What the gate is to judge.
 *
 * @param scans one for each run of go list
 * @param targets the targets that must be covered; empty where it does not matter
 * @param sources the files that the scans speak of
 * @param cgoOn whether somebody vouches that cgo was on
 * @param fieldsAsked whether all needed fields are known to have been asked for
 * @param endNeeded whether a scan that does not say how it ended counts as cut
 * @param failOn from which severity on a finding fails the run
 * @param extent how much of the project the run is of
 * @param baseline {@link Baseline#EMPTY} where there is none
 * @param today the day that waivers are held against, in UTC
 */
public record CgoRequest(
    List<Scan> scans,
    Set<Platform> targets,
    Sources sources,
    boolean cgoOn,
    boolean fieldsAsked,
    boolean endNeeded,
    Severity failOn,
    Scanned.Extent extent,
    Policy policy,
    Baseline baseline,
    LocalDate today) {}
