package dev.archcheck.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.policy.Judgement;
import dev.archcheck.verify.policy.Policy;
import dev.archcheck.verify.policy.Scanned;
import dev.archcheck.verify.policy.Subject;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * A run without a policy file pays nothing for the reader of YAML: it works where there is none.
 */
final class WithoutYamlTest {

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void theDefaultNeedsNoLibrary() throws Exception {
    URL[] house = {location(Policy.class), location(Platform.class), location(Judges.class)};
    try (URLClassLoader bare = new URLClassLoader(house, ClassLoader.getPlatformClassLoader())) {
      assertThat(
              catchThrowableOfType(
                  ClassNotFoundException.class,
                  () -> bare.loadClass("org.snakeyaml.engine.v2.api.LoadSettings")))
          .isNotNull();
      Class<?> judges = bare.loadClass(Judges.class.getName());
      assertThat(judges).isNotSameAs(Judges.class);
      assertThat(((Callable<?>) judges.getDeclaredConstructor().newInstance()).call())
          .isEqualTo("Denied[severity=ERROR, expired=[]] []");
    }
  }

  /** Runs with nothing on its class path but this program. */
  public static final class Judges implements Callable<String> {

    @Override
    public String call() {
      LocalDate day = LocalDate.of(2026, 11, 1);
      Subject use = new Subject(Rule.CGO_PACKAGE, "a/b", "a", "v1", "linux/amd64", false);
      Judgement judgement = Policy.DEFAULT.judge(use, day);
      Scanned scanned =
          new Scanned(Set.of(Rule.CGO_PACKAGE), Set.of("linux/amd64"), Scanned.Extent.PROJECT);
      return judgement + " " + Policy.DEFAULT.findings(List.of(judgement), day, scanned);
    }
  }
}
