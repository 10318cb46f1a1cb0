package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.util.List;

/**
 * Everything of a binary that is judged. The rules see only this: they know no reader and no format
 * beyond its name.
 *
 * @param osAssumed as in {@link dev.archcheck.inspect.Binary#osAssumed}
 * @param depth what must be read first, and only if a rule asks
 */
record Facts(
    Format format,
    Kind kind,
    List<Platform> platforms,
    boolean osAssumed,
    List<Witness> witnesses,
    List<Problem> problems,
    Depth depth) {

  /** Facts that cost reading. */
  interface Depth {

    /** {@return the oldest system of each part that says one} */
    List<PartMinimum> minimums() throws IOException;

    /** {@return the C libraries that it is linked against, usually one or none} */
    List<LibcNeed> libcs() throws IOException;

    /** {@return what the loader of Windows on ARM is known to refuse} */
    List<LoaderFact> loaderFacts() throws IOException;

    /** {@return the slices whose header names another architecture than their code shows} */
    List<Relabelled> relabelled() throws IOException;

    /** {@return the Go programs that it is: one for each slice with build information} */
    List<GoBuild> goBuilds() throws IOException;

    /** {@return what is wrong with the places where the processor starts} */
    List<Problem> entryProblems() throws IOException;
  }

  /** The oldest system that a slice runs on. */
  record PartMinimum(Platform platform, MinimumOs minimum) {}

  /** A C library that the file cannot do without. */
  record LibcNeed(Libc libc, Witness witness) {}

  /** A requirement that an image does not meet, in words that follow "because". */
  record LoaderFact(String requirement, Severity severity, Witness witness) {}

  /** A slice that Go built, and the facts of that slice alone. */
  record GoBuild(Facts slice, GoBuildInfo info) {}

  /** A slice with a wrong label. */
  record Relabelled(String label, String content, List<Witness> witnesses) {}

  /** For a file of which nothing more is to be learnt. */
  static final Depth SHALLOW =
      new Depth() {
        @Override
        public List<PartMinimum> minimums() {
          return List.of();
        }

        @Override
        public List<LibcNeed> libcs() {
          return List.of();
        }

        @Override
        public List<LoaderFact> loaderFacts() {
          return List.of();
        }

        @Override
        public List<Relabelled> relabelled() {
          return List.of();
        }

        @Override
        public List<GoBuild> goBuilds() {
          return List.of();
        }

        @Override
        public List<Problem> entryProblems() {
          return List.of();
        }
      };

  /** {@return its platforms, for people} */
  String label() {
    StringBuilder text = new StringBuilder();
    for (Platform platform : platforms) {
      text.append(text.isEmpty() ? "" : " and ").append(platform);
    }
    return text.toString();
  }
}
