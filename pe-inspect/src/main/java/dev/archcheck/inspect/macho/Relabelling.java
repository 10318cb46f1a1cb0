package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Witness;
import java.util.List;

/**
 * A header that names another architecture than the code was linked for: the label can be patched
 * with a hex editor, the pointers cannot.
 *
 * @param label what the header says, by dyld's name
 * @param linkedFor what the rest of the file was made for
 * @param witnesses the header's subtype first, then what contradicts it
 */
public record Relabelling(String label, String linkedFor, List<Witness> witnesses) {

  /** A list that nobody changes. */
  public Relabelling {
    witnesses = List.copyOf(witnesses);
  }
}
