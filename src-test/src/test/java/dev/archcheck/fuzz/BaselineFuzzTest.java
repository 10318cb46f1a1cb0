package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.policy.Baseline;
import dev.archcheck.verify.policy.BaselineException;
import dev.archcheck.verify.policy.Scanned;
import dev.archcheck.verify.policy.Subject;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Bytes as a baseline: one that can be written and then stays as it is, or the typed error. */
final class BaselineFuzzTest {

  private static final String NAME = "base.txt";
  private static final Scanned SCANNED =
      new Scanned(EnumSet.allOf(Rule.class), Set.of("linux/amd64"), Scanned.Extent.PROJECT);

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws BaselineException {
    accept(new String(bytes, StandardCharsets.UTF_8));
    Baseline baseline;
    try {
      baseline = Baseline.parse(NAME, bytes);
    } catch (BaselineException expected) {
      assertThat(expected).hasMessageStartingWith(NAME + ":");
      assertThat(expected.problem().codePoints()).noneMatch(Character::isISOControl);
      return;
    }
    String text = baseline.text();
    Baseline again = Baseline.parse(NAME, text.getBytes(StandardCharsets.UTF_8));
    assertThat(again.text()).isEqualTo(text);
    assertThat(again.size()).isEqualTo(baseline.size());
    assertThat(baseline.stale(List.of(), SCANNED)).hasSizeLessThanOrEqualTo(baseline.size());
  }

  /** Whatever a package is called, its line can be read again. */
  private static void accept(String name) throws BaselineException {
    if (name.isEmpty()) {
      return;
    }
    Subject subject = new Subject(Rule.CGO_PACKAGE, name, "m/" + name, "", "linux/amd64", false);
    String text = Baseline.EMPTY.with(List.of(subject), SCANNED).text();
    Baseline read = Baseline.parse(NAME, text.getBytes(StandardCharsets.UTF_8));
    assertThat(read.contains(subject)).isTrue();
    assertThat(read.text()).isEqualTo(text);
  }
}
