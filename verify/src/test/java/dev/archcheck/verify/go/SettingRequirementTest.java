package dev.archcheck.verify.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoBuildInfo.Module;
import dev.archcheck.inspect.go.GoBuildInfo.Setting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingRequirementTest {

  private static final GoBuildInfo INFO =
      new GoBuildInfo(
          32,
          "go1.26.8",
          "example.test/app/cmd/app",
          new Module("example.test/app", "v1.2.3", "", null),
          List.of(),
          List.of(
              new Setting("GOARCH", "amd64", 90),
              new Setting("-tags", "netgo,osusergo", 95),
              new Setting("GOAMD64", "v1", 100),
              new Setting("-trimpath", "true", 110),
              new Setting("vcs.revision", "5e530229c1b2a3d4e5f6", 120),
              new Setting("vcs.modified", "true", 130)));

  private static Optional<Witness> contradiction(String requirement) {
    return SettingRequirement.parse(requirement).contradiction(INFO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GOAMD64=v1",
        "GOAMD64=v2,v1",
        "-trimpath=true",
        "-race=false",
        "-race=true,false",
        "vcs.revision=5e53022",
        "vcs.revision=5e530229c1b2a3d4e5f6",
        "path=example.test/app/cmd/app",
        "mod=example.test/app",
        "mod=example.test/app@v1.2.3",
        "GOARM64=v8.0",
        "GOMIPS64=softfloat",
        "-tags=netgo,osusergo"
      })
  void holds(String requirement) {
    assertThat(contradiction(requirement)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GOAMD64=v2",
        "GOAMD64=",
        "CGO_ENABLED=0",
        "-tags=netgo",
        "-race=true",
        "-trimpath=false",
        "vcs.revision=5e5302",
        "vcs.revision=5e53023",
        "vcs.modified=false",
        "path=example.test/app",
        "mod=example.test/ap",
        "mod=example.test/app@v1.2.4"
      })
  void isContradicted(String requirement) {
    assertThat(contradiction(requirement)).isPresent();
  }

  @Test
  void namesTheSettingAndItsOffset() {
    assertThat(contradiction("vcs.modified=false"))
        .hasValue(new Witness("Go build info", "vcs.modified", 130, "true", ""));
    assertThat(contradiction("CGO_ENABLED=0").map(Witness::value))
        .hasValue("nothing of CGO_ENABLED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CGO_ENABLED=0,GOAMD64=v1",
        "GOAMD64=v1,-race=false",
        "race=false",
        "goamd64=v1",
        "-vcs.modified=false"
      })
  void refusesWhatWouldBeHeldAgainstNothing(String text) {
    assertThatThrownBy(() -> SettingRequirement.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GOAMD64", "=v1"})
  void refusesWhatIsNoSetting(String text) {
    assertThatThrownBy(() -> SettingRequirement.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not KEY=VALUE");
  }
}
