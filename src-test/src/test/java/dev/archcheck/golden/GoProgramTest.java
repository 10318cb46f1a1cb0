package dev.archcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.testkit.Corpus;
import dev.archcheck.testkit.GoBuild;
import dev.archcheck.testkit.Runs;
import dev.archcheck.testkit.Runs.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on real Go programs. */
final class GoProgramTest {

  @TempDir Path folder;

  private static GoBuild build(Predicate<GoBuild> which) throws IOException {
    return GoBuild.all().stream().filter(which).findFirst().orElseThrow();
  }

  private static GoBuild build(String go, String platform, String program, String link)
      throws IOException {
    return build(one ->
        one.go().startsWith(go)
            && one.platform().equals(platform)
            && one.program().equals(program)
            && one.link().equals(link)
            && one.strip().contains("s-w"));
  }

  private static String esbuild() {
    return Corpus.part("packages")
        .resolve("npm/esbuild-win32-arm64-0.28.2/package/esbuild.exe")
        .toString();
  }

  @Test
  void strippedProgramForWindowsOnArm() throws IOException {
    GoBuild build = build("go1.25.", "windows/arm64", "tiny", "internal");
    Result result = Runs.here("inspect", build.file().toString());

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("PE32+ executable for windows/arm64\n")
        .contains("  Go         " + build.go() + ", example.test/tiny (devel)\n")
        .contains("  built with GOOS=windows GOARCH=arm64 GOARM64=v8.0 CGO_ENABLED=0")
        .contains("  cgo        none: C is in none of ")
        .contains("  linked     internally, by Go's own linker\n")
        .contains(" in the pclntab at 0x");
  }

  @Test
  void programThatUsesCgoInFullDepth() throws IOException {
    GoBuild build = build("go1.27.", "linux/amd64", "usernet", "external");
    String path = build.file().toString();
    Result result =
        Runs.here("inspect", "--build-info", "--cgo", "--packages", "--functions=main.*", path);

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("  cgo        user cgo: net (getaddrinfo, freeaddrinfo, gai_strerror), os/user (")
        .contains("    build  CGO_ENABLED=1\n")
        .contains("  Package net, standard library\n", "  Package main\n")
        .contains("    calls add, call_back, mul, scale\n    exports goSquare\n")
        .containsPattern("os/user +\\d+ functions +\\d+ bytes\n")
        .containsPattern("0x[0-9a-f]+  main\\.main  example\\.test/usernet/main\\.go:\\d+\n");
    Result json = Runs.here("inspect", "--all", "--format=json", path);
    assertThat(json.code()).isZero();
    assertThat(json.out())
        .contains("\"verdict\":\"user-cgo\"", "\"exports\":[\"goSquare\"]", "\"mode\":\"external\"")
        .contains("\"name\":\"main.main\"");
  }

  @Test
  void programWithoutBuildInformation() {
    Result result = Runs.here("inspect", esbuild());

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("  Go         go1.26 or newer (by its structures), no build information\n")
        .contains("  cgo        none: C is in none of 8931 functions\n")
        .doesNotContain("built with");
    String[] verify = {"verify", "--target=windows/arm64", "--cgo=forbid", esbuild()};
    assertThat(Runs.here(verify).code()).isZero();
    verify[2] = "--go-build=GOARM64=v8.0";
    assertThat(Runs.here(verify).out()).contains("[no-build-info]", "8931 functions");
  }

  @Test
  void programWithTheRaceDetector() throws IOException {
    GoBuild build = build(one -> one.program().equals("race"));
    Result result = Runs.here("verify", "--target=linux/amd64", build.file().toString());

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("was built for finding errors, with -race  [debug-build]");
    assertThat(
            Runs.here("verify", "--target=linux/amd64", "--cgo=std-only", build.file().toString())
                .code())
        .isZero();
  }

  @Test
  void damagedTableSaysWhereAndPassesNothing() throws IOException {
    GoBuild build = build("go1.25.", "linux/amd64", "big", "internal");
    byte[] bytes = Files.readAllBytes(build.file());
    ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int table = indexOf(elf, 0xFFFFFFF1, 0x08010000);
    elf.putLong(table + 8, -1);
    Path file = Files.write(folder.resolve("app_linux_amd64"), bytes);
    Result result = Runs.here("inspect", file.toString());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains("cgo        inconclusive: ", "problem: pclntab.nfunc at offset 0x")
        .contains(Integer.toHexString(table + 8));
    assertThat(Runs.here("verify", "--cgo=forbid", file.toString()).code()).isEqualTo(3);
    assertThat(Runs.here("verify", file.toString()).code()).isZero();
  }

  private static int indexOf(ByteBuffer bytes, int first, int second) {
    for (int i = 0; i < bytes.limit() - 8; i += 8) {
      if (bytes.getInt(i) == first && bytes.getInt(i + 4) == second) {
        return i;
      }
    }
    throw new AssertionError("no table");
  }
}
