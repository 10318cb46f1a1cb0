package dev.archcheck.verify.cgo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of a go.mod. */
class GoModTest {

  private static final String FILE =
      """
      // module not/this
      module example.com/app // the path

      go 1.22
      toolchain go1.26.0

      require example.org/one v1.0.0

      require (
      	example.org/two v1.2.3 // indirect
      	"example.org/three" v0.0.0-20260101000000-0123456789ab
      	// example.org/four v1.0.0
      	example.org/two/v2 v2.0.0
      )

      replace (
      	example.org/five => ../five
      )

      exclude example.org/six v1.0.0

      retract (
      	v1.0.0
      )
      require `example.org/seven` v1.0.0
      """;

  @Test
  void requirementsHaveTheirLines() {
    assertThat(GoMod.requireLine(FILE, "example.org/one")).isEqualTo(7);
    assertThat(GoMod.requireLine(FILE, "example.org/two")).isEqualTo(10);
    assertThat(GoMod.requireLine(FILE, "example.org/three")).isEqualTo(11);
    assertThat(GoMod.requireLine(FILE, "example.org/two/v2")).isEqualTo(13);
    assertThat(GoMod.requireLine(FILE, "example.org/seven")).isEqualTo(25);
    assertThat(GoMod.requireLine(FILE.replace("\n", "\r\n"), "example.org/two")).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org/four",
        "example.org/five",
        "example.org/six",
        "example.com/app",
        "example.org",
        "v1.0.0",
        ")",
        "(",
        ""
      })
  void nothingElseIsARequirement(String module) {
    assertThat(GoMod.requireLine(FILE, module)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module example.com/app",
        "module \"example.com/app\"",
        "module `example.com/app`\n",
        "\n// a\n\tmodule   example.com/app  // b\n",
        "go 1.22\nmodule example.com/app\nmodule example.com/other\n",
        "module (\n\n\t// of ours\n\texample.com/app\n)\n",
        "module(\n\texample.com/app\n)\n"
      })
  void theModuleHasItsPath(String text) {
    assertThat(GoMod.modulePath(text)).isEqualTo("example.com/app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "// module example.com/app",
        "modules example.com/app",
        "module",
        "module a b",
        "module (\n)\nexample.com/app\n",
        "\"",
        "module ("
      })
  void otherTextHasNoPath(String text) {
    assertThat(GoMod.modulePath(text)).isEmpty();
    assertThat(GoMod.requireLine(text, "example.com/app")).isZero();
  }

  @Test
  void aBlockMayBeginWithoutABlank() {
    assertThat(GoMod.requireLine("require(\n\ta v1.0.0\n)\n", "a")).isEqualTo(2);
    assertThat(GoMod.requireLine("require (\n\ta v1.0.0\n)\nb v1.0.0\n", "b")).isZero();
  }
}
