package dev.archcheck.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.policy.Baseline;
import dev.archcheck.verify.policy.Policy;
import dev.archcheck.verify.policy.PolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema for editors says what the reader of policies says, and so does the page for people.
 */
final class PolicySchemaTest {

  private static final Path DOCS = Path.of(System.getProperty("archcheck.root"), "docs");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonNode SCHEMA_TREE = schemaTree();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA_TREE);

  private static JsonNode schemaTree() {
    try {
      return new JsonMapper().readTree(Files.readString(DOCS.resolve("schemas/policy-1.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean reads(String text) {
    try {
      assertThat(Policy.parse("p.yaml", text.getBytes(StandardCharsets.UTF_8))).isNotNull();
      return true;
    } catch (PolicyException _) {
      return false;
    }
  }

  private static boolean fitsSchema(String text) throws IOException {
    return SCHEMA.validate(YAML.readTree(text)).isEmpty();
  }

  private static String waiver(String fields) {
    return "version: 1\nwaivers: [{reason: r, owner: o, expires: 2027-01-31, " + fields + "}]\n";
  }

  private static String cgo(String fields) {
    return "version: 1\ncgo: {" + fields + "}\n";
  }

  static Stream<String> good() {
    return Stream.of(
        "version: 1",
        "version: 1\ncgo:\nwaivers:\n",
        "version: 1\ncgo: {}\nwaivers: []\n",
        cgo("fail-on: note, tests: ignore, targets: [linux/amd64, plan9/386]"),
        cgo("rules: {cgo-stub: error, std-cgo: warning}"),
        cgo("rules: {baseline-stale: error}"),
        cgo("rules: ~, allow: ~"),
        cgo("allow: [{rule: cgo-package, module: a.com/b, reason: 'why'}]"),
        cgo("allow: [{rule: std-cgo, package: net, targets: [linux/*], reason: why}]"),
        waiver("rule: cgo-package, package: a/b/..., targets: ['*/arm64']"),
        waiver("rule: cgo-package, package: a/**, module: a"),
        waiver("rule: wrong-os, artifact: dist/**"),
        waiver("rule: scan-contradiction, artifact: dist/x"));
  }

  static Stream<String> bad() {
    return Stream.of(
        "[]",
        "text",
        "cgo: {}",
        "version: 2",
        "version: '1'",
        "version: 1\nother: 1\n",
        "version: 1\ncgo: []\n",
        "version: 1\nwaivers: {}\n",
        "version: 1\nwaivers: [x]\n",
        cgo("fail-on: off"),
        cgo("fail-on: ~"),
        cgo("tests: all"),
        cgo("targets: []"),
        cgo("targets: ~"),
        cgo("targets: linux/amd64"),
        cgo("targets: [linux]"),
        cgo("targets: [linux/*]"),
        cgo("targets: [linux/amd64, linux/amd64]"),
        cgo("rules: {wrong-os: note}"),
        cgo("rules: {cgo-package: off}"),
        cgo("waivers: []"),
        cgo("allow: [{rule: cgo-package, module: a.com/b}]"),
        cgo("allow: [{rule: cgo-package, reason: why}]"),
        cgo("allow: [{rule: cgo-package, module: a, reason: ''}]"),
        cgo("allow: [{rule: cgo-package, module: a, reason: 12}]"),
        cgo("allow: [{rule: cgo-package, module: a, reason: why, expires: 2027-01-31}]"),
        cgo("allow: [{rule: wrong-os, artifact: a, reason: why}]"),
        cgo("allow: [{rule: cgo-package, module: a, targets: [], reason: why}]"),
        waiver("rule: cgo-package"),
        waiver("package: a/b"),
        waiver("rule: cgo-package, artifact: a/b"),
        waiver("rule: cgo-package, package: a, artifact: a/b"),
        waiver("rule: cgo-package, package: a, targets: ~"),
        waiver("rule: wrong-os, package: a/b"),
        waiver("rule: wrong-os, artifact: a, targets: [linux/amd64]"),
        waiver("rule: waiver-expired, artifact: a"),
        waiver("rule: baseline-stale, artifact: a"),
        waiver("rule: no-such-rule, artifact: a"),
        waiver("rule: wrong-os, artifact: a").replace("owner: o, ", ""),
        waiver("rule: wrong-os, artifact: a").replace("reason: r, ", ""),
        waiver("rule: wrong-os, artifact: a").replace("expires: 2027-01-31, ", ""),
        waiver("rule: wrong-os, artifact: a").replace("2027-01-31", "soon"),
        waiver("rule: wrong-os, artifact: a").replace("owner: o", "owner: ' '"),
        waiver("rule: wrong-os, artifact: a").replace("owner: o", "owner: [o]"));
  }

  @ParameterizedTest
  @MethodSource("good")
  void bothTake(String text) throws IOException {
    assertThat(reads(text)).isTrue();
    assertThat(SCHEMA.validate(YAML.readTree(text))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void bothRefuse(String text) throws IOException {
    assertThat(reads(text)).isFalse();
    assertThat(fitsSchema(text)).isFalse();
  }

  /** The schema may take more, as its description says; the reader never does. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "package: '**'",
        "package: 'a?'",
        "module: a@v1",
        "package: a, targets: [mac/arm64]"
      })
  void onlyTheReaderRefuses(String fields) throws IOException {
    String text = waiver("rule: cgo-package, " + fields);
    assertThat(reads(text)).isFalse();
    assertThat(fitsSchema(text)).isTrue();
  }

  @Test
  void theSchemaKnowsEveryRule() {
    List<String> known = new ArrayList<>();
    for (String group : List.of("fileRule", "packageRule")) {
      SCHEMA_TREE.at("/$defs/" + group + "/enum").forEach(one -> known.add(one.asText()));
    }
    for (Rule rule : Rule.values()) {
      String fields = "rule: " + rule.id();
      boolean waivable =
          reads(waiver(fields + ", package: a")) || reads(waiver(fields + ", artifact: a"));
      assertThat(known.contains(rule.id())).as(rule.id()).isEqualTo(waivable);
    }
    assertThat(known).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  @Test
  void theExamplesOfThePageAreRead() throws IOException {
    String page = Files.readString(DOCS.resolve("policy.md"));
    Matcher yaml = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(page);
    int policies = 0;
    while (yaml.find()) {
      Policy policy = Policy.parse("page", yaml.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(policy.waivers()).hasSize(2);
      assertThat(policy.allowances()).hasSize(1);
      assertThat(SCHEMA.validate(YAML.readTree(yaml.group(1)))).isEmpty();
      policies++;
    }
    assertThat(policies).isEqualTo(1);
    Matcher lines = Pattern.compile("(?s)```\n(archcheck\\.baseline/.*?)```").matcher(page);
    assertThat(lines.find()).isTrue();
    String text = lines.group(1);
    assertThat(Baseline.parse("page", text.getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo(text);
  }
}
