package dev.archcheck.verify.artifact;

/**
 * An entry of an archive as it stands there, for unpacking: nothing is resolved or made safe.
 *
 * @param name the whole name, as the archive writes it
 * @param mode the permission bits of Unix, or -1 where the archive has none
 * @param size the size of its content in bytes
 * @param offset where the entry is in the archive, for messages
 */
public record PackedEntry(String name, Type type, int mode, long size, long offset) {

  /** What an entry is. */
  public enum Type {
    FILE,
    FOLDER,
    SYMBOLIC_LINK,
    HARD_LINK,
    /** A device, a pipe, a file with holes or an unknown type. */
    OTHER
  }
}
