package dev.archcheck.inspect.go;

import dev.archcheck.inspect.Witness;
import java.util.List;

/**
 * Which linker made a Go program.
 *
 * @param evidence what shows it
 */
public record LinkMode(Kind kind, List<Witness> evidence) {

  /** Link modes. */
  public enum Kind {
    /** Go's own linker. */
    INTERNAL("internal"),
    /** That of a C compiler. */
    EXTERNAL("external"),
    /** That of a C compiler, and no shared library is needed. */
    STATIC("static"),
    /** The file does not show it. */
    UNKNOWN("unknown");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** {@return the name for people} */
    public String label() {
      return label;
    }
  }
}
