package dev.archcheck.verify.cgo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Go files take the place of those with cgo. */
class BuildConstraintTest {

  private static final Platform LINUX = new Platform(Os.LINUX, Arch.AMD64);

  private static Platform platform(String text) {
    String[] words = text.split("/", -1);
    return new Platform(new Os(words[0]), new Arch(words[1]));
  }

  private static boolean isStub(String file, String constraint, Platform target) {
    return BuildConstraint.onlyWithoutCgo(
        file, "//go:build " + constraint + "\n\npackage p\n", target);
  }

  @ParameterizedTest
  @CsvSource({
    "!cgo, linux/amd64, true",
    "cgo, linux/amd64, false",
    "linux && !cgo, linux/amd64, true",
    "linux && !cgo, darwin/arm64, false",
    "linux && !cgo, android/arm64, true",
    "darwin && !cgo, ios/arm64, true",
    "solaris && !cgo, illumos/amd64, true",
    "android && !cgo, linux/amd64, false",
    "amd64 && !cgo, linux/amd64, true",
    "amd64 && !cgo, linux/arm64, false",
    "unix && !cgo, linux/amd64, true",
    "unix && !cgo, darwin/arm64, true",
    "unix && !cgo, android/arm64, true",
    "unix && !cgo, aix/ppc64, true",
    "unix && !cgo, windows/arm64, false",
    "unix && !cgo, plan9/386, false",
    "unix && !cgo, js/wasm, false",
    "gc && !cgo, linux/amd64, true",
    "gccgo && !cgo, linux/amd64, false",
    "go1.21 && !cgo, linux/amd64, true",
    "!go1.5 && !cgo, linux/amd64, false",
    "netgo || !cgo, linux/amd64, true",
    "!netgo && !cgo, linux/amd64, true",
    "netgo && !cgo, linux/amd64, false",
    "(linux || darwin) && !cgo, linux/amd64, true",
    "(linux || darwin) && !cgo, windows/arm64, false",
    "linux || darwin && !cgo, linux/amd64, false",
    "linux || darwin && !cgo, darwin/arm64, true",
    "!(cgo), linux/amd64, true",
    "!(cgo && linux), linux/amd64, true",
    "!(cgo && linux), windows/arm64, false",
    "!(cgo || windows), linux/amd64, true",
    "((((!cgo)))), linux/amd64, true",
    "!cgo||!linux, linux/amd64, true",
    "!cgo && !cgo, linux/amd64, true",
    "cgo || !cgo, linux/amd64, false",
    "cgo && !cgo, linux/amd64, false",
    "ignore && !cgo, linux/amd64, false",
    "notcgo, linux/amd64, false",
    "!cgo.x, linux/amd64, false"
  })
  void holdsAsGoSays(String constraint, String target, boolean stub) {
    assertThat(isStub("x.go", constraint, platform(target))).isEqualTo(stub);
  }

