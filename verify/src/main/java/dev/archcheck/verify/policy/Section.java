package dev.archcheck.verify.policy;

import dev.archcheck.verify.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mapping of a policy with its known keys: every value is asked for by its type. */
final class Section {

  /** Words that a report can show on a few lines. */
  static final int MOST_TEXT = 1000;

  private final String file;
  private final String what;
  private final Place place;
  private final Map<String, Node.Entry> entries;

  private Section(String file, String what, Place place, Map<String, Node.Entry> entries) {
    this.file = file;
    this.what = what;
    this.place = place;
    this.entries = entries;
  }

  /**
   * {@return a mapping with no other keys than the known ones}
   *
   * @param what what messages call it, for example {@code a waiver}
   */
  static Section of(String file, String what, Node node, List<String> keys) throws PolicyException {
    Section section = open(file, what, node);
    section.requireKeys(keys);
    return section;
  }

  /** {@return a mapping whose keys are still to be checked} */
  static Section open(String file, String what, Node node) throws PolicyException {
    if (node instanceof Node.Entries(Place at, Map<String, Node.Entry> entries)) {
      return new Section(file, what, at, entries);
    }
    throw refused(file, node.place(), what + " is a mapping, and this is " + node.kind());
  }

  void requireKeys(List<String> keys) throws PolicyException {
    for (Map.Entry<String, Node.Entry> entry : entries.entrySet()) {
      if (!keys.contains(entry.getKey())) {
        throw refused(
            file,
            entry.getValue().place(),
            Characters.quoted(entry.getKey())
                + " is no key of "
                + what
                + meant(entry.getKey(), keys));
      }
    }
  }

  /** {@return what to say behind a word that is none of the known ones} */
  static String meant(String word, List<String> known) {
    String nearest = Spelling.nearest(word, known);
    return nearest.isEmpty()
        ? "; known are " + String.join(", ", known)
        : "; did you mean " + nearest + "?";
  }

  Place place() {
    return place;
  }

  Set<String> keys() {
    return entries.keySet();
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** {@return the value, or null where there is no such key} */
  @Nullable Node find(String key) {
    Node.Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** {@return the value, or null where there is no such key or nothing stands behind it} */
  @Nullable Node filled(String key) {
    Node node = find(key);
    return node instanceof Node.Scalar scalar && scalar.isNull() ? null : node;
  }

  Node required(String key) throws PolicyException {
    Node node = find(key);
    if (node == null) {
      throw refused(file, place, "'" + key + "' is missing; " + what + " must have it");
    }
    return node;
  }

  /** {@return a text of one line that is not blank} */
  String text(String key) throws PolicyException {
    return text("'" + key + "'", required(key));
  }

  /** {@return a text that may have several lines in the file, as one line} */
  String prose(String key) throws PolicyException {
    Node node = required(key);
    Node.Scalar scalar = scalar("'" + key + "'", node);
    String line = String.join(" ", scalar.value().lines().map(String::strip).toList()).strip();
    return requireShown("'" + key + "'", node, line);
  }

  private String text(String name, Node node) throws PolicyException {
    return requireShown(name, node, scalar(name, node).value());
  }

  private Node.Scalar scalar(String name, Node node) throws PolicyException {
    if (!(node instanceof Node.Scalar scalar)) {
      throw refused(file, node.place(), name + " is a text, and this is " + node.kind());
    }
    if (!scalar.isText()) {
      throw refused(
          file,
          node.place(),
          name
              + " is a text, and this is "
              + node.kind()
              + (scalar.isNull() ? "" : "; put it in quotes if that is the text"));
    }
    return scalar;
  }

  private String requireShown(String name, Node node, String text) throws PolicyException {
    if (text.isBlank()) {
      throw refused(file, node.place(), name + " is empty");
    }
    if (text.codePointCount(0, text.length()) > MOST_TEXT) {
      throw refused(file, node.place(), name + " is longer than " + MOST_TEXT + " characters");
    }
    int unseen = text.codePoints().filter(Characters::isUnseen).findFirst().orElse(-1);
    if (unseen >= 0) {
      throw refused(
          file,
          node.place(),
          String.format("%s has the character U+%04X, which nobody sees", name, unseen));
    }
    return text;
  }

  /**
   * {@return a text as something else}
   *
   * @param reader what makes it; an {@link IllegalArgumentException} says what is wrong with the
   *     text, behind it
   */
  <T> T value(String key, Function<String, T> reader) throws PolicyException {
    return value("'" + key + "'", required(key), reader);
  }

  private <T> T value(String name, Node node, Function<String, T> reader) throws PolicyException {
    String text = text(name, node);
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused(
          file, node.place(), name + ": " + Characters.quoted(text) + " " + e.getMessage());
    }
  }

  /** {@return a list that names at least one, and none twice} */
  List<String> names(String key, Function<String, String> reader) throws PolicyException {
    Node node = required(key);
    String name = "'" + key + "'";
    if (!(node instanceof Node.Items(Place at, List<Node> items))) {
      throw refused(file, node.place(), name + " is a list, and this is " + node.kind());
    }
    if (items.isEmpty()) {
      throw refused(file, at, name + " names none; leave it out for all");
    }
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Node item : items) {
      String one = value(name, item, reader);
      if (!seen.add(one)) {
        throw refused(file, item.place(), name + ": " + Characters.quoted(one) + " stands twice");
      }
      names.add(one);
    }
    return names;
  }

  /** {@return the items of a list, none where there is no such key or nothing behind it} */
  List<Node> items(String key) throws PolicyException {
    Node node = filled(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof Node.Items(Place _, List<Node> items)) {
      return items;
    }
    throw refused(file, node.place(), "'" + key + "' is a list, and this is " + node.kind());
  }

  PolicyException refused(String key, String problem) {
    Node node = find(key);
    return refused(file, node == null ? place : node.place(), problem);
  }

  private static PolicyException refused(String file, Place place, String problem) {
    return new PolicyException(file, place.line(), place.column(), problem);
  }
}
