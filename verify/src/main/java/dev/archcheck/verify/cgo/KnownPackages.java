package dev.archcheck.verify.cgo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of packages that their lists of files do not tell, from {@code packages.tsv}: the
 * kind of knowledge, an import path, and a sentence.
 */
final class KnownPackages {

  private static final String FILE = "packages.tsv";

  private @Nullable Map<String, Map<String, String>> byKind;

  /** What can be known. */
  enum Kind {
    /** It loads C libraries when it runs, without cgo. */
    DLOPEN,
    /** It builds without cgo, and then fails when it runs. */
    STUB,
    /** What can stand in for it without cgo. */
    REPLACEMENT
  }

  /** Few programs have a package that is asked about, so the file is read at the first question. */
  private Map<String, String> sentences(Kind kind) {
    if (byKind == null) {
      byKind = load();
    }
    return byKind.getOrDefault(word(kind), Map.of());
  }

  private static Map<String, Map<String, String>> load() {
    Map<String, Map<String, String>> known = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(KnownPackages.class.getResourceAsStream(FILE), FILE),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split("\t", 3);
        if (words.length == 3 && !line.startsWith("#")) {
          known.computeIfAbsent(words[0], _ -> new HashMap<>()).put(words[1], words[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known;
  }

  /** {@return the sentence for this very package, or the empty string} */
  String exactly(Kind kind, String importPath) {
    return sentences(kind).getOrDefault(importPath, "");
  }

  /** {@return the sentence for it or for what it is below, or the empty string} */
  String of(Kind kind, String importPath) {
    Map<String, String> sentences = sentences(kind);
    for (String path = importPath; !path.isEmpty(); path = parent(path)) {
      String sentence = sentences.get(path);
      if (sentence != null) {
        return sentence;
      }
    }
    return "";
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case DLOPEN -> "dlopen";
      case STUB -> "stub";
      case REPLACEMENT -> "replacement";
    };
  }
}