  /** Go refuses these, and then the file is in no build. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "!cgo &&",
        "&& !cgo",
        "!cgo linux",
        "!cgo & linux",
        "!cgo | linux",
        "!cgo, linux",
        "(!cgo",
        "!cgo)",
        "()",
        "() && !cgo",
        "!",
        "!!cgo",
        "!!!cgo",
        "! !cgo",
        "!cgo // really",
        "!cgo \"",
        "-cgo",
        "!cgo && !cgo ||"
      })
  void nonsenseHoldsNowhere(String constraint) {
    assertThat(isStub("x.go", constraint, LINUX)).isFalse();
  }

  @Test
  void depthIsBounded() {
    assertThat(isStub("x.go", "(".repeat(90) + "!cgo" + ")".repeat(90), LINUX)).isTrue();
    assertThat(isStub("x.go", "(".repeat(1_000_000) + "!cgo", LINUX)).isFalse();
    assertThat(isStub("x.go", "!(".repeat(100_000) + "cgo" + ")".repeat(100_000), LINUX)).isFalse();
    assertThat(isStub("x.go", "!cgo" + " && !cgo".repeat(100_000), LINUX)).isTrue();
  }

  /** The target in the name, as goodOSArchFile of go/build takes it. */
  @ParameterizedTest
  @CsvSource({
    "x.go, linux/amd64, true",
    "linux.go, darwin/arm64, true",
    "darwin_test.go, linux/amd64, true",
    "x_linux.go, linux/amd64, true",
    "x_linux.go, android/arm64, true",
    "x_linux.go, darwin/arm64, false",
    "x_darwin.go, ios/arm64, true",
    "x_android.go, linux/amd64, false",
    "x_solaris.go, illumos/amd64, true",
    "x_amd64.go, linux/amd64, true",
    "x_amd64.go, linux/arm64, false",
    "x_linux_amd64.go, linux/amd64, true",
    "x_linux_amd64.go, linux/arm64, false",
    "x_linux_amd64.go, darwin/amd64, false",
    "x_linux_amd64_test.go, linux/amd64, true",
    "x_linux_test.go, darwin/arm64, false",
    "linux_amd64.go, darwin/amd64, true",
    "linux_amd64.go, darwin/arm64, false",
    "x_windows_mock.go, linux/amd64, true",
    "x_arm64_linux.go, linux/amd64, true",
    "x_linux_y_amd64.go, darwin/amd64, true",
    "x_linux.pb.go, darwin/arm64, false",
    "x.pb_windows.go, linux/amd64, true",
    "x_unix.go, windows/arm64, true",
    "x_sparc64.go, linux/amd64, false",
    "x_hurd.go, linux/amd64, false",
    "_linux.go, darwin/arm64, false",
    "x_Linux.go, darwin/arm64, true"
  })
  void theNameCounts(String file, String target, boolean stub) {
    assertThat(isStub(file, "!cgo", platform(target))).isEqualTo(stub);
  }

  private static boolean isStub(String source) {
    return BuildConstraint.onlyWithoutCgo("x.go", source, LINUX);
  }

  @Test
  void theLineStandsBeforeThePackageClause() {
    assertThat(isStub("//go:build !cgo\npackage p\n")).isTrue();
    assertThat(isStub("// A comment.\n\n/* more\n*/ /* and */\n//go:build !cgo\npackage p\n"))
        .isTrue();
    assertThat(isStub("\t //go:build\t!cgo \r\n\r\npackage p\r\n")).isTrue();
    assertThat(isStub("package p\n\n//go:build !cgo\n")).isFalse();
    assertThat(isStub("package\tp\n\n//go:build !cgo\n")).isFalse();
    assertThat(isStub("/*\n//go:build !cgo\n*/\npackage p\n")).isFalse();
    assertThat(isStub("/*/\n//go:build !cgo\n*/\npackage p\n")).isFalse();
    assertThat(isStub("// go:build !cgo\n\npackage p\n")).isFalse();
    assertThat(isStub("//go:buildx !cgo\n\npackage p\n")).isFalse();
    assertThat(isStub("//go:build\n\npackage p // cgo\n")).isFalse();
    assertThat(isStub("x := \"\n//go:build !cgo\n")).isFalse();
    assertThat(isStub("")).isFalse();
    assertThat(isStub("/* cgo")).isFalse();
  }

  @Test
  void oldLinesCountWhereThereIsNoNewOne() {
    assertThat(isStub("// +build !cgo\n\npackage p\n")).isTrue();
    assertThat(isStub("//+build !cgo\n\npackage p\n")).isTrue();
    assertThat(isStub("// +build !cgo\npackage p\n")).isFalse();
    assertThat(isStub("// +build linux,!cgo darwin\n\npackage p\n")).isTrue();
    assertThat(isStub("// +build windows !cgo\n\npackage p\n")).isTrue();
    assertThat(isStub("// +build windows,!cgo\n\npackage p\n")).isFalse();
    assertThat(isStub("// +build linux\n// +build !cgo\n\npackage p\n")).isTrue();
    assertThat(isStub("// +build darwin\n// +build !cgo\n\npackage p\n")).isFalse();
    assertThat(isStub("// +build !cgo\n//go:build cgo\n\npackage p\n")).isFalse();
    assertThat(isStub("//go:build !cgo\n// +build cgo\n\npackage p\n")).isTrue();
    assertThat(isStub("/*\n// +build !cgo\n\n*/\npackage p\n")).isFalse();
  }
}
