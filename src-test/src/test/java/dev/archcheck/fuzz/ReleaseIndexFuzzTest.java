package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.toolchain.release.IndexReader;
import dev.archcheck.toolchain.release.MalformedIndexException;
import dev.archcheck.toolchain.release.Release;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.toolchain.release.ReleaseIndex;
import dev.archcheck.toolchain.release.VersionQuery;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever a server sends as its list: an index whose names are safe, or the typed error. */
final class ReleaseIndexFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    ReleaseIndex index;
    try {
      index = IndexReader.read(new ByteArrayInputStream(bytes));
    } catch (MalformedIndexException _) {
      return;
    }
    assertThat(index.releases()).isNotEmpty();
    assertThat(index.matching(new VersionQuery.All())).hasSameSizeAs(index.releases());
    long _ = index.choose(new VersionQuery.Newest()).stream().count();
    for (Release release : index.releases()) {
      assertThat(release.version()).matches("go[A-Za-z0-9._-]*");
      for (ReleaseFile file : release.files()) {
        assertThat(file.name()).matches("go[A-Za-z0-9._-]+").doesNotContain("..");
        assertThat(file.sha256()).matches("([0-9a-f]{64})?");
        assertThat(file.size()).isNotZero().isGreaterThanOrEqualTo(-1);
        assertThat(file.offers().isEmpty() && file.hasDigest()).isFalse();
        assertThat(file.toolchain().isEmpty() || file.version().startsWith("go1")).isTrue();
        assertThat(release.toolchainFor(file.os(), file.arch()).isEmpty())
            .isEqualTo(
                release.files().stream()
                    .noneMatch(other ->
                        other.isFor(file.os(), file.arch())
                            && other.kind() == ReleaseFile.Kind.ARCHIVE));
      }
    }
  }
}
