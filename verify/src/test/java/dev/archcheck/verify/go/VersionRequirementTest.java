package dev.archcheck.verify.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.go.GoVersionRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRequirementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.26.8        | go1.26.8             | true",
        "1.26.8        | go1.26.9             | false",
        "go1.26.8      | go1.26.8             | true",
        "1.26          | go1.26.8             | true",
        "1.26          | go1.26rc1            | true",
        "1.26          | go1.27.0             | false",
        "1.20          | go1.20               | true",
        "1.20          | go1.20.14            | false",
        ">=1.26.3      | go1.26.3             | true",
        ">=1.26.3      | go1.26.10            | true",
        ">=1.26.3      | go1.27.1             | true",
        ">=1.26.3      | go1.26.2             | false",
        ">=1.26.3      | go1.26rc2            | false",
        ">=1.26        | go1.26rc2            | true",
        "1.25.9,1.26.2 | go1.26.2             | true",
        "1.25.9,1.26.2 | go1.25.8             | false",
        "1.26.8        | go1.26.8 X:nodwarf5  | true",
        "1.26.8        | go1.26.8-vendor.2    | true",
        ">=1.1         | devel go1.28-1234567 | false",
        ">=1.1         | nonsense             | false"
      })
  void allowsVersionsInTheOrderOfGo(String requirement, String actual, boolean allowed) {
    assertThat(VersionRequirement.parse(requirement).allows(actual)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.26,", "x", ">1.26", "1.26.x", "2.0", "01.2", "1"})
  void refusesWhatIsNoVersion(String text) {
    assertThatThrownBy(() -> VersionRequirement.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no version of Go");
  }

  @Test
  void isMetWhereStructuresAreNewEnough() {
    GoVersionRange newer = new GoVersionRange("go1.26", "", List.of());
    assertThat(VersionRequirement.parse(">=1.26").allowsAll(newer)).isTrue();
    assertThat(VersionRequirement.parse(">=1.25.3").allowsAll(newer)).isTrue();
    assertThat(VersionRequirement.parse(">=1.26.1").allowsAll(newer)).isFalse();
    assertThat(VersionRequirement.parse("1.26").allowsAll(newer)).isFalse();
  }

  @Test
  void rulesOutWhatStructuresRuleOut() {
    GoVersionRange newer = new GoVersionRange("go1.26", "", List.of());
    GoVersionRange older = new GoVersionRange("go1.18", "go1.19", List.of());
    assertThat(VersionRequirement.parse("1.25.1").mayAllow(newer)).isFalse();
    assertThat(VersionRequirement.parse("1.26.1").mayAllow(newer)).isTrue();
    assertThat(VersionRequirement.parse(">=1.20").mayAllow(newer)).isTrue();
    assertThat(VersionRequirement.parse(">=1.20").mayAllow(older)).isFalse();
    assertThat(VersionRequirement.parse(">=1.20,1.19.3").mayAllow(older)).isTrue();
  }
}
