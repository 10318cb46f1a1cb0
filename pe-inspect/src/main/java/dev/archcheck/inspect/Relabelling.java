package dev.archcheck.inspect;

import java.util.List;

/**
 * A header that names another architecture than the file was made for: the label can be patched
 * with a hex editor, what compiler and linker laid out cannot.
 *
 * @param label what the header says
 * @param linkedFor what the rest of the file was made for
 * @param witnesses the header's field first, then what contradicts it
 */
public record Relabelling(String label, String linkedFor, List<Witness> witnesses) {

  /** A list that nobody changes. */
  public Relabelling {
    witnesses = List.copyOf(witnesses);
  }
}
