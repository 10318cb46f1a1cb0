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
 * @param mainPackage the package of which its build information says it is built, or the empty
 *     string where it has none
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
    String mainPackage,
    List<String> platforms,
    List<String> commands,
    String interpreter,
    List<ToolFolder> tools,
    boolean isSealed,
    List<String> problems) {

  /** The maker of what the go command keeps for itself. */
  static final String MODULE_CACHE = "module-cache";

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
   * @param versions what the build information of compiler, assembler and linker says, each once
   */
  public record ToolFolder(String name, List<String> platforms, List<String> versions) {

    /** Keeps its own lists. */
    public ToolFolder {
      platforms = List.copyOf(platforms);
      versions = List.copyOf(versions);
    }
  }

  /** {@return the version: of the command itself, which cannot be replaced without it} */
  public String knownVersion() {
    return builtBy.isEmpty() ? version : builtBy;
  }

  /** {@return the same without what experiments and distributions add to it} */
  String release() {
    return release(knownVersion());
  }

  /** {@return a version without what experiments and distributions add to it} */
  static String release(String version) {
    int end = 0;
    while (end < version.length() && " -".indexOf(version.charAt(end)) < 0) {
      end++;
    }
    return version.substring(0, end);
  }

  /** {@return the same with its platforms in another order} */
  GoFacts withPlatforms(List<String> ordered) {
    return new GoFacts(
        command,
        pathPosition,
        real,
        shim,
        maker,
        goroot,
        version,
        builtBy,
        mainPackage,
        ordered,
        commands,
        interpreter,
        tools,
        isSealed,
        problems);
  }

  /** {@return its only platform, or the first of several; the empty string for none} */
  public String platform() {
    return platforms.isEmpty() ? "" : platforms.getFirst();
  }
}
