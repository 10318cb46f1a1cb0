package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.Platform;
import java.nio.file.Path;
import java.util.List;

/**
 * An installation of Go.
 *
 * @param root its GOROOT, with links resolved where they can be; the command itself where it stands
 *     in none
 * @param version the first line of its VERSION file, as it is; or the empty string
 * @param platforms what the header of its {@code go} command says it is made for
 * @param fit whether that command runs here
 * @param pathPosition its place among the {@code go} commands on PATH: 1 is the one that is
 *     started; 0 for none
 * @param isDefault whether it is the default of the store
 * @param isSealed whether it is of the store and has its seal, which says nothing of its files yet
 * @param problems what is wrong with it, for people; it is broken if there is any
 */
public record FoundGo(
    Maker maker,
    Path root,
    String version,
    List<Platform> platforms,
    Fit fit,
    int pathPosition,
    boolean isDefault,
    boolean isSealed,
    List<String> problems) {

  /** Keeps its own lists. */
  public FoundGo {
    platforms = List.copyOf(platforms);
    problems = List.copyOf(problems);
  }

  /** {@return whether something is wrong with it} */
  public boolean isBroken() {
    return !problems.isEmpty();
  }
}
