package dev.archcheck.ci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of this repository that sets up CI, and the shell programs in it. */
public record CiFile(String name, JsonNode tree) {

  public static final String HOOKS = ".pre-commit-hooks.yaml";
  public static final String ACTION = "docs/ci/github/action.yml";
  public static final String WORKFLOW = "docs/ci/github/workflow.yml";
  public static final String GITLAB = "docs/ci/gitlab/archcheck.gitlab-ci.yml";

  private static final Path ROOT = Path.of(System.getProperty("archcheck.root")).normalize();
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*}}");

  /** Reads a file, named from the root of the repository. */
  public static CiFile of(String name) throws IOException {
    return new CiFile(name, new YAMLMapper().readTree(Files.readString(ROOT.resolve(name))));
  }

  /** {@return the root of this repository} */
  public static Path root() {
    return ROOT;
  }

  /** {@return the steps of an action, or of all jobs of a workflow, in their order} */
  public List<JsonNode> steps() {
    List<JsonNode> steps = new ArrayList<>();
    tree.at("/runs/steps").forEach(steps::add);
    tree.path("jobs").forEach(job -> job.path("steps").forEach(steps::add));
    return steps;
  }

  /** {@return what the only hidden job of a file of GitLab runs, as one program} */
  public String script() {
    JsonNode job = tree.elements().next();
    StringBuilder text = new StringBuilder();
    job.path("before_script").forEach(line -> text.append(line.asText()).append('\n'));
    job.path("script").forEach(line -> text.append(line.asText()).append('\n'));
    return text.toString();
  }

  /** {@return the members of an object with their texts} */
  public static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return texts;
  }

  /** {@return the names of the expressions in a text, as they stand between the braces} */
  public static List<String> expressions(String text) {
    return EXPRESSION.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** {@return a text as GitHub hands it on: each expression replaced by its value} */
  public static String evaluated(String text, UnaryOperator<String> value) {
    return EXPRESSION
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value.apply(match.group(1))));
  }
}
