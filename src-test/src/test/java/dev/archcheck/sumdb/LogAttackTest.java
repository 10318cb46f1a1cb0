package dev.archcheck.sumdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.servers.LogDouble;
import dev.archcheck.servers.LogSigner;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogException.Reason;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.Lookup;
import dev.archcheck.verify.sumdb.ModuleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log, or who stands between, that answers everything but the truth. */
class LogAttackTest {

  private static final int LARGEST = 70_000;
  private static final String PATH = "golang.org/toolchain";
  private static final String VERSION = "v0.0.1-go1.27.0.linux-amd64";
  private static final ModuleVersion MODULE = new ModuleVersion(PATH, VERSION);
  private static final String LOOKUP = "lookup/" + PATH + "@" + VERSION;
  private static final String HASH = "h1:fVts2HjYwzBWrJtkf1B9HRDAuCZcZLexWI6ZX6Ls/IU=";
  private static final String MOD_HASH = "h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=";
  private static final String FORGED_HASH = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final String FORGED_LINE = PATH + " " + VERSION + " " + FORGED_HASH + "\n";
  private static final int INDEX = 30_000;

  private static final LogSigner SIGNER = new LogSigner("log.example");
  private static final LogDouble LOG = log("m");

  /** The same records at the beginning, others at the end, and the same key. */
  private static final LogDouble FORK = log("fork");

  private static LogDouble log(String word) {
    LogDouble log = new LogDouble(SIGNER).fillTo(INDEX, "m");
    log.add(PATH, VERSION, HASH, MOD_HASH);
    log.add(PATH, VERSION + "p32", FORGED_HASH, MOD_HASH);
    log.add(PATH + "2", VERSION, FORGED_HASH, MOD_HASH);
    return log.fillTo(LARGEST, word);
  }

  private final LogClient client = new LogClient(LOG);

