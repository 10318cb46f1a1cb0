package dev.archcheck.sumdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.archcheck.servers.PublicLog;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogProof;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.Lookup;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The public checksum database, by the way that the {@code go} command on this machine takes to it.
 * Without a network this fails, as it should: nothing would have been shown.
 */
class LiveLogTest {

  private static final ModuleVersion GO_1_27_0 =
      new ModuleVersion("golang.org/toolchain", "v0.0.1-go1.27.0.linux-amd64");
  private static final ModuleVersion WINDOWS_ARM64 =
      new ModuleVersion("golang.org/toolchain", "v0.0.1-go1.27.0.windows-arm64");

  private final LogKey key = LogKey.goChecksumDatabase();
  private final MapMemory memory = new MapMemory();

  @Test
  void aRealToolchainIsProvenAndTheTreeOfTodayContinuesThatOf2024() throws Exception {
    memory.setHead(RealNotes.OF_30055305);
    memory.others.add(RealNotes.OF_28891140);
    memory.others.add(RealNotes.OF_28905453);
    SumDatabase database = new SumDatabase(key, PublicLog.reader(), List.of(), memory);

    Lookup lookup = database.lookup(GO_1_27_0);
    assertThat(lookup.module().hash()).isEqualTo("h1:fVts2HjYwzBWrJtkf1B9HRDAuCZcZLexWI6ZX6Ls/IU=");
    assertThat(lookup.module().goModHash())
        .isEqualTo("h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=");
    assertThat(lookup.notCompared()).isEmpty();
    assertThat(lookup.origin()).isEqualTo(Lookup.Origin.REMOTE);

    long today = database.refresh().size();
    assertThat(today).isGreaterThan(71_848_828);
    assertThat(memory.head()).contains("\n" + today + "\n");

    Lookup old = database.lookup(RealNotes.GO_1_21_9);
    assertThat(old.module().record().index()).isEqualTo(24_929_362);
    assertThat(old.module().hash()).isEqualTo("h1:rRL9rPpsjKfpdDFcppvNgw1/dynUMrpDcTxdIwtyFR0=");

    String proof = old.module().record().proof().text();
    assertThat(LogProof.parse(proof).verify(key).index()).isEqualTo(24_929_362);
    Lookup offline = new SumDatabase(key, LogReader.NOWHERE, List.of(), memory).lookup(GO_1_27_0);
    assertThat(offline.module().hash())
        .isEqualTo("h1:fVts2HjYwzBWrJtkf1B9HRDAuCZcZLexWI6ZX6Ls/IU=");
  }

  private Lookup windowsOnArm(String h1) throws Exception {
    LogReader log = PublicLog.claiming(PublicLog.reader(), WINDOWS_ARM64, 60_251_419, h1);
    return new SumDatabase(key, log, List.of(), memory).lookup(WINDOWS_ARM64);
  }

  /** The hash is that of a toolchain built from sources: nothing else was known before. */
  @Test
  void aToolchainThatTheProxyDoesNotServeIsInTheTreeAllTheSame() throws Exception {
    String h1 = "h1:Z8WPdmxS/ehnhKTyAXXbganbXp+x78y2xhKCgcFDYcQ=";
    Lookup lookup = windowsOnArm(h1);
    assertThat(lookup.module().hash()).isEqualTo(h1);
    assertThat(LogProof.parse(lookup.module().record().proof().text()).verify(key).index())
        .isEqualTo(60_251_419);
  }

  @Test
  void anotherHashAtItsIndexIsNotInTheTree() {
    assertThatExceptionOfType(LogException.class)
        .isThrownBy(() -> windowsOnArm("h1:A8WPdmxS/ehnhKTyAXXbganbXp+x78y2xhKCgcFDYcQ="))
        .extracting(LogException::reason)
        .isEqualTo(LogException.Reason.WRONG_RECORD);
  }
}
