package dev.archcheck.toolchain.doctor;

import java.util.List;

/**
 * What the module or workspace around the working folder says of versions.
 *
 * @param file the go.work or go.mod that counts, or the empty string where there is none
 * @param goLine what its line {@code go} says, or the empty string
 * @param goLineNumber from 1; 0 for none
 * @param toolchainLine what its line {@code toolchain} says, or the empty string
 * @param toolchainLineNumber from 1; 0 for none
 * @param problem why it could not be read, or the empty string
 * @param faults what every go refuses in it, for people
 * @param directives the words that its lines and blocks begin with, each once
 * @param used the modules of a workspace
 */
public record ProjectFacts(
    String file,
    String goLine,
    int goLineNumber,
    String toolchainLine,
    int toolchainLineNumber,
    String problem,
    List<String> faults,
    List<Directive> directives,
    List<UsedModule> used) {

  /** There is no module here. */
  public static final ProjectFacts NONE =
      new ProjectFacts("", "", 0, "", 0, "", List.of(), List.of(), List.of());

  /** {@return a file that is there and cannot be read} */
  static ProjectFacts unread(String file, String problem) {
    return new ProjectFacts(file, "", 0, "", 0, problem, List.of(), List.of(), List.of());
  }

  /** {@return a file that every go refuses, of which no more is known} */
  static ProjectFacts refused(String file, String fault) {
    return new ProjectFacts(file, "", 0, "", 0, "", List.of(fault), List.of(), List.of());
  }

  /** Keeps its own lists. */
  public ProjectFacts {
    faults = List.copyOf(faults);
    directives = List.copyOf(directives);
    used = List.copyOf(used);
  }

  /**
   * A word that a line begins with.
   *
   * @param line where it is first, from 1
   */
  public record Directive(String word, int line) {}

  /**
   * A module of a workspace.
   *
   * @param folder as go.work names it
   * @param goLine what its go.mod says, or the empty string
   */
  public record UsedModule(String folder, String goLine) {}

  /** {@return whether there is one} */
  public boolean exists() {
    return !file.isEmpty();
  }
}
