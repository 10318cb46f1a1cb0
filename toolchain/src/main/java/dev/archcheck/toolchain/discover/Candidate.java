package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.activate.VersionWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place where an installation is, or should be.
 *
 * @param root what should be its GOROOT
 * @param named what its maker calls it, which may say a version; or the empty string
 */
record Candidate(Maker maker, Path root, String named) {

  /** {@return what does not fit the name} */
  List<String> contradictions(String version, List<Platform> platforms) {
    List<String> found = new ArrayList<>();
    String said = version();
    if (!said.isEmpty() && !version.isEmpty() && !said.equals(version)) {
      found.add("is called " + named + " and is " + version);
    }
    Optional<GoToolchain> toolchain = GoToolchain.parse(named);
    if (toolchain.isPresent()
        && !platforms.isEmpty()
        && !platforms.contains(toolchain.get().platform())) {
      found.add("is called " + named + " and its go command is for " + platforms.getFirst());
    }
    return found;
  }

  private String version() {
    Optional<GoToolchain> toolchain = GoToolchain.parse(named);
    if (toolchain.isPresent()) {
      return toolchain.get().version();
    }
    return VersionWord.parse(named.startsWith("go") ? named.substring(2) : named)
        .filter(word -> !word.isPartial())
        .map(word -> "go" + word)
        .orElse("");
  }
}
