package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.host.HostTruth;
import dev.archcheck.verify.Report;
import java.util.List;
import java.util.Optional;

/**
 * What became of a capture.
 *
 * @param next what go becomes in the project, with why
 * @param cgo whether a build here has cgo by default, with why
 * @param goroot what can be said of the tree that go stands in without reading all of it
 * @param diagnoses the weightiest first
 * @param report the same as findings, for every form of report
 */
public record DoctorReport(
    Capture capture,
    HostTruth host,
    GoChoice next,
    Statement cgo,
    Statement goroot,
    List<Diagnosis> diagnoses,
    Report report) {

  /** Keeps its own list. */
  public DoctorReport {
    diagnoses = List.copyOf(diagnoses);
  }

  /**
   * An answer with its reason.
   *
   * @param answer a word or two
   * @param why for people, or the empty string
   */
  public record Statement(String answer, String why) {}

  /** {@return the go that a shell starts} */
  public Optional<GoFacts> winner() {
    return capture.winner();
  }
}
