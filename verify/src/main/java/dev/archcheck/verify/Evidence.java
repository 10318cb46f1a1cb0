package dev.archcheck.verify;

import dev.archcheck.inspect.Witness;
import java.util.List;

/** What a judgement rests on. */
public sealed interface Evidence
    permits Evidence.Bytes, Evidence.Declared, Evidence.Source, Evidence.Chain {

  /** Bytes of the artifact that the finding is about. */
  record Bytes(Witness witness) implements Evidence {}

  /**
   * Something that claims: a name on the path, an option, a manifest.
   *
   * @param source what claims, for example {@code path} or {@code --target}
   * @param text the words that claim, as found
   */
  record Declared(String source, String text) implements Evidence {}

  /**
   * A place in a text file: the line of a {@code go.mod}, an import in a {@code .go} file.
   *
   * @param file as the user names files: relative to the working folder where it is below it
   * @param line from 1; 0 where only the file is known
   * @param column from 1, in characters; 0 where only the line is known
   * @param text what stands there, or what it is there for
   */
  record Source(String file, int line, int column, String text) implements Evidence {}

  /**
   * How one package comes to need another.
   *
   * @param packages import paths; each imports the next one, and the last is the one that the
   *     finding is about
   * @param cut the import from {@code packages[cut]} to {@code packages[cut + 1]} is the one to
   *     remove; -1 where there is none
   */
  record Chain(List<String> packages, int cut) implements Evidence {

    /** Keeps its own list. */
    public Chain {
      packages = List.copyOf(packages);
    }
  }
}
