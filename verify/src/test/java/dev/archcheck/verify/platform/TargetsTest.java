package dev.archcheck.verify.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import org.junit.jupiter.api.Test;

class TargetsTest {

  @Test
  void readsGoSpelling() {
    assertThat(spell("linux/amd64,windows/arm64")).isEqualTo("[linux/amd64][windows/arm64]");
  }

  @Test
  void readsAliases() {
    assertThat(spell("macos/aarch64,Linux/x86_64,win32/x64,linux/ppc64el"))
        .isEqualTo("[darwin/arm64][linux/amd64][windows/amd64][linux/ppc64le]");
  }

  @Test
  void joinsWhatOneFileMustServe() {
    assertThat(spell("darwin/amd64+darwin/arm64")).isEqualTo("[darwin/amd64+darwin/arm64]");
    assertThat(spell("darwin/universal2")).isEqualTo("[darwin/amd64+darwin/arm64]");
  }

  @Test
  void readsAbis() {
    assertThat(spell("windows/amd64[arm64ec],windows/arm64ec,linux/armhf"))
        .isEqualTo("[windows/amd64[arm64ec]][linux/arm[armhf]]");
  }

  @Test
  void suggestsTheNearestWord() {
    assertRejected("linux/amd46", "did you mean amd64?");
    assertRejected("widnows/arm64", "did you mean windows?");
    assertRejected("macos-arm64", "did you mean darwin/arm64?");
    assertRejected("aarch64-unknown-linux-musl", "did you mean linux/arm64?");
    assertRejected("linux/universal2", "write darwin/universal2");
  }

  @Test
  void tellsTheSpellingOfGoFromOthers() {
    assertThat(Targets.meant("macos/aarch64")).contains(new Platform(Os.DARWIN, Arch.ARM64));
    assertThat(Targets.meant("aarch64-unknown-linux-musl")).isPresent();
    for (String word :
        new String[] {"darwin/arm64", "windows/arm64ec", "darwin/universal2", "x/y", "", "a/b/c"}) {
      assertThat(Targets.meant(word)).as(word).isEmpty();
    }
  }

  @Test
  void rejectsWhatIsNoTarget() {
    for (String option : new String[] {"", "linux", "linux/", "/amd64", "linux/amd64,", "a/b/c"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Targets.parse(option));
    }
    assertRejected("linux/amd64[", "in brackets");
  }

  private static void assertRejected(String option, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Targets.parse(option))
        .withMessageContaining(message);
  }

  private static String spell(String option) {
    StringBuilder text = new StringBuilder();
    for (var alternative : Targets.parse(option).alternatives()) {
      text.append('[').append(Targets.spell(alternative)).append(']');
    }
    return text.toString();
  }
}
