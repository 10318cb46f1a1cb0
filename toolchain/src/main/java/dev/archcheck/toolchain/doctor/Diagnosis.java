package dev.archcheck.toolchain.doctor;

import dev.archcheck.verify.Finding;
import java.util.List;

/**
 * Something that is wrong with a machine.
 *
 * @param finding what it is, and what shows it
 * @param cause how it usually comes to be, for people, or the empty string
 * @param fix what mends it: commands for the shell and the system of that machine, in their order,
 *     or sentences where no command can do it
 */
public record Diagnosis(Finding finding, String cause, List<String> fix) {

  /** Keeps its own list. */
  public Diagnosis {
    fix = List.copyOf(fix);
  }
}
