package dev.archcheck.cli;

import static dev.archcheck.cli.Cli.cli;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.archcheck.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of {@code cgo}, and waivers in those of {@code verify}. */
class CgoDocumentTest {

  private static final String RUNTIME =
      """
      {"ImportPath": "unsafe", "Name": "unsafe", "Standard": true, "DepOnly": true}
      {"Dir": "/go/src/runtime", "ImportPath": "runtime", "Name": "runtime", "Doc": "Package.",
       "Standard": true, "DepOnly": true, "GoFiles": ["a.go"], "HFiles": ["a.h"], "Goroot": true,
       "IgnoredOtherFiles": ["b.s"], "TestImports": ["testing"], "XTestImports": ["testing"],
       "SFiles": ["rt0_linux_amd64.s"], "Imports": ["unsafe"], "Deps": ["unsafe"],
       "XTestGoFiles": ["crash_cgo_test.go"]}
      """;

  private static final String USER =
      """
      {"ImportPath": "example.org/c", "Name": "c", "DepOnly": true, "CgoFiles": ["c.go"],
       "SFiles": ["a.s"], "Imports": ["C", "runtime"],
       "Module": {"Path": "example.org/c", "Version": "v1.2.3"}}
      {"ImportPath": "example.com/app", "Name": "main", "Imports": ["example.org/c"],
       "Module": {"Path": "example.com/app", "Main": true}, "SysoFiles": ["x.syso"]}
      """;

  private static final int AMD64 = 62;

  @TempDir private Path temp;

  private String stream(String text) throws IOException {
    return Files.writeString(temp.resolve("stream.json"), text).toString();
  }

  @Test
  void whatIsFoundFitsTheSchema() throws IOException {
    Result result = cli("cgo", "--input", stream(RUNTIME + USER), "--format", "json");
    assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
    JsonNode document = Documents.cgo(result.out());
    assertThat(document.at("/uses/0/package").asText()).isEqualTo("example.org/c");
    assertThat(document.at("/uses/0/targets/0/outcome").asText()).isEqualTo("denied");
    assertThat(document.at("/cut").findValuesAsText("imported")).containsExactly("example.org/c");
  }

  @Test
  void whatIsInconclusiveFitsTheSchema() throws IOException {
    String off = RUNTIME.replace("XTestGoFiles", "IgnoredGoFiles");
    Result result = cli("cgo", "--input", stream(off), "--format", "json");
    assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    JsonNode document = Documents.cgo(result.out());
    assertThat(document.at("/targets/0/cgo").asText()).isEqualTo("off");
    assertThat(document.at("/targets/0/faults/0/problem").asText()).isEqualTo("cgo-off");
  }

  @Test
  void aComparisonFitsTheSchema() throws IOException {
    Path before = temp.resolve("before.json");
    String alone = RUNTIME + USER.replace("\"SysoFiles\"", "\"Syso\"");
    cli("cgo", "--input", stream(alone), "--format", "json", "--output", before.toString());
    Result result =
        cli(
            "cgo",
            "--input",
            stream(RUNTIME + USER),
            "--format",
            "json",
            "--diff",
            before.toString());
    JsonNode document = Documents.cgo(result.out());
    assertThat(document.at("/difference/added/0").asText())
        .isEqualTo("example.com/app  [object-package] on linux/amd64");
    assertThat(document.at("/difference/removed")).isEmpty();
  }

  @Test
  void verifyKeepsToTheWaiversOfThePolicy() throws IOException {
    Path dist = Files.createDirectories(temp.resolve("dist"));
    Files.write(dist.resolve("app_linux_arm64"), Samples.elf(AMD64));
    Path policy = temp.resolve("policy.yaml");
    String waiver =
        """
        version: 1
        waivers:
          - rule: wrong-architecture
            artifact: '**/app_linux_arm64'
            reason: a placeholder of the installer
            owner: release@example.org
            expires: %s
        """;
    Files.writeString(policy, waiver.formatted("2999-12-31"));
    String[] words = {"verify", "--format", "json", "--policy", policy.toString(), dist.toString()};
    Result waived = cli(words);
    assertThat(waived.code()).as(waived.out()).isEqualTo(ExitCode.OK);
    assertThat(Documents.verify(waived.out()).at("/findings/0/severity").asText())
        .isEqualTo("note");
    words[2] = "text";
    assertThat(cli(words).out()).contains("1 binary: 0 as claimed, 1 waived, 0 with findings");
    words[2] = "github";
    assertThat(cli(words).out()).contains("archcheck: 1 artifact: 1 waived\n");
    words[2] = "json";
    Files.writeString(policy, waiver.formatted("2020-01-31"));
    Result expired = cli(words);
    assertThat(expired.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(expired.out()).contains("waiver-expired");
    Files.writeString(policy, waiver.formatted("2020-02-31"));
    assertThat(cli(words).code()).isEqualTo(ExitCode.INCONCLUSIVE);
  }
}
