package dev.archcheck.verify.cgo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of packages that their lists of files do not tell, from {@code packages.tsv}: the
 * kind of knowledge, an import path, and a sentence.
 */
final class KnownPackages {

  private static final String FILE = "packages.tsv";

  private final Map<String, Map<String, String>> byKind = new HashMap<>();

  private KnownPackages() {}

  /** What can be known. */
  enum Kind {
    /** It loads C libraries when it runs, without cgo. */
    DLOPEN,
    /** It builds without cgo, and then fails when it runs. */
    STUB,
    /** What can stand in for it without cgo. */
    REPLACEMENT
  }

  static KnownPackages load() {
    KnownPackages known = new KnownPackages();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(KnownPackages.class.getResourceAsStream(FILE), FILE),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split("\t", 3);
        if (words.length == 3 && !line.startsWith("#")) {
          known.byKind.computeIfAbsent(words[0], _ -> new HashMap<>()).put(words[1], words[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known;
  }

  /** {@return the sentence for this very package, or the empty string} */
  String exactly(Kind kind, String importPath) {
    return byKind.getOrDefault(word(kind), Map.of()).getOrDefault(importPath, "");
  }

  /** {@return the sentence for it or for what it is below, or the empty string} */
  String of(Kind kind, String importPath) {
    Map<String, String> sentences = byKind.getOrDefault(word(kind), Map.of());
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
