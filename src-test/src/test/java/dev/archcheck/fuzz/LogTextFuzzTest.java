package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogMemory;
import dev.archcheck.verify.sumdb.LogProof;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.LogSetting;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SignedHead;
import dev.archcheck.verify.sumdb.SumDatabase;
import dev.archcheck.verify.sumdb.UnverifiedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whatever a server sends in the name of a log ends as a typed violation: nobody has its key. */
final class LogTextFuzzTest {

  private static final LogKey KEY = LogKey.goChecksumDatabase();
  private static final ModuleVersion MODULE = new ModuleVersion("example.com/m", "v1.0.0");

  /** Something that can fail as it may. */
  private interface Attempt {
    void run() throws LogException, IOException;
  }

  private static void ends(Attempt attempt) {
    try {
      attempt.run();
    } catch (LogException expected) {
      assertThat(expected.getMessage()).isNotBlank();
    } catch (IOException expected) {
      assertThat(expected).hasMessageContaining("tile"); // a real head, whose tiles are missing
    }
  }

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    ends(
        () -> assertThat(SignedHead.open(UnverifiedNote.parse(bytes), KEY).size()).isNotNegative());
    ends(() -> assertThat(UnverifiedNote.parse(text)).isNotNull());
    ends(() -> assertThat(LogProof.parse(text).verify(KEY).text()).endsWith("\n"));
    ends(() -> assertThat(LogProof.parse(text).text()).isEqualTo(text));
    ends(() -> assertThat(LogKey.parse(text)).hasToString(text));
    assertThat(LogSetting.parse(text)).isNotNull();
    LogReader remote =
        (path, limit) -> {
          if (path.startsWith("lookup/") || path.equals("latest")) {
            return bytes;
          }
          throw new IOException("no tile");
        };
    SumDatabase database = new SumDatabase(KEY, remote, List.of(), new Kept(bytes, text));
    ends(() -> assertThat(database.lookup(MODULE)).isNull()); // no record of this module exists
    ends(() -> assertThat(database.refresh().size()).isNotNegative());
  }

  /** A memory that holds the same bytes everywhere. */
  private static final class Kept implements LogMemory {

    private final byte[] bytes;
    private final String text;

    Kept(byte[] bytes, String text) {
      this.bytes = bytes;
      this.text = text;
    }

    @Override
    public String head() {
      return text.length() % 2 == 0 ? "" : text;
    }

    @Override
    public boolean replaceHead(String expected, String next) {
      return true;
    }

    @Override
    public List<String> otherHeads() {
      return List.of(text);
    }

    @Override
    public byte @Nullable [] load(String path) {
      return bytes;
    }

    @Override
    public void save(String path, byte[] content) {}
  }
}
