package dev.archcheck.toolchain.doctor;

/**
 * What the module or workspace around the working folder says of versions.
 *
 * @param file the go.work or go.mod that counts, or the empty string where there is none
 * @param goLine what its line {@code go} says, or the empty string
 * @param goLineNumber from 1; 0 for none
 * @param toolchainLine what its line {@code toolchain} says, or the empty string
 * @param toolchainLineNumber from 1; 0 for none
 * @param problem why it could not be read, or the empty string
 */
public record ProjectFacts(
    String file,
    String goLine,
    int goLineNumber,
    String toolchainLine,
    int toolchainLineNumber,
    String problem) {

  /** There is no module here. */
  public static final ProjectFacts NONE = new ProjectFacts("", "", 0, "", 0, "");

  /** {@return whether there is one} */
  public boolean exists() {
    return !file.isEmpty();
  }
}
