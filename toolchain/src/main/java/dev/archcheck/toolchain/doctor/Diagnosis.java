package dev.archcheck.toolchain.doctor;

import dev.archcheck.verify.Finding;
import java.util.List;

/**
 * Something that is wrong with a machine.
 *
 * @param finding what it is, and what shows it
 * @param cause how it usually comes to be, for people, or the empty string
 * @param fix what mends it, for the shell and the system of that machine, in its order
 */
public record Diagnosis(Finding finding, String cause, List<Step> fix) {

  /** Keeps its own list. */
  public Diagnosis {
    fix = List.copyOf(fix);
  }
}
