package dev.archcheck.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.archcheck.testkit.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** A SARIF file, held against the schema of OASIS and against what GitHub demands besides. */
final class SarifFile {

  private static final JsonMapper MAPPER = new JsonMapper();

  private SarifFile() {}

  private static JsonSchema schema() throws IOException {
    Path file = Corpus.part("schemas").resolve("sarif-2.1.0.json");
    return JsonSchemaFactory.getInstance(VersionFlag.V4)
        .getSchema(MAPPER.readTree(Files.readString(file)));
  }

  /** {@return the only run of a file that GitHub would take} */
  static JsonNode run(String text) throws IOException {
    JsonNode tree = MAPPER.readTree(text);
    assertThat(schema().validate(tree)).isEmpty();
    assertThat(compressed(text)).isLessThanOrEqualTo(10 << 20);
    noEmptyText(tree);
    assertThat(tree.path("runs")).hasSize(1);
    JsonNode run = tree.at("/runs/0");
    assertThat(run.at("/automationDetails/id").asText()).endsWith("/");
    JsonNode rules = run.at("/tool/driver/rules");
    for (JsonNode rule : rules) {
      rule(rule);
    }
    Set<String> prints = new HashSet<>();
    assertThat(run.path("results").size()).isLessThanOrEqualTo(5_000);
    for (JsonNode result : run.path("results")) {
      result(result, rules);
      String print = result.at("/partialFingerprints/primaryLocationLineHash").asText();
      assertThat(print).matches("[0-9a-f]{32}:[0-9]+");
      assertThat(prints.add(print)).as("%s is there once", print).isTrue();
    }
    return run;
  }

  private static int compressed(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.size();
  }

  private static void noEmptyText(JsonNode node) {
    if (node.isTextual()) {
      assertThat(node.asText()).isNotBlank();
    }
    node.forEach(SarifFile::noEmptyText);
  }

  private static void rule(JsonNode rule) {
    assertThat(rule.path("name").asText()).isNotBlank().hasSizeLessThanOrEqualTo(255);
    for (String field : new String[] {"shortDescription", "fullDescription", "help"}) {
      assertThat(rule.path(field).path("text").asText())
          .isNotBlank()
          .hasSizeLessThanOrEqualTo(1024);
    }
    assertThat(rule.at("/help/markdown").asText()).isNotBlank();
    assertThat(rule.at("/properties/tags").size()).isBetween(1, 10);
    assertThat(rule.at("/properties").has("security-severity")).isFalse();
    assertThat(rule.at("/properties/problem.severity").asText())
        .isIn("error", "warning", "recommendation");
  }

  private static void result(JsonNode result, JsonNode rules) {
    assertThat(rules.path(result.path("ruleIndex").asInt()).path("id"))
        .isEqualTo(result.path("ruleId"));
    String message = result.at("/message/text").asText();
    assertThat(message).hasSizeLessThanOrEqualTo(1_100);
    assertThat(message.replace("\\[", "").replace("\\]", "")).doesNotContain("](");
    assertThat(result.path("locations")).hasSize(1);
    physical(result.at("/locations/0/physicalLocation"));
    assertThat(result.path("relatedLocations").size()).isLessThan(1_000);
    for (JsonNode related : result.path("relatedLocations")) {
      physical(related.path("physicalLocation"));
    }
    int steps = 0;
    for (JsonNode flow : result.path("codeFlows")) {
      for (JsonNode step : flow.at("/threadFlows/0/locations")) {
        physical(step.at("/location/physicalLocation"));
        steps++;
      }
    }
    assertThat(steps).isLessThanOrEqualTo(10_000);
  }

  private static void physical(JsonNode location) {
    JsonNode file = location.path("artifactLocation");
    String text = file.path("uri").asText();
    URI uri = URI.create(text);
    assertThat(text).isNotEmpty().doesNotContain("\\");
    if (uri.isAbsolute()) {
      assertThat(text).startsWith("file:///");
      assertThat(file.has("uriBaseId")).isFalse();
    } else {
      assertThat(text).doesNotStartWith("/").doesNotStartWith("./");
      assertThat(file.path("uriBaseId").asText()).isEqualTo("%SRCROOT%");
    }
    JsonNode region = location.path("region");
    for (String field : new String[] {"startLine", "startColumn", "endLine", "endColumn"}) {
      assertThat(region.path(field).asInt()).as(field).isPositive();
    }
  }
}
