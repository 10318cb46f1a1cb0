package dev.archcheck.verify.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of import paths, module paths or file paths, always of the whole path: {@code *} is any
 * number of characters of one element, {@code **} as an element any number of whole elements, none
 * too, and {@code /...} at the end of an import or module path the same, as the go command writes
 * it.
 */
public final class Glob {

  /** What a pattern is of; each has its own characters. */
  enum Kind {
    PACKAGE("no import path has"),
    MODULE("no module path has"),
    ARTIFACT("a pattern of files cannot have");

    private final String cannotHave;

    Kind(String cannotHave) {
      this.cannotHave = cannotHave;
    }
  }

  /** As long as a file system takes. */
  static final int MOST_LENGTH = 1024;

  private static final String ANY_ELEMENTS = "**";
  private static final String AND_BELOW = "...";

  /** The Go specification, "Import declarations", without the star; and no blank. */
  private static final String NOT_IN_PACKAGES = "!\"#$%&'(),:;<=>?[\\]^`{|}\uFFFD ";

  /** Other tools give them a meaning, so that nobody is right about them here. */
  private static final String NOT_IN_ARTIFACTS = "?[]{}\\";

  private final String text;
  private final List<String> elements;

  private Glob(String text, List<String> elements) {
    this.text = text;
    this.elements = elements;
  }

  /**
   * {@return the pattern of a text}
   *
   * @throws IllegalArgumentException if it is none, or one that everything matches; the message
   *     goes on behind the quoted text
   */
  static Glob parse(Kind kind, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    if (text.length() > MOST_LENGTH) {
      throw new IllegalArgumentException("is longer than " + MOST_LENGTH + " characters");
    }
    requireCharacters(kind, text);
    if (kind == Kind.ARTIFACT) {
      return ofFiles(text);
    }
    String globbed = withoutGoForm(kind, text);
    return parse(kind, text, List.of(globbed.split("/", -1)));
  }

  /** A file has one name here, however it was named for the run. */
  private static Glob ofFiles(String text) {
    List<String> elements = new ArrayList<>();
    for (String element : withoutGoForm(Kind.ARTIFACT, text).split("/", -1)) {
      if (element.equals("..") && elements.stream().anyMatch(one -> !one.equals(".."))) {
        throw new IllegalArgumentException("leads back by '..'; write the path without it");
      }
      if (!element.equals(".")) {
        elements.add(element);
      }
    }
    return parse(Kind.ARTIFACT, String.join("/", elements), List.copyOf(elements));
  }

  private static Glob parse(Kind kind, String text, List<String> elements) {
    for (int i = 0; i < elements.size(); i++) {
      requireElement(kind, elements.get(i), i == 0);
    }
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException(
          "is matched by everything or nearly so; write a part of the name");
    }
    return new Glob(text, elements);
  }

  private static void requireCharacters(Kind kind, String text) {
    String refused = kind == Kind.ARTIFACT ? NOT_IN_ARTIFACTS : NOT_IN_PACKAGES;
    if (kind != Kind.ARTIFACT && text.indexOf('@') >= 0) {
      throw new IllegalArgumentException("has a version; what is decided holds for all versions");
    }
    text.codePoints()
        .filter(c -> refused.indexOf(c) >= 0 || Characters.isUnseen(c))
        .findFirst()
        .ifPresent(c -> {
          throw new IllegalArgumentException(
              "has "
                  + (Characters.isUnseen(c)
                      ? String.format("U+%04X", c)
                      : "'" + Character.toString(c) + "'")
                  + ", which "
                  + kind.cannotHave);
        });
  }

  /** {@return the text with the stars that {@code /...} at its end stands for} */
  private static String withoutGoForm(Kind kind, String text) {
    int at = text.indexOf(AND_BELOW);
    if (at < 0) {
      return text;
    }
    if (kind == Kind.ARTIFACT || !text.endsWith("/" + AND_BELOW) || at != text.length() - 3) {
      throw new IllegalArgumentException(
          kind == Kind.ARTIFACT
              ? "has '...'; files are matched by * and **"
              : "has '...' elsewhere than after the last /; use * or **");
    }
    return text.substring(0, at) + ANY_ELEMENTS;
  }

  private static void requireElement(Kind kind, String element, boolean first) {
    if (kind != Kind.ARTIFACT && (element.equals(".") || element.equals(".."))) {
      throw new IllegalArgumentException("is relative to a folder; write the whole path");
    }
    if (element.isEmpty() && !(first && kind == Kind.ARTIFACT)) {
      throw new IllegalArgumentException("has an element without a name");
    }
    if (element.contains(ANY_ELEMENTS) && !element.equals(ANY_ELEMENTS)) {
      throw new IllegalArgumentException("has ** beside other characters between two /");
    }
  }

  /** {@return whether it is a path from the root of a file system} */
  boolean isAbsolute() {
    return elements.getFirst().isEmpty() || elements.getFirst().matches("[A-Za-z]:");
  }

  /** {@return whether the whole path matches} The empty path matches nothing. */
  boolean matches(String path) {
    if (path.isEmpty()) {
      return false;
    }
    String[] names = path.split("/", -1);
    int name = 0;
    int element = 0;
    int lastAny = -1;
    int resume = 0;
    while (name < names.length) {
      if (element < elements.size() && elements.get(element).equals(ANY_ELEMENTS)) {
        lastAny = element++;
        resume = name;
      } else if (element < elements.size() && matches(elements.get(element), names[name])) {
        element++;
        name++;
      } else if (lastAny >= 0) {
        element = lastAny + 1;
        name = ++resume;
      } else {
        return false;
      }
    }
    while (element < elements.size() && elements.get(element).equals(ANY_ELEMENTS)) {
      element++;
    }
    return element == elements.size();
  }

  /** The same with characters in place of elements: only the last star is ever tried again. */
  private static boolean matches(String element, String name) {
    int in = 0;
    int at = 0;
    int lastStar = -1;
    int resume = 0;
    while (in < name.length()) {
      if (at < element.length() && element.charAt(at) == '*') {
        lastStar = at++;
        resume = in;
      } else if (at < element.length() && element.charAt(at) == name.charAt(in)) {
        at++;
        in++;
      } else if (lastStar >= 0) {
        at = lastStar + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < element.length() && element.charAt(at) == '*') {
      at++;
    }
    return at == element.length();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Glob glob && text.equals(glob.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** {@return the pattern as it was written; of files, without the elements that are a dot} */
  @Override
  public String toString() {
    return text;
  }
}
