package dev.archcheck.verify.cgo;

import dev.archcheck.inspect.Platform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a scan can be relied on, decided from what it says itself.
 *
 * @param cgo whether cgo was on when it was made
 * @param evidence what shows it, the weightiest first, for people
 * @param target what it was made for, or null where nothing shows it
 * @param targetEvidence what shows that, for people, or the empty string
 * @param faults why nothing can be concluded from the absence of a finding; empty for a good scan
 */
public record ScanState(
    Cgo cgo,
    List<String> evidence,
    @Nullable Platform target,
    String targetEvidence,
    List<Fault> faults) {

  /** Keeps its own lists. */
  public ScanState {
    evidence = List.copyOf(evidence);
    faults = List.copyOf(faults);
  }

  /** Whether cgo was on. */
  public enum Cgo {
    ON,
    OFF,
    /** Nothing shows it, or what shows it contradicts itself. */
    UNKNOWN
  }

  /** Why a scan proves nothing. */
  public enum Problem {
    /** No package at all. */
    EMPTY,
    /** cgo was off: every file with cgo is missing from it. */
    CGO_OFF,
    /** Nothing shows whether cgo was on. */
    CGO_UNKNOWN,
    /** Nothing shows for what it was made, or it is another target than the one that is asked. */
    TARGET,
    /** The text is damaged or breaks off, or packages are missing. */
    DAMAGED,
    /** go list failed, or packages could not be loaded. */
    ERRORS,
    /** Needed fields are not there. */
    FIELDS,
    /** The sources of packages are not here, and what they may hold would fail the run. */
    SOURCES
  }

  /**
   * One reason.
   *
   * @param detail a sentence for people, without a full stop
   */
  public record Fault(Problem problem, String detail) {}

  /** {@return the same with one more fault} */
  ScanState with(Fault fault) {
    List<Fault> all = new ArrayList<>(faults);
    all.add(fault);
    return new ScanState(cgo, evidence, target, targetEvidence, all);
  }

  /** {@return whether the absence of a finding means something} */
  public boolean isConclusive() {
    return faults.isEmpty() && cgo == Cgo.ON && target != null;
  }
}
