package dev.archcheck.toolchain.doctor;

/**
 * A folder that go writes to.
 *
 * @param name the setting
 * @param path where it is, as set or as go has it without the setting; empty where go finds none
 * @param isSet whether somebody set it
 */
public record FolderFacts(String name, String path, boolean isSet, State state) {

  /** What keeps go from using it. */
  public enum State {
    /** Nothing. */
    USABLE,
    /** It is not there, and go does not make it. */
    ABSENT,
    /** It is something else than a folder. */
    NO_FOLDER,
    /** This user may not write there. */
    NOT_WRITABLE,
    /** Programs in it cannot be started. */
    NO_PROGRAMS,
    /** It is not absolute. */
    RELATIVE,
    /** Go has no place for it: the variables that it would take it from are not set. */
    UNKNOWN
  }
}
