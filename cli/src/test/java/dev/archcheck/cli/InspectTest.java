package dev.archcheck.cli;

import static dev.archcheck.cli.Cli.cli;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.archcheck.cli.Cli.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectTest {

  @TempDir Path folder;

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  @Test
  void saysOnTheFirstLineWhatItIs() throws IOException {
    String path = file("tool", Samples.elf());
    Result result = cli("inspect", path);

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().findFirst())
        .contains(path + "  ELF executable for linux/amd64");
    assertThat(result.out()).contains("Elf64_Ehdr.e_machine", "at 0x12", "= 0x3e", "-> x86-64");
  }

  @Test
  void showsEverySliceOfUniversalFile() throws IOException {
    Result result = cli("inspect", file("fat", Samples.universal()));

    assertThat(result.out())
        .contains("  slice Mach-O object file for darwin/amd64", "at 0x1000, 32 bytes");
    assertThat(result.out())
        .contains("  slice Mach-O object file for darwin/arm64", "at 0x4000, 32 bytes");
  }

  @Test
  void showsTheSegmentsOfMachOOnce() throws IOException {
    String path = file("segment", Samples.machoWithSegment());

    assertThat(cli("inspect", "--headers", path).out()).containsOnlyOnce("segment_command_64");
    assertThat(cli("inspect", "--sections", path).out()).containsOnlyOnce("segment_command_64");
    assertThat(cli("inspect", "--all", path).out()).containsOnlyOnce("segment_command_64");
    assertThat(cli("inspect", "--all", "--format=json", path).out())
        .containsOnlyOnce("\"segment_command_64\"");
  }

  @Test
  void saysWhatLooksIntoArchives() throws IOException {
    String path = file("dist.tar.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0});

    for (String name : new String[] {path, path + "!/bin/tool"}) {
      Result result = cli("inspect", name);
      assertThat(result.code()).isEqualTo(3);
      assertThat(result.err())
          .contains("\n\nhint: inspect opens no archives", "archcheck verify looks into them");
    }
  }

  @Test
  void showsOthersWhenOneIsDamaged() throws IOException {
    String damaged = file("damaged", java.util.Arrays.copyOf(Samples.elf(), 20));
    Result result = cli("inspect", damaged, file("good", Samples.elf()));

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("good  ELF executable").doesNotContain("damaged  ");
    assertThat(result.err()).startsWith("archcheck: " + damaged + ": Elf64_Ehdr");
  }

  @Test
  void saysOfOrdinaryFileThatItIsNoBinary() throws IOException {
    Result result =
        cli("inspect", file("notes.txt", "hello, world".getBytes(StandardCharsets.UTF_8)));

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).endsWith("notes.txt: not a known binary\n");
  }

  @Test
  void saysWhyFileCannotBeRead() {
    Result missing = cli("inspect", folder.resolve("missing").toString());

    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.err()).endsWith("missing: no such file\n");
    assertThat(cli("inspect", folder.toString()).err()).contains("is a folder", "archcheck verify");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void doesNotWaitForDevices() {
    Result result = cli("inspect", "/dev/zero");

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("is no regular file");
  }

  @Test
  void needsFile() {
    Result result = cli("inspect");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("Missing required parameter", "archcheck inspect --help");
  }

  @Test
  void readsStandardInput() {
    Result result = new Cli().input(Samples.elf(183)).run("inspect", "-");

    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("-  ELF executable for linux/arm64");
  }

  @Test
  void readsLongStandardInputFromDisk() {
    byte[] big = java.util.Arrays.copyOf(Samples.elf(), (16 << 20) + 5);
    Result result = new Cli().input(big).run("inspect", "-", "--format", "json");

    assertThat(result.code()).isZero();
    assertThat(Documents.inspect(result.out()).at("/files/0/size").asLong()).isEqualTo(big.length);
  }

  @Test
  void doesNotInterpretAtSignsAndQuotes() throws IOException {
    String path = file("'@x'", Samples.elf());
    assertThat(cli("inspect", path).code()).isZero();

    Result result = cli("inspect", "@missing");
    assertThat(result.err()).contains("@missing: no such file");
  }

  @Test
  void printsStructureAloneAsList() throws IOException {
    Result result = cli("inspect", "--headers", file("tool", Samples.elf()));

    assertThat(result.out()).contains("\n  Elf64_Ehdr  at 0x0, 64 bytes\n");
    assertThat(result.out()).containsPattern("\n    0x12 +e_machine +0x3e ");
  }

  @Test
  void printsStructuresInRowAsTable() throws IOException {
    Result result = cli("inspect", "--sections", file("a.obj", Samples.coff(".text", ".data")));

    assertThat(result.out())
        .containsPattern("\n    at +Name +VirtualSize.*\n    0x14 +\\.text .*\n    0x3c +\\.data ");
  }

  @Test
  void printsTableLongerThanItsMeasuredPart() throws IOException {
    String[] names = new String[200];
    java.util.Arrays.fill(names, ".s");
    names[199] = ".longest";
    Result result = cli("inspect", "--sections", file("a.obj", Samples.coff(names)));

    assertThat(result.out().lines().filter(line -> line.contains("  .s "))).hasSize(199);
    assertThat(result.out().lines().filter(line -> line.contains("  .longest "))).hasSize(1);
    assertThat(result.out().lines().filter(line -> line.contains("VirtualSize"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--headers",
        "--sections",
        "--imports",
        "--exports",
        "--relocations",
        "--fixups",
        "--hybrid",
        "--all"
      })
  void acceptsEveryDepthForEveryFormat(String option) throws IOException {
    String[] files = {
      file("elf", Samples.elf()),
      file("fat", Samples.universal()),
      file("coff", Samples.coff(".text")),
      file("ar", Samples.archive("a.o/", Samples.elf()))
    };
    for (String path : files) {
      assertThat(cli("inspect", option, path).code()).isZero();
      Documents.inspect(cli("inspect", option, "--format", "json", path).out());
    }
  }

  @Test
  void writesOneDocumentForAllFiles() throws IOException {
    String good = file("good", Samples.universal());
    Result result =
        cli("inspect", "--headers", "--format=json", good, folder.resolve("no").toString());
    JsonNode document = Documents.inspect(result.out());

    assertThat(result.code()).isEqualTo(3);
    assertThat(document.at("/schema").asText()).isEqualTo("archcheck.inspect/1");
    assertThat(document.at("/files")).hasSize(2);
    assertThat(document.at("/files/0/format").asText()).isEqualTo("fat-macho");
    assertThat(document.at("/files/0/slices/1/platforms/0/name").asText())
        .isEqualTo("darwin/arm64");
    assertThat(document.at("/files/0/slices/1/offset").asLong()).isEqualTo(0x4000);
    assertThat(document.at("/files/1/error/reason").asText()).isEqualTo("unreadable");
  }

  @Test
  void givesNumbersInBothForms() throws IOException {
    String path = file("tool", Samples.elf());
    JsonNode document = Documents.inspect(cli("inspect", "--headers", "--format=json", path).out());
    JsonNode machine = MissingNode.getInstance();
    for (JsonNode field : document.at("/files/0/structures/0/fields")) {
      machine = field.at("/name").asText().equals("e_machine") ? field : machine;
    }
    assertThat(machine.at("/offset").asLong()).isEqualTo(18);
    assertThat(machine.at("/size").asInt()).isEqualTo(2);
    assertThat(machine.at("/value").asLong()).isEqualTo(62);
    assertThat(machine.at("/hex").asText()).isEqualTo("0x3e");
  }

  @Test
  void describesDamageInItsDocument() throws IOException {
    String path = file("damaged", java.util.Arrays.copyOf(Samples.elf(), 20));
    JsonNode document = Documents.inspect(cli("inspect", "--format=json", path).out());

    assertThat(document.at("/files/0/error/reason").asText()).isEqualTo("malformed");
    assertThat(document.at("/files/0/error/problem/reason").asText()).isEqualTo("truncated");
  }

  @Test
  void rejectsUnknownFormatAndColour() throws IOException {
    String path = file("tool", Samples.elf());

    assertThat(cli("inspect", "--format", "xml", path).err())
        .contains("--format is one of text, json, not 'xml'");
    assertThat(cli("inspect", "--color", "pink", path).code()).isEqualTo(2);
    assertThat(cli("inspect", "--format").code()).isEqualTo(2);
  }

  @Test
  void coloursOnTerminalOnly() throws IOException {
    String path = file("tool", Samples.elf());

    assertThat(cli("inspect", path).out()).doesNotContain("\u001b");
    assertThat(new Cli().onTerminal().run("inspect", path).out()).contains("\u001b[1m");
    assertThat(new Cli().onTerminal().run("inspect", "--color=never", path).out())
        .doesNotContain("\u001b");
    assertThat(cli("inspect", "--color=always", path).out()).contains("\u001b[1m");
    assertThat(new Cli().onTerminal().environment("NO_COLOR", "1").run("inspect", path).out())
        .doesNotContain("\u001b");
    assertThat(new Cli().onTerminal().environment("TERM", "dumb").run("inspect", path).out())
        .doesNotContain("\u001b");
  }

  @Test
  void writesResultToFile() throws IOException {
    Path target = folder.resolve("result.json");
    Files.writeString(target, "old");
    Result result =
        cli("inspect", "--format=json", "--output", target.toString(), file("a", Samples.elf()));

    assertThat(result.code()).isZero();
    assertThat(result.out()).isEmpty();
    Documents.inspect(Files.readString(target));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2); // no temporary file is left
    }
  }

  @Test
  void saysThatResultCannotBeWritten() throws IOException {
    Path target = folder.resolve("missing").resolve("result");
    Result result = cli("inspect", "--output", target.toString(), file("a", Samples.elf()));

    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains("result: cannot be written");
  }

  @Test
  void stopsQuietlyWhenNobodyReads() throws IOException {
    java.io.OutputStream closed =
        new java.io.OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Result result = new Cli().output(closed).run("inspect", file("a", Samples.elf()));

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void writesUtf8WhateverTheLocale() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Cli()
        .output(out)
        .run("inspect", "--sections", file("a", Samples.coff(".text", ".\u00c3\u00a9")));

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("  .\u00e9 ");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // such names cannot exist there
  void escapesFileNames() throws IOException {
    String path = file("x\u001b]0;title\u0007\n\u202e.exe", Samples.elf());
    Result shown = cli("inspect", path);
    Result missing = cli("inspect", path + "\u001b[2J");

    assertThat(shown.out()).contains("x\\x1b]0;title\\x07\\n\\u{202e}.exe  ELF");
    assertSafe(shown);
    assertThat(missing.err()).contains("\\x1b[2J: no such file");
    assertSafe(missing);
    Result json = cli("inspect", "--format=json", path);
    assertSafe(json);
    assertThat(Documents.inspect(json.out()).at("/files/0/path").asText()).isEqualTo(path);
  }

  @Test
  void escapesSectionNames() throws IOException {
    String path = file("a.obj", Samples.coff(".data", Samples.HOSTILE));
    Result result = cli("inspect", "--all", path);

    assertThat(result.out()).contains("a\\x1b[31m\\r\\n");
    assertSafe(result);
    assertSafe(cli("inspect", "--all", "--format=json", path));
  }

  @Test
  void escapesSymbolNames() throws IOException {
    String path = file("a.obj", Samples.coffWithSymbol(Samples.HOSTILE));
    Result result = cli("inspect", "--all", path);

    assertThat(result.out()).contains("a\\x1b[31m\\r\\n\\x9b\\x7f");
    assertSafe(result);
    assertSafe(cli("inspect", "--all", "--format=json", path));
  }

  @Test
  void escapesMemberNames() throws IOException {
    String path = file("a.a", Samples.archive(Samples.HOSTILE + "/", Samples.elf()));
    Result result = cli("inspect", "--all", path);

    assertThat(result.out()).contains("a\\x1b[31m\\r\\n");
    assertSafe(result);
    assertSafe(cli("inspect", "--all", "--format=json", path));
  }

  private static void assertSafe(Result result) {
    String all = result.out() + result.err();
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      assertThat(c == '\n' || (c >= ' ' && c <= '~')).as("char 0x%x at %d", (int) c, i).isTrue();
    }
    assertThat(result.err().lines())
        .allMatch(line -> line.isEmpty() || line.matches("(archcheck|hint): .*"));
  }
}
