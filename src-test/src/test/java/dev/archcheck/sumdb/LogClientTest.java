package dev.archcheck.sumdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.servers.LogDouble;
import dev.archcheck.servers.LogSigner;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogException.Reason;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LogProof;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.LogRecord;
import dev.archcheck.verify.sumdb.Lookup;
import dev.archcheck.verify.sumdb.Lookup.Origin;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is kept, what is asked again, and what becomes of it. */
class LogClientTest {

  private static final String PATH = "golang.org/toolchain";
  private static final String MOD_HASH = "h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=";
  private static final String HASH = "h1:fVts2HjYwzBWrJtkf1B9HRDAuCZcZLexWI6ZX6Ls/IU=";
  private static final ModuleVersion FIRST = version(1);
  private static final ModuleVersion SECOND = version(2);

  private final LogSigner signer = new LogSigner("log.example");
  private final LogDouble log = log("m");
  private final LogClient client = new LogClient(log);

  private static ModuleVersion version(int patch) {
    return new ModuleVersion(PATH, "v0.0.1-go1.27." + patch + ".linux-amd64");
  }

  private LogDouble log(String word) {
    LogDouble made = new LogDouble(signer).fillTo(700, "m");
    made.add(PATH, FIRST.version(), HASH, MOD_HASH);
    made.fillTo(66_050, "m");
    made.add(PATH, SECOND.version(), HASH, MOD_HASH);
    return made.fillTo(66_100, word);
  }

  @Test
  void aKeptProofNeedsNobody() throws Exception {
    Lookup first = client.lookup(log, FIRST);
    assertThat(first.origin()).isEqualTo(Origin.REMOTE);
    log.forgetAsked();
    Lookup again = client.lookup(log, FIRST);
    assertThat(log.asked()).isEmpty();
    assertThat(again.origin()).isEqualTo(Origin.KEPT_PROOF);
    assertThat(again.module().hash()).isEqualTo(first.module().hash());
    assertThat(again.isCompared()).isTrue();
    Lookup offline = client.of(LogReader.NOWHERE).lookup(FIRST);
    assertThat(offline.module().hash()).isEqualTo(HASH);
    assertThat(offline.isCompared()).isTrue();
  }

  @Test
  void tilesAreNotAskedForTwice() throws Exception {
    client.lookup(log, FIRST);
    log.forgetAsked();
    Lookup second = client.lookup(log, SECOND);
    assertThat(second.module().hash()).isEqualTo(HASH);
    // Its record is at the right edge of the same tree, which is known.
    assertThat(log.asked()).containsOnlyKeys("lookup/" + SECOND.escaped());
  }

