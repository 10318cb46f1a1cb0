package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.PackageUse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has changed between two runs: uses of native code, one line for each on each target. The
 * earlier run is a document of schema {@value CgoJson#SCHEMA}.
 *
 * @param since what the earlier one is called; the empty string where there is none
 * @param added what is there now
 * @param removed what was there then
 * @param onlyNow targets of this run alone, which were not compared
 * @param onlyThen targets of the earlier run alone
 */
public record CgoDifference(
    String since,
    List<String> added,
    List<String> removed,
    List<String> onlyNow,
    List<String> onlyThen) {

  /** Where no earlier run was given. */
  public static final CgoDifference NONE =
      new CgoDifference("", List.of(), List.of(), List.of(), List.of());

  /** Keeps its own lists. */
  public CgoDifference {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    onlyNow = List.copyOf(onlyNow);
    onlyThen = List.copyOf(onlyThen);
  }

  /** {@return whether there was something to compare with} */
  public boolean isAsked() {
    return !since.isEmpty();
  }

  /** {@return what was not compared, one sentence for each run that has something alone} */
  List<String> notCompared() {
    List<String> sentences = new ArrayList<>();
    if (!onlyNow.isEmpty()) {
      sentences.add("not compared, because only this run has it: " + String.join(", ", onlyNow));
    }
    if (!onlyThen.isEmpty()) {
      sentences.add(
          "not compared, because only " + since + " has it: " + String.join(", ", onlyThen));
    }
    return sentences;
  }

  /** {@return all of it on lines, none where nothing was asked for} */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    added.forEach(one -> lines.add("+ " + one));
    removed.forEach(one -> lines.add("- " + one));
    if (isAsked() && isEmpty()) {
      lines.add("nothing has changed since " + since);
    }
    lines.addAll(notCompared());
    return lines;
  }

  /** {@return whether both runs have the same} */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  /**
   * Compares with an earlier run. Targets that only one of them has are no difference; they are
   * named.
   *
   * @throws IOException if it cannot be read, is no such document, or has none of the targets
   */
  public static CgoDifference between(String name, InputStream earlier, CgoReport now)
      throws IOException {
    Set<String> targetsThen = new TreeSet<>();
    Set<Line> then = new TreeSet<>();
    try (JsonParser json = new JsonFactory().createParser(earlier)) {
      read(json, then, targetsThen);
    } catch (JsonProcessingException e) {
      throw new IOException("it is no whole JSON document", e);
    }
    Set<String> targetsNow = new TreeSet<>();
    now.targets().stream()
        .filter(target -> target.state().isConclusive())
        .forEach(target -> targetsNow.add(target.name()));
    Set<String> common = new TreeSet<>(targetsNow);
    common.retainAll(targetsThen);
    if (common.isEmpty()) {
      throw new IOException("it has no target of this run to compare with");
    }
    Set<Line> there = new TreeSet<>();
    for (PackageUse use : now.uses()) {
      use.targets()
          .forEach((target, one) ->
              there.add(new Line(use.artifact(), use.rule().id(), target, one.testOnly())));
    }
    there.removeIf(line -> !common.contains(line.target()));
    then.removeIf(line -> !common.contains(line.target()));
    Set<Line> added = new TreeSet<>(there);
    added.removeAll(then);
    then.removeAll(there);
    return new CgoDifference(
        name,
        texts(added),
        texts(then),
        targetsNow.stream().filter(one -> !common.contains(one)).toList(),
        targetsThen.stream().filter(one -> !common.contains(one)).toList());
  }

  private static List<String> texts(Set<Line> lines) {
    return lines.stream().map(Line::toString).toList();
  }

  /** One use on one target. */
  private record Line(String artifact, String rule, String target, boolean testOnly)
      implements Comparable<Line> {

    @Override
    public int compareTo(Line other) {
      return Comparator.comparing(Line::artifact)
          .thenComparing(Line::rule)
          .thenComparing(Line::target)
          .thenComparing(Line::testOnly)
          .compare(this, other);
    }

    @Override
    public String toString() {
      String tests = testOnly ? ", only for tests" : "";
      return artifact + "  [" + rule + "] on " + target + tests;
    }
  }

  private static void read(JsonParser json, Set<Line> uses, Set<String> targets)
      throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it is no document of archcheck cgo --format json");
    }
    boolean right = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "schema" -> right = CgoJson.SCHEMA.equals(text(json));
        case "targets" -> objects(json, () -> target(json, targets));
        case "uses" -> objects(json, () -> use(json, uses));
        default -> json.skipChildren();
      }
    }
    if (!right) {
      throw new IOException("it is no document of schema " + CgoJson.SCHEMA);
    }
  }

  private static String text(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new IOException(json.currentName() + " is no string");
    }
    return json.getText();
  }

  private interface Reader {
    void read() throws IOException;
  }

  private static void objects(JsonParser json, Reader reader) throws IOException {
    String name = json.currentName();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IOException(name + " is no array");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new IOException(name + " has something that is no object");
      }
      reader.read();
    }
  }

  /** A target that could not be relied on then is none to compare with. */
  private static void target(JsonParser json, Set<String> targets) throws IOException {
    String target = "";
    boolean sound = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("name")) {
        target = text(json);
      } else if (name.equals("faults") && json.currentToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          sound = false;
          json.skipChildren();
        }
      } else {
        json.skipChildren();
      }
    }
    if (sound) {
      targets.add(target);
    }
  }

  /** Adds a target of a use, and whether only tests need it there. */
  private static void onTarget(JsonParser json, Map<String, Boolean> targets) throws IOException {
    String target = "";
    boolean testOnly = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("target")) {
        target = text(json);
      } else if (name.equals("testOnly")) {
        testOnly = json.currentToken() == JsonToken.VALUE_TRUE;
      } else {
        json.skipChildren();
      }
    }
    targets.put(target, testOnly);
  }

  private static void use(JsonParser json, Set<Line> uses) throws IOException {
    String rule = "";
    String artifact = "";
    Map<String, Boolean> targets = new TreeMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "rule" -> rule = text(json);
        case "package" -> artifact = text(json);
        case "targets" -> objects(json, () -> onTarget(json, targets));
        default -> json.skipChildren();
      }
    }
    for (Map.Entry<String, Boolean> one : targets.entrySet()) {
      uses.add(new Line(artifact, rule, one.getKey(), one.getValue()));
    }
  }
}
