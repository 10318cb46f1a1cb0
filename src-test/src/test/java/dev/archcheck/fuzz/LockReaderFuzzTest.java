package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.toolchain.lock.LockReader;
import dev.archcheck.toolchain.lock.LockWriter;
import dev.archcheck.toolchain.lock.LockedFile;
import dev.archcheck.toolchain.lock.MalformedLockException;
import dev.archcheck.toolchain.lock.ToolchainLock;
import dev.archcheck.toolchain.release.VersionQuery;
import java.nio.charset.StandardCharsets;

/** Whatever stands in a lock: one whose files have safe names, or the typed error. */
final class LockReaderFuzzTest {

  private static final String NAME = "some.lock";

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws MalformedLockException {
    ToolchainLock lock;
    try {
      lock = LockReader.parse(NAME, new String(bytes, StandardCharsets.UTF_8));
    } catch (MalformedLockException expected) {
      assertThat(expected).hasMessageStartingWith(NAME + ":");
      return;
    }
    assertThat(lock.files()).isNotEmpty();
    assertThat(lock.isMeant(new VersionQuery.All())).isTrue();
    for (LockedFile file : lock.files()) {
      assertThat(file.toolchain().version()).isEqualTo(lock.version());
      assertThat(file.name()).matches("[A-Za-z0-9][A-Za-z0-9._-]*").doesNotContain("..");
      assertThat(file.url()).contains("/" + file.name());
      assertThat(file.sha256()).matches("([0-9a-f]{64})?");
      assertThat(file.size()).isGreaterThanOrEqualTo(-1);
      assertThat(lock.find(file.toolchain().platform())).isPresent();
      assertThat(lock.isWhole() && !file.isWhole()).isFalse();
    }
    // What is read can be written, and then stays as it is.
    String text = LockWriter.text(lock);
    assertThat(LockWriter.text(LockReader.parse(NAME, text))).isEqualTo(text);
  }
}
