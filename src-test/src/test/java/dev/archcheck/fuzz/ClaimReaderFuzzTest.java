package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.verify.platform.Claim;
import dev.archcheck.verify.platform.ClaimReader;
import dev.archcheck.verify.platform.Targets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Names come from archives that anybody made; targets from a command line. */
final class ClaimReaderFuzzTest {

  private final ClaimReader used = new ClaimReader();

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> names =
        Arrays.stream(text.split("/", -1)).filter(name -> !name.isEmpty()).toList();
    Optional<Claim> claim = used.fromNames(names);
    // What was read before must not matter.
    assertThat(new ClaimReader().fromNames(names)).isEqualTo(claim);
    if (claim.isPresent()) {
      assertThat(claim.get().platforms()).isNotEmpty();
      assertThat(claim.get().words()).isNotEmpty();
      assertThat(claim.get().label()).isNotEmpty();
    }
    target(text);
  }

  private static void target(String text) {
    Targets targets;
    try {
      targets = Targets.parse(text);
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessageContaining("");
      return;
    }
    assertThat(targets.alternatives()).isNotEmpty();
  }
}
