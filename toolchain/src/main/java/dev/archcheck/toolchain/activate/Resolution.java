package dev.archcheck.toolchain.activate;

import dev.archcheck.toolchain.store.Installed;

/** Which version of Go applies, and what says so. */
public sealed interface Resolution {

  /** {@return what says it} */
  Source source();

  /** Why it is this version. */
  enum Why {
    /** That version was said. */
    EXACT("exact"),
    /** The beginning of a version was said, and this is the newest installed release of it. */
    NEWEST("newest"),
    /** The module or workspace needs it, and the default is older. */
    NEEDED("needed"),
    /** The default is at least as new as what the module or workspace needs. */
    ENOUGH("enough"),
    /** The line {@code toolchain default} wants the default. */
    TOLD("told"),
    /** Nothing else is said. */
    DEFAULT("default");

    private final String word;

    Why(String word) {
      this.word = word;
    }

    /** {@return its name in documents} */
    public String word() {
      return word;
    }
  }

  /** An installed version. */
  record Chosen(Source source, Why why, Installed installed) implements Resolution {}

  /**
   * A version that is not installed. No other is taken for it.
   *
   * @param wanted as Go spells it, without {@code go}; or the beginning of a version
   */
  record Missing(Source source, String wanted) implements Resolution {}

  /**
   * Something stands there that is no version of Go.
   *
   * @param said what stands there, as it is; empty where the file could not be read
   */
  record Invalid(Source source, String said) implements Resolution {}

  /** The Go of the system is wanted: whichever comes first on PATH without this program. */
  record SystemGo(Source source) implements Resolution {}

  /** Nothing says anything, or what does leaves it to a default that is not set. */
  record None(Source source) implements Resolution {}
}
