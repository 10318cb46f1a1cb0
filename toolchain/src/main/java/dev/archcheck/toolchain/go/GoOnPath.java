package dev.archcheck.toolchain.go;

import java.nio.file.Path;
import java.util.List;

/** What the command {@code go} means here. */
public sealed interface GoOnPath {

  /** There is none on PATH. */
  record Absent() implements GoOnPath {}

  /**
   * The first one on PATH is not the Go command itself but something that chooses one.
   *
   * @param path where it is on PATH
   * @param what what it is, for people: {@code a shim of mise}
   */
  record Shim(Path path, String what) implements GoOnPath {}

  /**
   * Something is there, and what it is cannot be seen.
   *
   * @param why for people
   */
  record Unreadable(Path path, String why) implements GoOnPath {}

  /**
   * A Go command.
   *
   * @param path where it is on PATH
   * @param executable the same with every link resolved
   * @param root the GOROOT that it stands in, or {@code executable} where it stands in none
   * @param version the first line of its VERSION file, or the empty string
   * @param toolFolders the folders of tools in {@code pkg/tool}, in the order of their names
   * @param contradiction what the variable GOROOT says if it is another folder, or the empty string
   */
  record Installation(
      Path path,
      Path executable,
      Path root,
      String version,
      List<Path> toolFolders,
      String contradiction)
      implements GoOnPath {

    /** {@return whether it stands in a GOROOT} */
    public boolean hasRoot() {
      return !root.equals(executable);
    }
  }
}
