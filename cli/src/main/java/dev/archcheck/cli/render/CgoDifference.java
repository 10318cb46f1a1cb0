package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.PackageUse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has changed between two runs: uses of native code, one line for each on each target. The
 * earlier run is a document of schema {@value CgoJson#SCHEMA}.
 *
 * @param since what the earlier one is called; the empty string where there is none
 * @param added what is there now
 * @param removed what was there then
 */
public record CgoDifference(String since, List<String> added, List<String> removed) {

  /** Where no earlier run was given. */
  public static final CgoDifference NONE = new CgoDifference("", List.of(), List.of());

  /** Keeps its own lists. */
  public CgoDifference {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /** {@return whether there was something to compare with} */
  public boolean isAsked() {
    return !since.isEmpty();
  }

  /** {@return whether both runs have the same} */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  /**
   * Compares with an earlier run. Targets that only one of them has are no difference.
   *
   * @throws IOException if it cannot be read, or is no such document
   */
  public static CgoDifference between(String name, InputStream earlier, CgoReport now)
      throws IOException {
    Set<String> targetsThen = new TreeSet<>();
    Set<String> then = new TreeSet<>();
    try (JsonParser json = new JsonFactory().createParser(earlier)) {
      read(json, then, targetsThen);
    }
    Set<String> targetsNow = new TreeSet<>();
    now.targets().forEach(target -> targetsNow.add(target.name()));
    Set<String> there = new TreeSet<>();
    for (PackageUse use : now.uses()) {
      use.targets().keySet().stream()
          .filter(targetsThen::contains)
          .forEach(target -> there.add(line(use.artifact(), use.rule().id(), target)));
    }
    then.removeIf(line -> !targetsNow.contains(line.substring(line.lastIndexOf(' ') + 1)));
    Set<String> added = new TreeSet<>(there);
    added.removeAll(then);
    then.removeAll(there);
    return new CgoDifference(name, List.copyOf(added), List.copyOf(then));
  }

  private static String line(String artifact, String rule, String target) {
    return artifact + "  [" + rule + "] on " + target;
  }

  private static void read(JsonParser json, Set<String> uses, Set<String> targets)
      throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it is no document of archcheck cgo --format json");
    }
    boolean right = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "schema" -> right = CgoJson.SCHEMA.equals(json.getText());
        case "targets" ->
            objects(json, value, () -> targets.add(String.valueOf(field(json, "name"))));
        case "uses" -> objects(json, value, () -> use(json, uses));
        default -> json.skipChildren();
      }
    }
    if (!right) {
      throw new IOException("it is no document of schema " + CgoJson.SCHEMA);
    }
  }

  private interface Reader {
    void read() throws IOException;
  }

  private static void objects(JsonParser json, JsonToken start, Reader reader) throws IOException {
    if (start != JsonToken.START_ARRAY) {
      throw new IOException("targets and uses are no arrays");
    }
    while (json.nextToken() == JsonToken.START_OBJECT) {
      reader.read();
    }
  }

  /** Reads an object, of which one field is wanted. */
  private static String field(JsonParser json, String wanted) throws IOException {
    String found = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals(wanted)) {
        found = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return found;
  }

  private static void use(JsonParser json, Set<String> uses) throws IOException {
    String rule = "";
    String artifact = "";
    Set<String> targets = new TreeSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "rule" -> rule = json.getText();
        case "package" -> artifact = json.getText();
        case "targets" -> objects(json, value, () -> targets.add(field(json, "target")));
        default -> json.skipChildren();
      }
    }
    for (String target : targets) {
      uses.add(line(artifact, rule, target));
    }
  }
}