  @Test
  void whatIsNeededIsAskedForAllAtOnce() throws Exception {
    CountDownLatch tiles = new CountDownLatch(5); // three at the edge, two above the record
    LogReader slow =
        (path, limit) -> {
          if (path.startsWith("tile/")) {
            tiles.countDown();
            await(tiles);
          }
          return LogClient.reader(log).read(path, limit);
        };
    assertThat(client.of(slow).lookup(FIRST).module().hash()).isEqualTo(HASH);
    assertThat(log.asked().values()).allMatch(times -> times == 1);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IOException("the others did not come");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aDamagedCacheIsReadAnew() throws Exception {
    client.lookup(log, FIRST);
    for (String path : List.copyOf(client.memory.saved.keySet())) {
      byte[] truth = client.memory.kept(path);
      byte[] flipped = truth.clone();
      flipped[flipped.length / 2] ^= 1;
      for (byte[] damaged : new byte[][] {flipped, new byte[0], new byte[31], new byte[1 << 18]}) {
        client.memory.saved.put(path, damaged);
        client.memory.saved.keySet().removeIf(p -> p.startsWith("proof/") && !p.equals(path));
        Lookup lookup = client.lookup(log, FIRST);
        assertThat(lookup.module().hash()).isEqualTo(HASH);
        assertThat(lookup.origin()).isEqualTo(Origin.REMOTE);
        assertThat(client.memory.load(path)).isEqualTo(truth);
      }
    }
  }

  @Test
  void aKeptProofOfAnotherModuleIsNotUsed() throws Exception {
    client.lookup(log, FIRST);
    byte[] proof = client.memory.kept("proof/" + FIRST.escaped());
    client.memory.save("proof/" + SECOND.escaped(), proof);
    assertThat(client.lookup(log, SECOND).origin()).isEqualTo(Origin.REMOTE);
  }

  @Test
  void theHeadMovesForwardOnly() throws Exception {
    for (int size : new int[] {800, 66_050, 900, 66_100, 1000}) {
      log.publish(66_100);
      log.answerInstead("latest", log.head(size));
      client.of(LogClient.reader(log)).refresh();
    }
    assertThat(client.memory.head()).isEqualTo(log.head(66_100));
  }

  @Test
  void anotherProcessMayBeFaster() throws Exception {
    client.memory.refuse(3);
    assertThat(client.lookup(log, FIRST).module().hash()).isEqualTo(HASH);
    assertThat(client.memory.head()).isEqualTo(log.head(66_100));
  }

  @Test
  void manyThreadsMayAsk() throws Exception {
    SumDatabase database = client.of(LogClient.reader(log));
    log.answerInstead("latest", log.head(40_000));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<String>> hashes = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        ModuleVersion module = i % 2 == 0 ? FIRST : SECOND;
        hashes.add(threads.submit(() -> database.lookup(module).module().hash()));
        Future<?> _ = threads.submit(database::refresh);
      }
      for (Future<String> hash : hashes) {
        assertThat(hash.get()).isEqualTo(HASH);
      }
    }
    assertThat(client.memory.head()).isEqualTo(log.head(66_100));
  }

  // --- what other programs know ---

  @Test
  void aLargerTreeThatAnotherProgramKnowsIsTakenOver() throws Exception {
    log.answerInstead(
        "lookup/" + FIRST.escaped(), "700\n" + log.record(700) + "\n" + log.head(65_537));
    client.memory.others.add(log.head(66_100));
    Lookup lookup = client.lookup(log, FIRST);
    assertThat(lookup.remembered().size()).isEqualTo(66_100);
    assertThat(lookup.isCompared()).isTrue();
    assertThat(client.memory.head()).isEqualTo(log.head(66_100));
  }

  @Test
  void aForkThatAnotherProgramKnowsIsFound() throws Exception {
    LogDouble fork = log("fork");
    for (int size : new int[] {66_060, 66_100}) {
      LogClient fresh = new LogClient(log);
      fresh.memory.others.add(fork.head(size));
      Reason reason = size == 66_100 ? Reason.FORK : Reason.INCONSISTENT;
      LogException refusal = fresh.refused(log, FIRST, reason);
      assertThat(refusal.notes()).containsExactly(fork.head(size), log.head(66_100));
    }
  }

  @Test
  void whatAnotherProgramDamagedIsNotTheLogsFault() throws Exception {
    client.memory.others.add("");
    client.memory.others.add("garbage");
    client.memory.others.add(new LogSigner("log.example").note(RealNotes.OF_28891140));
    assertThat(client.lookup(log, FIRST).isCompared()).isTrue();
  }

  @Test
  void whatCouldNotBeComparedIsSaid() throws Exception {
    client.lookup(log, FIRST);
    client.memory.others.add(log.head(1000));
    client.memory.saved.keySet().removeIf(path -> path.startsWith("tile/"));
    Lookup lookup = client.of(LogReader.NOWHERE).lookup(FIRST);
    assertThat(lookup.module().hash()).isEqualTo(HASH);
    assertThat(lookup.isCompared()).isFalse();
    assertThat(lookup.notCompared()).singleElement().asString().contains("1000 records");
  }

  @Test
  void theCacheOfAnotherProgramServesWithoutANetwork() throws Exception {
    Lookup lookup = client.of(LogReader.NOWHERE, LogClient.reader(log)).lookup(SECOND);
    assertThat(lookup.origin()).isEqualTo(Origin.LOCAL);
    assertThat(lookup.module().hash()).isEqualTo(HASH);
    assertThat(client.memory.head()).isEqualTo(log.head(66_100));
  }

  /** Its answer is of an old tree; its tiles are those of the tree that it remembers. */
  @Test
  void theCacheOfAnotherProgramFitsWhatItRemembers() throws Exception {
    LogReader cache =
        (path, limit) -> {
          log.publish(path.startsWith("lookup/") ? 900 : 66_100);
          return LogClient.reader(log).read(path, limit);
        };
    client.memory.others.add(log.head(66_100));
    Lookup lookup = client.of(LogReader.NOWHERE, cache).lookup(FIRST);
    assertThat(lookup.origin()).isEqualTo(Origin.LOCAL);
    assertThat(lookup.remembered().size()).isEqualTo(66_100);
  }

  @Test
  void whyACacheWasNotEnoughIsKept() {
    LogReader cache =
        (path, limit) -> {
          if (path.startsWith("tile/")) {
            throw new LogNotFoundException(path);
          }
          return LogClient.reader(log).read(path, limit);
        };
    assertThatThrownBy(() -> client.of(LogReader.NOWHERE, cache).lookup(FIRST))
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void theCacheOfAnotherProgramIsNotTrusted() throws Exception {
    LogDouble damaged = log("m");
    damaged.answerInstead("lookup/" + FIRST.escaped(), damaged.lookup(5));
    Lookup lookup = client.of(LogClient.reader(log), LogClient.reader(damaged)).lookup(FIRST);
    assertThat(lookup.origin()).isEqualTo(Origin.REMOTE);
    assertThat(lookup.module().hash()).isEqualTo(HASH);
  }

  @Test
  void aForkInTheCacheOfAnotherProgramIsFound() throws Exception {
    client.of(LogClient.reader(log)).refresh();
    SumDatabase database = client.of(LogClient.reader(log), LogClient.reader(log("fork")));
    assertThatExceptionOfType(LogException.class)
        .isThrownBy(() -> database.lookup(FIRST))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FORK));
  }

  // --- proofs to carry about ---

  @Test
  void aProofVerifiesWithTheKeyAlone() throws Exception {
    String text = client.lookup(log, FIRST).module().record().proof().text();
    LogRecord record = LogProof.parse(text).verify(LogKey.parse(log.verifierKey()));
    assertThat(record.index()).isEqualTo(700);
    assertThat(record.text()).isEqualTo(log.record(700));
    assertThat(record.module(FIRST).hash()).isEqualTo(HASH);
    assertThat(record.proof().text()).isEqualTo(text);
    assertThat(record.inclusion().size()).isEqualTo(66_100);
    assertThatExceptionOfType(LogException.class)
        .isThrownBy(() -> record.module(SECOND))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_MATCHING_LINE));
    assertThatExceptionOfType(LogException.class)
        .isThrownBy(() -> LogProof.parse(text).verify(LogKey.goChecksumDatabase()))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KEY));
  }

  @Test
  void noByteOfAProofCanBeChanged() throws Exception {
    String text = client.lookup(log, FIRST).module().record().proof().text();
    LogKey key = LogKey.parse(log.verifierKey());
    byte[] truth = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < truth.length; i++) {
      byte[] forged = truth.clone();
      forged[i] ^= 1;
      assertThatExceptionOfType(LogException.class)
          .as("byte %d", i)
          .isThrownBy(() -> LogProof.parse(new String(forged, StandardCharsets.UTF_8)).verify(key));
    }
    for (int length = 0; length < text.length(); length++) {
      String part = text.substring(0, length);
      assertThatExceptionOfType(LogException.class)
          .as("%d characters", length)
          .isThrownBy(() -> LogProof.parse(part).verify(key));
    }
  }

  @Test
  void aProofOfAForkIsFound() throws Exception {
    LogDouble fork = log("fork");
    LogProof proof = new LogClient(fork).lookup(fork, FIRST).module().record().proof();
    assertThat(proof.verify(LogClient.keyOf(log)).module(FIRST).hash()).isEqualTo(HASH);
    client.of(LogClient.reader(log)).refresh();
    assertThatExceptionOfType(LogException.class)
        .isThrownBy(() -> client.of(LogReader.NOWHERE).check(proof, FIRST))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FORK));
  }

  @Test
  void aProofIsRememberedWhereNothingWas() throws Exception {
    LogProof proof = client.lookup(log, FIRST).module().record().proof();
    LogClient elsewhere = new LogClient(log);
    Lookup lookup = elsewhere.of(LogReader.NOWHERE).check(proof, FIRST);
    assertThat(lookup.isCompared()).isTrue();
    assertThat(elsewhere.memory.head()).isEqualTo(log.head(66_100));
  }

  @Test
  void aLogOfOneRecordHasAProofWithoutHashes() throws Exception {
    LogDouble small = new LogDouble("log.example");
    small.add(PATH, FIRST.version(), HASH, MOD_HASH);
    Lookup lookup = new LogClient(small).lookup(small, FIRST);
    assertThat(lookup.module().record().inclusion().hashes()).isEmpty();
    LogProof proof = LogProof.parse(lookup.module().record().proof().text());
    assertThat(proof.verify(LogClient.keyOf(small)).index()).isZero();
  }
}
