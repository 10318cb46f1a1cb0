package dev.archcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.archcheck.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents of {@code toolchain available}, of each kind of source. */
class AvailableTest {

  private static final String LIST =
      """
      [{"version":"go1.27.0","stable":true,"files":[
        {"filename":"go1.27.0.linux-armv6l.tar.gz","os":"linux","arch":"armv6l",
         "sha256":"35301ccb7ec72788102fbec4106797d802576af61ffb0ab844467c38e166900e",
         "size":7,"kind":"archive"},
        {"filename":"go1.27.0.src.tar.gz","os":"","arch":"","sha256":"","size":0,"kind":"source"},
        {"filename":"go1.27.0.linux-arm.zst","os":"linux","arch":"arm","kind":"later"}]},
       {"version":"go1.4","files":[]}]
      """;

  @TempDir Path temp;

  @BeforeEach
  void publish() throws IOException {
    Files.createDirectories(temp.resolve("site"));
    Files.writeString(temp.resolve("site/index.json"), LIST);
  }

  private JsonNode available(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(new String[] {"toolchain", "available", "--format", "json"}, 0, all, 0, 4);
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    Result result =
        new Cli()
            .environment("ARCHCHECK_GO_DL", temp.resolve("site").toUri().toString())
            .environment("ARCHCHECK_HOME", temp.resolve("home").toString())
            .environment("GOPROXY", temp.resolve("proxy").toUri().toString())
            .run(all);
    return Documents.available(result.out());
  }

  @Test
  void isAsItsSchemaSays() throws IOException {
    JsonNode all = available("--all-targets");
    assertThat(all.at("/source/kind").asText()).isEqualTo("site");
    assertThat(all.at("/releases")).hasSize(2);
    assertThat(all.at("/releases/0/files")).hasSize(3);
    assertThat(all.at("/releases/0/files/0/arch").asText()).isEqualTo("arm");

    JsonNode arm = available("--target", "linux/arm");
    assertThat(arm.at("/releases/0/files")).hasSize(2);
    assertThat(arm.at("/releases/1/files")).isEmpty();

    Files.delete(temp.resolve("site/index.json"));
    JsonNode kept = available("1.27", "--target", "linux/arm");
    assertThat(kept.at("/source/kind").asText()).isEqualTo("kept");
    assertThat(kept.at("/source/fetched").asText()).isNotEmpty();
    assertThat(kept.at("/source/why").asText()).contains("no such file");
  }

  @Test
  void isAsItsSchemaSaysOfAProxyToo() throws IOException {
    Files.delete(temp.resolve("site/index.json"));
    Path versions = Files.createDirectories(temp.resolve("proxy/golang.org/toolchain/@v"));
    Files.writeString(versions.resolve("list"), "v0.0.1-go1.26.0.linux-arm\n");
    JsonNode proxy = available("--all-targets");
    assertThat(proxy.at("/source/kind").asText()).isEqualTo("proxy");
    assertThat(proxy.at("/releases/0/files/0/kind").asText()).isEqualTo("module");
    assertThat(proxy.at("/releases/0/files/0/evidence/0").asText()).isEqualTo("log");
  }
}
