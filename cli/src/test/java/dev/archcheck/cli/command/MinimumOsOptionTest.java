package dev.archcheck.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MinimumOsOptionTest {

  @Test
  void readsNamesAsPeopleWriteThem() throws UsageException {
    assertThat(MinimumOsOption.read(List.of("macos=11.0", "linux=3.2", "GLIBC=2.17")))
        .isEqualTo(Map.of("macOS", "11.0", "Linux kernel", "3.2", "glibc", "2.17"));
    assertThat(MinimumOsOption.read(List.of("darwin=12", "android=21")))
        .isEqualTo(Map.of("macOS", "12", "Android API", "21"));
    assertThatThrownBy(() -> MinimumOsOption.read(List.of("beos=5")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("beos");
  }

  @Test
  void countsWindowsAsBinariesDo() throws UsageException {
    assertThat(MinimumOsOption.read(List.of("windows=7"))).isEqualTo(Map.of("Windows", "6.1"));
    assertThat(MinimumOsOption.read(List.of("Windows=8"))).isEqualTo(Map.of("Windows", "6.2"));
    assertThat(MinimumOsOption.read(List.of("Windows=8.1"))).isEqualTo(Map.of("Windows", "6.3"));
    assertThat(MinimumOsOption.read(List.of("Windows=10.0"))).isEqualTo(Map.of("Windows", "10.0"));
  }
}