  @AfterEach
  void beHonestAgain() {
    LOG.answerTruth();
    LOG.publish(LARGEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {30_001, 32_768, 65_536, 65_537, 66_000, 69_999, 70_000})
  void theTruthIsProven(int size) throws Exception {
    LOG.publish(size);
    Lookup lookup = client.lookup(LOG, MODULE);
    assertThat(lookup.module().hash()).isEqualTo(HASH);
    assertThat(lookup.module().goModHash()).isEqualTo(MOD_HASH);
    assertThat(lookup.module().record().index()).isEqualTo(INDEX);
    assertThat(lookup.remembered().size()).isEqualTo(size);
    assertThat(lookup.isCompared()).isTrue();
    assertThat(client.memory.head()).isEqualTo(LOG.head(size));
  }

  // --- forged tiles ---

  /** Tiles that all show a forged record, up to a level; above it they are the true ones. */
  private Map<String, byte[]> forge(int size, int index, int levels) throws Exception {
    Map<String, byte[]> forged = new HashMap<>();
    byte[] hash = sha256(new byte[] {0}, FORGED_LINE.getBytes(StandardCharsets.UTF_8));
    int node = index;
    for (int level = 0; level < levels && size >> (8 * level) > node; level++) {
      int width = Math.min(256, (size >> (8 * level)) - (node / 256 * 256));
      String path = path(level, node / 256, width);
      byte[] tile = LogClient.truth(LOG, path);
      System.arraycopy(hash, 0, tile, node % 256 * 32, 32);
      forged.put(path, tile);
      if (width < 256) {
        break; // the edge: nothing is above
      }
      hash = top(tile);
      node /= 256;
    }
    return forged;
  }

  private static String path(int level, int index, int width) {
    String number =
        index < 1000
            ? String.format("%03d", index)
            : String.format("x%03d/%03d", index / 1000, index % 1000);
    return "tile/8/" + level + "/" + number + (width < 256 ? ".p/" + width : "");
  }

  private static byte[] top(byte[] tile) throws Exception {
    byte[] hashes = tile;
    while (hashes.length > 32) {
      byte[] above = new byte[hashes.length / 2];
      for (int i = 0; i < above.length; i += 32) {
        byte[] pair = Arrays.copyOfRange(hashes, 2 * i, (2 * i) + 64);
        System.arraycopy(sha256(new byte[] {1}, pair), 0, above, i, 32);
      }
      hashes = above;
    }
    return hashes;
  }

  private static byte[] sha256(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** A forged record in each tile of the tree, with tiles forged up to each level. */
  @ParameterizedTest
  @ValueSource(ints = {65_536, 65_537, 66_000, 69_999, 70_000})
  void noTileCanBeForged(int size) throws Exception {
    LOG.publish(size);
    for (int levels = 1; levels <= 3; levels++) {
      // The tiles that lie are the same for many records, so more levels need fewer of them.
      for (int start = 0; start < size; start += levels == 1 ? 256 : 11 * 256) {
        int index = Math.min(size - 1, start + (start / 256 * 7 % 256));
        forge(size, index, levels).forEach(LOG::answerInstead);
        LOG.answerInstead(LOOKUP, index + "\n" + FORGED_LINE + "\n" + LOG.head(size));
        LogClient fresh = new LogClient(LOG);
        fresh.refused(LOG, MODULE, Reason.FORGED_TILE);
        assertThat(fresh.memory.head()).isEmpty();
        LOG.answerTruth();
      }
    }
  }

  /** The same, for a client that knows the tree from before and has to see that it grew. */
  @ParameterizedTest
  @ValueSource(ints = {65_536, 65_537, 66_000, 69_999, 70_000})
  void noTileCanBeForgedForWhoRemembers(int size) throws Exception {
    for (int start = 0; start < size; start += 5 * 256) {
      LogClient knowing = new LogClient(LOG);
      LOG.publish(INDEX + 3);
      knowing.of(LogClient.reader(LOG)).refresh();
      LOG.publish(size);
      int index = Math.min(size - 1, start + 13);
      forge(size, index, 3).forEach(LOG::answerInstead);
      LOG.answerInstead(LOOKUP, index + "\n" + FORGED_LINE + "\n" + LOG.head(size));
      knowing.refused(LOG, MODULE, Reason.FORGED_TILE);
      assertThat(knowing.memory.head()).isEqualTo(LOG.head(INDEX + 3));
      LOG.answerTruth();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {65_536, 65_537, 66_000, 69_999, 70_000})
  void noHashOfATileThatIsUsedCanBeChanged(int size) throws Exception {
    LOG.publish(size);
    LOG.forgetAsked();
    client.lookup(LOG, MODULE);
    Random random = new Random(size);
    for (String path : LOG.asked().keySet()) {
      if (path.startsWith("tile/")) {
        byte[] truth = LogClient.truth(LOG, path);
        for (int at = random.nextInt(4) * 32; at < truth.length; at += 4 * 32) {
          byte[] forged = truth.clone();
          forged[at + random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
          LOG.answerInstead(path, forged);
          new LogClient(LOG).refused(LOG, MODULE, Reason.FORGED_TILE);
        }
        LOG.answerTruth();
      }
    }
  }

  @Test
  void aTileHasAsManyHashesAsItMust() throws Exception {
    client.lookup(LOG, MODULE);
    for (String path : LOG.asked().keySet()) {
      if (path.startsWith("tile/")) {
        byte[] truth = LogClient.truth(LOG, path);
        for (int length :
            new int[] {0, 1, truth.length - 32, truth.length - 1, truth.length + 32}) {
          LOG.answerInstead(path, Arrays.copyOf(truth, length));
          new LogClient(LOG).refused(LOG, MODULE, Reason.MALFORMED_TILE);
        }
        LOG.answerTruth();
      }
    }
  }

  @Test
  void aNarrowTileOfThePastIsTakenFromTheFullOne() throws Exception {
    LOG.publish(69_999);
    LogClient knowing = new LogClient(LOG);
    knowing.of(LogClient.reader(LOG)).refresh();
    // Only full tiles and those of the newest tree are there, as with a log that tidies up.
    LogReader tidy =
        (path, limit) -> {
          if (path.contains(".p/") && !path.contains("/2/")) {
            throw new LogNotFoundException(path);
          }
          return LogClient.reader(LOG).read(path, limit);
        };
    LOG.publish(INDEX + 3);
    LogClient early = new LogClient(LOG);
    LogReader grown =
        (path, limit) -> {
          LOG.publish(path.startsWith("lookup/") ? INDEX + 3 : LARGEST);
          return tidy.read(path, limit);
        };
    assertThat(early.of(grown).lookup(MODULE).module().hash()).isEqualTo(HASH);
  }

  // --- forged answers ---

  @Test
  void linesThatTheRecordDoesNotHaveDoNotCount() throws Exception {
    String truth = LOG.lookup(INDEX);
    String record = LOG.record(INDEX);
    String head = LOG.head(LARGEST);
    Map<String, Reason> attacks = new HashMap<>();
    attacks.put(truth.replace(record, record + FORGED_LINE), Reason.WRONG_RECORD);
    attacks.put(truth.replace(record, FORGED_LINE + record), Reason.WRONG_RECORD);
    attacks.put(truth.replace(record, FORGED_LINE), Reason.WRONG_RECORD);
    attacks.put(truth.replace(record, record + "\n" + FORGED_LINE), Reason.BAD_SIGNATURE);
    attacks.put(truth.replace(head, FORGED_LINE + head), Reason.BAD_SIGNATURE);
    attacks.put(truth + FORGED_LINE, Reason.MALFORMED_NOTE);
    attacks.put(truth + "\n" + FORGED_LINE, Reason.MALFORMED_NOTE);
    attacks.put(FORGED_LINE + truth, Reason.MALFORMED_ANSWER);
    attacks.put(INDEX + "\n\n" + FORGED_LINE + "\n" + head, Reason.MALFORMED_ANSWER);
    for (Map.Entry<String, Reason> attack : attacks.entrySet()) {
      LOG.answerInstead(LOOKUP, attack.getKey());
      new LogClient(LOG).refused(LOG, MODULE, attack.getValue());
    }
  }

  /** A note may carry lines of unknown signers; what they spell is nobody's word. */
  @Test
  void linesInTheNameOfUnknownSignersDoNotCount() throws Exception {
    String unrelated = LOG.lookup(5);
    LogSigner stranger = new LogSigner(PATH);
    LOG.answerInstead(LOOKUP, unrelated + stranger.line(FORGED_LINE));
    new LogClient(LOG).refused(LOG, MODULE, Reason.NO_MATCHING_LINE);
  }

  @Test
  void anAnswerMustSpeakOfTheModule() throws Exception {
    for (int index : new int[] {0, 5, INDEX - 1, INDEX + 1, INDEX + 2, LARGEST - 1}) {
      LOG.answerInstead(LOOKUP, LOG.lookup(index));
      LogException refusal = new LogClient(LOG).refused(LOG, MODULE, Reason.NO_MATCHING_LINE);
      assertThat(refusal).hasMessageContaining(MODULE.toString());
    }
  }

  @Test
  void anEmptyAnswerIsNone() {
    for (String empty :
        new String[] {"", "\n", "\n\n", "0\n", "0\n\n", "\n\n" + LOG.head(LARGEST)}) {
      LOG.answerInstead(LOOKUP, empty);
      new LogClient(LOG).refused(LOG, MODULE, Reason.MALFORMED_ANSWER);
    }
    LOG.answerInstead(LOOKUP, LOG.head(LARGEST));
    new LogClient(LOG).refused(LOG, MODULE, Reason.MALFORMED_ANSWER);
  }

  @Test
  void theIndexMustBeThatOfTheRecord() throws Exception {
    String rest = LOG.lookup(INDEX).substring(String.valueOf(INDEX).length());
    for (int index : new int[] {0, INDEX - 1, INDEX + 1, LARGEST - 1, LARGEST, Integer.MAX_VALUE}) {
      LOG.answerInstead(LOOKUP, index + rest);
      new LogClient(LOG).refused(LOG, MODULE, Reason.WRONG_RECORD);
    }
    for (String index : new String[] {"-1", "030000", "+30000", "", "30000 ", "1e4"}) {
      LOG.answerInstead(LOOKUP, index + rest);
      new LogClient(LOG).refused(LOG, MODULE, Reason.MALFORMED_ANSWER);
    }
  }

  @Test
  void theHeadMustBeSignedByTheLog() throws Exception {
    LogDouble impostor = new LogDouble("log.example").fillTo(300, "x");
    impostor.add(PATH, VERSION, FORGED_HASH, MOD_HASH);
    client.refused(impostor, MODULE, Reason.UNKNOWN_KEY);
    assertThat(client.memory.head()).isEmpty();
    assertThat(client.memory.saved).isEmpty();
  }

  @Test
  void noByteOfAnAnswerCanBeChanged() throws Exception {
    byte[] truth = LOG.lookup(INDEX).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < truth.length; i++) {
      byte[] forged = truth.clone();
      forged[i] ^= 1;
      LOG.answerInstead(LOOKUP, forged);
      assertThatExceptionOfType(LogException.class)
          .as("byte %d", i)
          .isThrownBy(() -> new LogClient(LOG).lookup(LOG, MODULE));
    }
  }

  @Test
  void noPartOfAnAnswerIsEnough() throws Exception {
    byte[] truth = LOG.lookup(INDEX).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < truth.length; length++) {
      LOG.answerInstead(LOOKUP, Arrays.copyOf(truth, length));
      assertThatExceptionOfType(LogException.class)
          .as("%d bytes", length)
          .isThrownBy(() -> new LogClient(LOG).lookup(LOG, MODULE));
    }
  }

  @Test
  void aMegabyteOfGarbageIsRefused() throws Exception {
    client.lookup(LOG, MODULE);
    byte[] garbage = new byte[1 << 20];
    new Random(1).nextBytes(garbage);
    byte[] zeros = new byte[1 << 20];
    for (String path : LOG.asked().keySet()) {
      for (byte[] much : new byte[][] {garbage, zeros}) {
        LOG.answerInstead(path, much);
        Reason reason = path.startsWith("tile/") ? Reason.MALFORMED_TILE : Reason.OVERSIZED_ANSWER;
        new LogClient(LOG).refused(LOG, MODULE, reason);
      }
      LOG.answerTruth();
    }
    LOG.answerInstead("latest", garbage);
    assertThatExceptionOfType(LogException.class)
        .isThrownBy(() -> client.of(LogClient.reader(LOG)).refresh());
    LOG.answerInstead(LOOKUP, Arrays.copyOf(garbage, 60_000));
    new LogClient(LOG).refused(LOG, MODULE, Reason.MALFORMED_ANSWER);
  }

  @Test
  void aRecordWithTwoHashesForOneIsRefused() throws Exception {
    LogDouble log = new LogDouble("log.example").fillTo(10, "m");
    int index = log.addRecord(PATH + " " + VERSION + " " + HASH + "\n" + FORGED_LINE);
    int bad = log.addRecord(PATH + " " + VERSION + " h1:short\n");
    log.answerInstead(LOOKUP, log.lookup(index));
    new LogClient(log).refused(log, MODULE, Reason.CONFLICTING_LINES);
    log.answerInstead(LOOKUP, log.lookup(bad));
    new LogClient(log).refused(log, MODULE, Reason.MALFORMED_ANSWER);
  }

  // --- forks and rollbacks ---

  @Test
  void aForkOfTheSameSizeIsShownWithBothNotes() throws Exception {
    client.of(LogClient.reader(LOG)).refresh();
    LogException refusal = client.refused(FORK, MODULE, Reason.FORK);
    assertThat(refusal.notes()).containsExactly(LOG.head(LARGEST), FORK.head(LARGEST));
    assertThat(client.memory.head()).isEqualTo(LOG.head(LARGEST));
  }

  @ParameterizedTest
  @ValueSource(ints = {30_004, 65_536, 65_537, 66_000, 69_999})
  void aTreeThatDoesNotContinueTheRememberedOneIsRefused(int remembered) throws Exception {
    LOG.publish(remembered);
    client.of(LogClient.reader(LOG)).refresh();
    LogException refusal = client.refused(FORK, MODULE, Reason.INCONSISTENT);
    assertThat(refusal.notes()).containsExactly(LOG.head(remembered), FORK.head(LARGEST));
    assertThat(client.memory.head()).isEqualTo(LOG.head(remembered));
    assertThatExceptionOfType(LogException.class)
        .isThrownBy(() -> client.of(LogClient.reader(FORK)).refresh());
  }

  /** The fork shows a smaller tree, and passes on the true tiles of the remembered one. */
  @ParameterizedTest
  @ValueSource(ints = {30_004, 65_536, 65_537, 66_000, 69_999})
  void aSmallerTreeThatIsNoBeginningIsRefused(int smaller) throws Exception {
    client.of(LogClient.reader(LOG)).refresh();
    LOG.answerInstead(LOOKUP, INDEX + "\n" + LOG.record(INDEX) + "\n" + FORK.head(smaller));
    LogException refusal = client.refused(LOG, MODULE, Reason.INCONSISTENT);
    assertThat(refusal.notes()).containsExactly(LOG.head(LARGEST), FORK.head(smaller));
    assertThat(client.memory.head()).isEqualTo(LOG.head(LARGEST));
  }

  @Test
  void aServerThatLagsBehindChangesNothing() throws Exception {
    client.of(LogClient.reader(LOG)).refresh();
    LOG.answerInstead(LOOKUP, INDEX + "\n" + LOG.record(INDEX) + "\n" + LOG.head(66_000));
    Lookup lookup = client.lookup(LOG, MODULE);
    assertThat(lookup.module().hash()).isEqualTo(HASH);
    assertThat(lookup.module().record().head().size()).isEqualTo(LARGEST);
    assertThat(client.memory.head()).isEqualTo(LOG.head(LARGEST));
    LOG.answerInstead("latest", LOG.head(66_000));
    assertThat(client.of(LogClient.reader(LOG)).refresh().size()).isEqualTo(LARGEST);
    assertThat(client.memory.head()).isEqualTo(LOG.head(LARGEST));
  }

  /** A server that was set back cannot show that its tree is the beginning of the larger one. */
  @Test
  void aServerThatWasSetBackIsNotBelieved() throws Exception {
    client.memory.setHead(LOG.head(LARGEST));
    LOG.publish(66_000);
    assertThatThrownBy(() -> client.lookup(LOG, MODULE)).isInstanceOf(IOException.class);
    assertThat(client.memory.saved).isEmpty();
    assertThat(client.memory.head()).isEqualTo(LOG.head(LARGEST));
  }

  @Test
  void aDamagedMemoryIsSaidAndNotForgotten() {
    String head = LOG.head(LARGEST);
    for (String damaged : new String[] {head.replace("70000", "70001"), "x", head + "x", "\n\n"}) {
      client.memory.setHead(damaged);
      client.refused(LOG, MODULE, Reason.DAMAGED_MEMORY);
      assertThat(client.memory.head()).isEqualTo(damaged);
    }
  }

  // --- unavailability ---

  @Test
  void whatCannotBeReadIsNeverAViolationAndNeverAccepted() throws Exception {
    client.lookup(LOG, MODULE);
    for (String missing : LOG.asked().keySet()) {
      LogClient fresh = new LogClient(LOG);
      LogReader broken =
          (path, limit) -> {
            if (path.equals(missing)) {
              throw new IOException("connection reset");
            }
            return LogClient.reader(LOG).read(path, limit);
          };
      assertThatThrownBy(() -> fresh.of(broken).lookup(MODULE))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("connection reset");
      assertThat(fresh.memory.head()).isEmpty();
      assertThat(fresh.memory.saved).isEmpty();
    }
  }

  @Test
  void aModuleThatTheLogDoesNotHaveIsNotFound() {
    ModuleVersion unknown = new ModuleVersion(PATH, "v0.0.1-go9.9.9.linux-amd64");
    assertThatThrownBy(() -> client.lookup(LOG, unknown)).isInstanceOf(LogNotFoundException.class);
    assertThatThrownBy(() -> client.of(LogReader.NOWHERE).lookup(MODULE))
        .isExactlyInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "../x", "a//b", "/a", "a/", "a\n", "a@b", "a!b", "a%2fb", "a?b"})
  void whatIsNoPathIsNotAskedFor(String path) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new ModuleVersion(path, VERSION));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new ModuleVersion(PATH, path));
  }
}
