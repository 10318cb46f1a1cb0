package dev.archcheck.toolchain.doctor;

import java.util.List;

/**
 * A {@code go} command, or an installation, as it was found.
 *
 * @param command where it is on PATH, or the command of an installation that is not
 * @param pathPosition its place among the {@code go} commands on PATH: 1 is the one that a shell
 *     starts; 0 for none
 * @param real the command with every link resolved; the same where it cannot be
 * @param shim what it is where it only chooses another, for people; else the empty string
 * @param maker whose installation it is: a word of {@code archcheck toolchain list}; or empty
 * @param goroot the folder that it stands in, or the empty string
 * @param version the first line of the file VERSION there, or the empty string
 * @param builtBy the version in the build information of the command itself, or the empty string
 * @param platforms what the header of the command says, as {@code GOOS/GOARCH}
 * @param commands what the headers of all programs beside the command say, each once
 * @param interpreter what the kernel starts it with, where it is of another processor; or empty
 * @param tools the folders in {@code pkg/tool}
 * @param isSealed whether it is of the store of archcheck and has its seal
 * @param problems what is wrong with it, for people
 */
public record GoFacts(
    String command,
    int pathPosition,
    String real,
    String shim,
    String maker,
    String goroot,
    String version,
    String builtBy,
    List<String> platforms,
    List<String> commands,
    String interpreter,
    List<ToolFolder> tools,
    boolean isSealed,
    List<String> problems) {

  /** Keeps its own lists. */
  public GoFacts {
    platforms = List.copyOf(platforms);
    commands = List.copyOf(commands);
    tools = List.copyOf(tools);
    problems = List.copyOf(problems);
  }

  /**
   * A folder in {@code pkg/tool}.
   *
   * @param name {@code GOOS_GOARCH} by its name
   * @param platforms what the headers of the tools in it say, each once
   */
  public record ToolFolder(String name, List<String> platforms) {

    /** Keeps its own list. */
    public ToolFolder {
      platforms = List.copyOf(platforms);
    }
  }

  /** {@return the version: of the command itself, which cannot be replaced without it} */
  public String knownVersion() {
    return builtBy.isEmpty() ? version : builtBy;
  }

  /** {@return its only platform, or the first of several; the empty string for none} */
  public String platform() {
    return platforms.isEmpty() ? "" : platforms.getFirst();
  }
}
