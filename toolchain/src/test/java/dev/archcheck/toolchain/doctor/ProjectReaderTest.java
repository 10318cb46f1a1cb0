package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.doctor.ProjectFacts.UsedModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** go.mod and go.work as far as they decide whether go works. */
class ProjectReaderTest {

  @TempDir private Path folder;

  private ProjectFacts read() {
    return read("");
  }

  private ProjectFacts read(String goWork) {
    return new ProjectReader(folder, goWork).read();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void aModule() throws IOException {
    write(
        "go.mod",
        """
        // a comment
        module "example.com/app" // quoted

        go 1.24.0
        toolchain go1.27.1

        require (
        \texample.com/x v1.0.0
        \tgo v1.0.0 // no directive in a block
        )
        tool example.com/x
        """);
    ProjectFacts facts = read();
    assertThat(facts.goLine()).isEqualTo("1.24.0");
    assertThat(facts.toolchainLineNumber()).isEqualTo(5);
    assertThat(facts.faults()).isEmpty();
    assertThat(facts.directives())
        .extracting(one -> one.line() + " " + one.word())
        .containsExactly("2 module", "4 go", "5 toolchain", "7 require", "11 tool");
  }

  /** What real go commands refuse, each in their words. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "go 1.21.x; line 2: invalid go version '1.21.x'",
        "go latest; line 2: invalid go version 'latest'",
        "go \"1.21\"; line 2: invalid go version '\"1.21\"'",
        "toolchain 1.27.0; line 2: invalid toolchain version '1.27.0'",
        "go 1.21|go 1.22; line 3: repeated go statement",
        "require (; line 2: the block require does not end",
        "require a.example/x; line 2: usage: require module/path v1.2.3",
        "require a.example/l/v2 v1.0.0; line 2: version \"v1.0.0\" invalid: should be v2, not v1",
        "require a.example/l v2.0.0; line 2: version \"v2.0.0\" invalid: should be v0 or v1, not v2",
        "require (|) x; line 3: syntax error (expected newline after closing paren)",
        "exclude x; line 2: usage: exclude module/path v1.2.3",
        "replace a ../b; line 2: usage: replace module/path [v1.2.3] => other/module v1.4 or replace module/path [v1.2.3] => ../local/directory",
        "replace a => b; line 2: replacement module without version must be directory path (rooted or starting with . or ..)",
        "replace a => ./b v1.0.0; line 2: replacement module directory path \"./b\" cannot have version",
        "godebug foo; line 2: usage: godebug key=value",
        "tool a b; line 2: tool directive expects exactly one argument",
        "go; line 2: go directive expects exactly one argument",
        "toolchain; line 2: toolchain directive expects exactly one argument",
        "go 2; line 2: invalid go version '2'",
        "go 2.1; line 2: no go has the version 2.1",
        "go 1.99999999999999999999; line 2: no go has the version 1.99999999999999999999",
        "go (|1.21|); line 2: unknown block type: go",
        "require a \"v1; line 2: unexpected newline in string",
        "/* a */; line 2: mod files must use // comments (not /* */ comments)",
        "module a b; line 2: usage: module module/path"
      })
  void faults(String lines, String fault) throws IOException {
    write("go.mod", "module m\n" + lines.replace('|', '\n') + "\n");
    assertThat(read().faults()).contains(fault);
  }

  /** What real go commands refuse and take. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "go; invalid module path: \"go\"",
        "toolchain; invalid module path",
        "`a`; invalid quoted string: unquoted string cannot contain quote",
        "\"a\\x2\"; invalid quoted string",
        "\"\\x61/\\u0062\"; ",
        "a\"b; invalid quoted string",
        "a/../b; malformed module path",
        "/a; malformed module path",
        "a/; malformed module path",
        "-a; malformed module path",
        "a@v1; malformed module path",
        "a\\b; malformed module path",
        "m; ",
        "\"example.org/x.y/_z~1/go\"; "
      })
  void modulePaths(String path, String fault) throws IOException {
    write("go.mod", "module " + path + "\n");
    if (fault == null) {
      assertThat(read().faults()).isEmpty();
    } else {
      assertThat(read().faults()).isNotEmpty().anyMatch(one -> one.contains(fault));
    }
  }

  @Test
  void versionsThatFitTheirPaths() throws IOException {
    write(
        "go.mod",
        """
        module m
        require (
        \ta.example/l/v2 v2.1.0
        \ta.example/m v2.0.0+incompatible
        \tgopkg.in/yaml.v3 v3.0.1
        \ta.example/n v0.0.0-20210101000000-abcdefabcdef // indirect
        \ta.example/o master
        )
        """);
    assertThat(read().faults()).isEmpty();
  }

  /** What it uses is read as a whole, too. */
  @Test
  void modulesOfAWorkspace() throws IOException {
    write("a/go.mod", "module example.com/m\ngo 1.x\n");
    write("b/go.mod", "module example.com/m\n");
    write("m\u00f6dul/go.mod", "module example.com/n\n");
    write("empty/go.mod", "");
    write("go.work", "go 1.21\nuse (\n./a\n./b\n./m\u00f6dul\n./empty\n)\n");
    assertThat(read().faults())
        .containsExactly(
            "./a/go.mod: line 2: invalid go version '1.x'",
            "module example.com/m appears multiple times in workspace",
            "it uses ./empty, whose go.mod has no line module");
    Path named = write("workfile", "go 1.25.0\nuse ./b\n");
    assertThat(read(named.toString()).faults()).isEmpty();
    assertThat(read(named.toString()).used()).hasSize(1);
  }

  @Test
  void aLongModulePath() throws IOException {
    write("go.mod", "module " + "a/".repeat(100_000) + "b\n");
    assertThat(read().faults()).isEmpty();
  }

  @Test
  void foldersOfAWorkspace() throws IOException {
    write("a/go.mod", "module a\n");
    write("go.work", "go 1.21\nuse ./a\nuse ./x/../a/\nuse ./a ./c\n");
    assertThat(read().faults())
        .containsExactly(
            "line 4: usage: use local/dir", "path ./x/../a/ appears multiple times in workspace");
  }

  @Test
  void aFileWithoutAModule() throws IOException {
    write("go.mod", "");
    assertThat(read().faults()).containsExactly("it has no line module");
  }

  @Test
  void aWorkspace() throws IOException {
    Path work = write("go.work", "go 1.21\n\nuse (\n\t./a\n\t\"./b c\"\n)\nuse ./gone\n");
    write("a/go.mod", "module a\n\ngo 1.27.0\n");
    write("b c/go.mod", "module b\n");
    ProjectFacts facts = read();
    assertThat(facts.file()).isEqualTo(work.toString());
    assertThat(facts.used())
        .containsExactly(new UsedModule("./a", "1.27.0"), new UsedModule("./b c", ""));
    assertThat(facts.faults()).containsExactly("it uses ./gone, where no go.mod is");
    assertThat(read("off").exists()).isFalse();
  }

  @Test
  void whatGoworkNames() throws IOException {
    assertThat(read("go.work").faults()).containsExactly("GOWORK is not an absolute path");
    assertThat(read(folder.resolve("none.work").toString()).faults())
        .containsExactly("GOWORK names no file that is there");
    Path other = write("x/other.work", "go 1.25.0\nuse ..\n");
    assertThat(read(other.toString()).goLine()).isEqualTo("1.25.0");
  }
}
