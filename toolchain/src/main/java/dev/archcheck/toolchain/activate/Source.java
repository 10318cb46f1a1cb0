package dev.archcheck.toolchain.activate;

/**
 * What says which version applies.
 *
 * @param place the path of the file or the name of the variable; empty for nothing
 * @param line counted from 1; 0 where it is no line that says it
 */
public record Source(Kind kind, String place, int line) {

  /** Nothing says it. */
  public static final Source NOTHING = new Source(Kind.NOTHING, "", 0);

  /** In the order in which they are asked. */
  public enum Kind {
    /** A version on the command line. */
    FLAG("flag"),
    /** The variable ARCHCHECK_GO. */
    ENVIRONMENT("environment"),
    /** A file {@code .go-version}. */
    GO_VERSION("go-version"),
    /** A file {@code .tool-versions} of asdf or mise. */
    TOOL_VERSIONS("tool-versions"),
    /** A Go workspace. */
    GO_WORK("go-work"),
    /** A Go module. */
    GO_MOD("go-mod"),
    /** A file {@code go-toolchain.lock}: it keeps a version, and does not choose it. */
    LOCK("lock"),
    /** The default of the store. */
    DEFAULT("default"),
    /** Nothing. */
    NOTHING("");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** {@return its name in documents} */
    public String word() {
      return word;
    }
  }

  /** {@return the place and the line, for people} */
  @Override
  public String toString() {
    return line == 0 ? place : place + ":" + line;
  }
}
