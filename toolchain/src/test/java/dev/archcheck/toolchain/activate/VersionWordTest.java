package dev.archcheck.toolchain.activate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.go.GoVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionWordTest {

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "1.27,1.27",
    "1.27.0,1.27.0",
    "1.27.4,1.27.4",
    "1.27rc1,1.27rc1",
    "1.20.0,1.20",
    "1.20.14,1.20.14",
    "1.21.0,1.21.0",
    "1.9beta2,1.9beta2",
    "1.0,1.0"
  })
  void spellsAsGoDoes(String word, String spelled) {
    assertThat(VersionWord.parse(word)).map(VersionWord::toString).contains(spelled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2.0",
        "1.",
        "1.27.",
        "1.027",
        "1.27.00",
        "1.1234567",
        "v1.27",
        "go1.27",
        "1.27x",
        "1.27rc",
        "1.27rc01",
        "1.27.0rc1",
        "1.27-rc1",
        " 1.27",
        "1.27 ",
        "1.27\n",
        "1.\u0662\u0667",
        "1.27.0/../x",
        "$(touch x)",
        "-1",
        "1.-1"
      })
  void refusesEverythingElse(String word) {
    assertThat(VersionWord.parse(word)).isEmpty();
  }

  @Test
  void ordersAsGoDoes() {
    List<String> inOrder =
        List.of(
            "1.4.3",
            "1.20beta1",
            "1.20rc3",
            "1.20",
            "1.20.14",
            "1.21",
            "1.21rc1",
            "1.21rc10",
            "1.21.0",
            "1.21.9",
            "1.21.10",
            "1.27");
    List<VersionWord> words = new ArrayList<>();
    for (String word : inOrder) {
      words.add(VersionWord.parse(word).map(VersionWord::ordered).orElseThrow());
    }
    assertThat(words).isSorted().doesNotHaveDuplicates();
    for (int i = 1; i < inOrder.size(); i++) {
      Optional<GoVersion> before = GoVersion.parse(inOrder.get(i - 1));
      assertThat(GoVersion.parse(inOrder.get(i)).orElseThrow()).isGreaterThan(before.orElseThrow());
    }
  }
}
