package dev.archcheck.toolchain.discover;

/** Who makes installations of Go, known by the places where each puts them. */
public enum Maker {
  /** The store of this program. */
  STORE("archcheck"),
  /** An archive or installer of go.dev at its usual place. */
  GO_DEV("go.dev"),
  /** The packages of an operating system. */
  SYSTEM("system"),
  /** Homebrew, also the one for Linux. */
  HOMEBREW("homebrew"),
  /** Commands like {@code golang.org/dl/go1.27.0}, and editors that use their folder. */
  SDK("sdk"),
  /** mise. */
  MISE("mise"),
  /** asdf. */
  ASDF("asdf"),
  /** goenv. */
  GOENV("goenv"),
  /** gvm. */
  GVM("gvm"),
  /** The go command itself, which keeps what it switches to as modules. */
  MODULE_CACHE("module-cache"),
  /** The tool cache of CI runners, which actions/setup-go fills. */
  TOOL_CACHE("tool-cache"),
  /** Scoop. */
  SCOOP("scoop"),
  /** Unknown: PATH or GOROOT leads to it. */
  OTHER("other");

  private final String word;

  Maker(String word) {
    this.word = word;
  }

  /** {@return its name, in text and documents alike} */
  public String word() {
    return word;
  }
}
