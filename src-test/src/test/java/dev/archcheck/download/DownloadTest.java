package dev.archcheck.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.servers.Mode;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.toolchain.download.AllFailedException;
import dev.archcheck.toolchain.download.Download;
import dev.archcheck.toolchain.download.Downloaded;
import dev.archcheck.toolchain.download.Downloader;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.FetchException.Kind;
import dev.archcheck.toolchain.download.Patience;
import dev.archcheck.toolchain.download.Source;
import dev.archcheck.toolchain.download.StartedAgainException;
import dev.archcheck.toolchain.download.Wanted;
import dev.archcheck.toolchain.download.Watcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DownloadTest {

  private static final String NAME = "go1.27.0.linux-amd64.tar.gz";
  private static final String PATH = "/" + NAME;
  private static final int SIZE = 1_000_000;

  private static final Patience LITTLE =
      new Patience(
          3,
          1,
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          Duration.ofMillis(400),
          Duration.ofMillis(100),
          Duration.ofMillis(300));

  @TempDir Path folder;

  private ReleaseServer server;
  private byte[] bytes = content(SIZE, 1);

  private static byte[] content(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    bytes[0] = 0x1F;
    bytes[1] = (byte) 0x8B;
    return bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = ReleaseServer.start();
    server.put(PATH, bytes);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Downloader downloader() throws IOException {
    return new Downloader(Net.http(), folder, LITTLE);
  }

  private Source source(ReleaseServer from) {
    return Source.of(from.url().resolve(NAME));
  }

  /** An address where nobody listens. */
  private Source dead() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Source.of(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/" + NAME));
    }
  }

  private Wanted wanted() {
    return new Wanted(NAME, List.of(source(server)), SIZE, sha256(bytes));
  }

  private Wanted unknown() {
    return new Wanted(NAME, List.of(source(server)), -1, "");
  }

  private Downloaded get(Wanted wanted) throws IOException {
    return downloader().download(wanted, Watcher.NOBODY);
  }

  private FetchException failure(Wanted wanted) {
    try {
      Downloaded got = get(wanted);
      throw new AssertionError("was downloaded: " + got);
    } catch (FetchException e) {
      return e;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** No file by its name may be there that is not what it should be. */
  private void assertNothingFinished() {
    assertThat(folder.resolve(NAME)).doesNotExist();
  }

  private void assertFinished(Downloaded got) throws IOException {
    assertThat(Files.readAllBytes(got.file())).isEqualTo(bytes);
    assertThat(got.sha256()).isEqualTo(sha256(bytes));
    assertThat(got.size()).isEqualTo(bytes.length);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString())).containsExactly(NAME);
    }
  }

  @Test
  void downloadsAndHashes() throws IOException {
    AtomicLong last = new AtomicLong();
    Downloaded got =
        downloader()
            .download(
                wanted(),
                (at, total) -> {
                  assertThat(total).isEqualTo(SIZE);
                  assertThat(at).isGreaterThanOrEqualTo(last.getAndSet(at));
                });
    assertFinished(got);
    assertThat(last).hasValue(SIZE);
    assertThat(got.resumed()).isZero();
    assertThat(got.failures()).isEmpty();
    assertThat(server.requests().getFirst().header("accept-encoding")).isEqualTo("identity");
  }

  @Test
  void downloadsWithoutALengthOrADigest() throws IOException {
    server.mode(PATH, Mode.good().chunked());
    assertFinished(get(unknown()));
  }

  @Test
  void takesAFinishedFileOnlyByItsDigest() throws IOException {
    get(wanted());
    server.forget();
    Downloaded again = get(wanted());
    assertThat(server.requests()).isEmpty();
    assertThat(again.resumed()).isEqualTo(SIZE);

    Files.write(folder.resolve(NAME), Arrays.copyOf(bytes, SIZE / 2));
    assertFinished(get(wanted()));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void goesOnInTheSameRunWhereTheConnectionWasCut() throws IOException {
    server.mode(PATH, Mode.good().cutAfter(300_000).times(2));
    assertFinished(get(wanted()));
    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().get(1).header("range")).isEqualTo("bytes=300000-");
    assertThat(server.requests().get(2).header("range")).isEqualTo("bytes=600000-");
    assertThat(server.requests().get(2).header("if-range")).startsWith("\"");
  }

  @Test
  void goesOnInTheNextRun() throws IOException {
    server.mode(PATH, Mode.good().cutAfter(100_000));
    // Every try gets on a bit; only the last fails for good.
    server.mode(PATH, Mode.good().cutAfter(250_000).times(1));
    assertFinished(get(wanted()));

    Files.delete(folder.resolve(NAME));
    interrupted(400_000);
    server.forget();
    Downloaded got = get(wanted());
    assertFinished(got);
    assertThat(got.resumed()).isEqualTo(400_000);
    assertThat(server.requests().getFirst().header("range")).isEqualTo("bytes=400000-");
  }

  /** Leaves what a run leaves that was killed. */
  private void interrupted(int at) throws IOException {
    server.mode(PATH, Mode.good().silentAfter(at));
    try (Download download = downloader().start(wanted(), Watcher.NOBODY);
        InputStream in = download.open()) {
      assertThat(in.readNBytes(at)).isEqualTo(Arrays.copyOf(bytes, at));
    }
    server.mode(PATH, Mode.good());
    assertThat(folder.resolve(NAME + ".part")).hasSize(at);
    assertThat(folder.resolve(NAME + ".part.json")).exists();
  }

  @Test
  void keepsTheValidatorOfTheFinalAnswerUnderTheAddressThatWasAsked() throws IOException {
    server.put("/real/file.gz", bytes);
    server.mode("/real/file.gz", Mode.good().cutAfter(500_000).times(1));
    server.mode(PATH, Mode.good().redirect(server.url("localhost").resolve("real/file.gz")));
    assertFinished(get(wanted()));
    assertThat(server.requests())
        .extracting(ReleaseServer.Request::path)
        .containsExactly(PATH, "/real/file.gz", PATH, "/real/file.gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WEAK", "NONE", "CHANGING"})
  void startsAgainWhereNothingShowsThatItIsTheSameFile(String tag) throws IOException {
    server.mode(PATH, Mode.good().tag(Mode.Tag.valueOf(tag)).cutAfter(300_000).times(1));
    assertFinished(get(wanted()));
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).header("range"))
        .isEqualTo(tag.equals("CHANGING") ? "bytes=300000-" : "");
  }

  @Test
  void goesOnByADateThatIsOldEnough() throws IOException {
    Mode dated = Mode.good().tag(Mode.Tag.DATE).cutAfter(300_000);
    server.mode(PATH, dated.times(4));
    assertFinished(get(wanted()));
    assertThat(server.requests().get(1).header("if-range")).contains("2026");
  }

  @Test
  void startsAgainWhereTheFileHasChanged() throws IOException {
    interrupted(400_000);
    bytes = content(SIZE, 2);
    server.put(PATH, bytes);
    Downloaded got = get(wanted());
    assertFinished(got);
    assertThat(got.resumed()).isZero();
  }

  @Test
  void startsAgainWhereAServerTakesNoNoticeOfRanges() throws IOException {
    interrupted(400_000);
    server.mode(PATH, Mode.good().ignoringRange());
    assertFinished(get(wanted()));
  }

  @Test
  void startsAgainWhereAServerSendsAnotherRange() throws IOException {
    interrupted(400_000);
    server.mode(PATH, Mode.good().wrongRange().times(1));
    assertFinished(get(wanted()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"schema\":\"archcheck.partial/1\"}",
        "{\"schema\":\"archcheck.partial/1\",\"url\":\"x\",\"validator\":\"\\\"y\\\"\",\"total\":-5,"
            + "\"have\":3}"
      })
  void startsAgainWithStateThatCannotBeRead(String state) throws IOException {
    interrupted(400_000);
    Files.writeString(folder.resolve(NAME + ".part.json"), state);
    assertFinished(get(wanted()));
  }

  @Test
  void startsAgainWhereWhatWasKeptIsWrong() throws IOException {
    interrupted(400_000);
    byte[] kept = Files.readAllBytes(folder.resolve(NAME + ".part"));
    kept[200_000] ^= 1;
    Files.write(folder.resolve(NAME + ".part"), kept);
    Downloaded got = get(wanted());
    assertFinished(got);
    assertThat(got.resumed()).isZero();
  }

  @Test
  void givesAFileItsNameThatOnlyLackedIt() throws IOException {
    interrupted(SIZE - 1);
    server.mode(PATH, Mode.good());
    Files.write(folder.resolve(NAME + ".part"), bytes);
    server.forget();
    Downloaded got = get(wanted());
    assertFinished(got);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void refusesOtherBytesAndSaysWhich() {
    server.mode(PATH, Mode.good().corruptAt(777_777));
    FetchException e = failure(wanted());
    assertThat(e.kind()).isEqualTo(Kind.DIGEST);
    assertThat(e).hasMessageContaining(sha256(bytes)).hasMessageContaining(PATH);
    assertNothingFinished();
    assertThat(folder.resolve(NAME + ".part")).doesNotExist();
  }

  @Test
  void recognisesALoginPage() {
    server.mode(PATH, Mode.good().portal());
    FetchException e = failure(wanted());
    assertThat(e.kind()).isEqualTo(Kind.NOT_AS_EXPECTED);
    assertThat(e).hasMessageContaining("HTML page");
    assertThat(e.hint()).contains("login");
    assertNothingFinished();
  }

  @Test
  void aLoginPageDoesNotTakeAwayWhatWasKept() throws IOException {
    interrupted(400_000);
    server.mode(PATH, Mode.good().portal());
    failure(wanted());
    server.mode(PATH, Mode.good());
    assertThat(get(wanted()).resumed()).isEqualTo(400_000);
  }

  @Test
  void recognisesAPageThatDoesNotCallItselfOne() {
    server.put(PATH, "\n <!doctype HTML><title>403</title>");
    FetchException e = failure(unknown());
    assertThat(e).hasMessageContaining("HTML page");
    assertNothingFinished();
  }

  @Test
  void recognisesWhatIsNoArchive() {
    server.put(PATH, "garbage");
    assertThat(failure(unknown())).hasMessageContaining("not a gzip file");
    server.put("/x.zip", bytes);
    Wanted zip = new Wanted("x.zip", List.of(Source.of(server.url().resolve("x.zip"))), -1, "");
    assertThat(failure(zip)).hasMessageContaining("not a zip file");
  }

  @Test
  void refusesAnotherLengthThanTheListSays() {
    server.mode(PATH, Mode.good().truncateTo(SIZE - 1));
    FetchException e = failure(wanted());
    assertThat(e.kind()).isEqualTo(Kind.NOT_AS_EXPECTED);
    assertThat(e).hasMessageContaining("999999").hasMessageContaining("1000000");
    assertThat(folder.resolve(NAME + ".part")).doesNotExist();
  }

  @Test
  void refusesMoreBytesThanItMayHave() {
    server.put(PATH, content(SIZE + 1, 1));
    server.mode(PATH, Mode.good().chunked());
    assertThat(failure(wanted()).kind()).isEqualTo(Kind.TOO_LARGE);
    assertNothingFinished();
  }

  @Test
  void findsATruncatedBodyWithoutALength() {
    server.mode(PATH, Mode.good().truncateTo(SIZE / 2).chunked());
    assertThat(failure(wanted())).hasMessageContaining("ended after 500000 of 1000000");
    assertNothingFinished();
  }

  @Test
  void findsALengthThatIsLongerThanTheBody() {
    server.mode(PATH, Mode.good().lengthSaid(SIZE + 5));
    Wanted any = unknown();
    assertThat(failure(any).kind()).isEqualTo(Kind.CUT);
    assertNothingFinished();
  }

  @Test
  void refusesWhatIsPackedOnceMore() {
    server.mode(PATH, Mode.good().gzipped());
    assertThat(failure(unknown())).hasMessageContaining("packed the file once more (gzip)");
    assertNothingFinished();
  }

  @Test
  void triesAgainAfterServerErrorsButNotForever() throws IOException {
    server.mode(PATH, Mode.good().status(503).times(2));
    assertFinished(get(wanted()));
    Files.delete(folder.resolve(NAME));
    server.forget();
    server.mode(PATH, Mode.good().status(500));
    FetchException e = failure(wanted());
    assertThat(e.status()).isEqualTo(500);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void doesNotTryAgainWhereThatCannotHelp() {
    for (int status : new int[] {403, 404, 410}) {
      server.forget();
      server.mode(PATH, Mode.good().status(status));
      assertThat(failure(wanted()).status()).isEqualTo(status);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void doesNotWaitForASilentServer() {
    server.mode(PATH, Mode.good().silentAfter(100));
    FetchException e = failure(wanted());
    assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(e).hasMessageContaining("fell silent");
  }

  @Test
  void asksASilentServerOnceMoreAndThenTheNextOneForTheRest() throws IOException {
    try (ReleaseServer silent = ReleaseServer.start()) {
      silent.put(PATH, bytes).mode(PATH, Mode.good().silentAfter(1000));
      Downloaded got =
          get(new Wanted(NAME, List.of(source(silent), source(server)), SIZE, sha256(bytes)));
      assertFinished(got);
      assertThat(got.from()).isEqualTo(source(server).url());
      assertThat(got.failures()).extracting(FetchException::kind).containsExactly(Kind.TIMED_OUT);
      assertThat(silent.requests()).hasSize(2);
    }
    assertThat(Patience.USUAL.stalls()).isEqualTo(1);
  }

  @Test
  void asksMirrorsInTurnAndKeepsTheReasons() throws IOException {
    try (ReleaseServer wrong = ReleaseServer.start();
        ReleaseServer missing = ReleaseServer.start()) {
      wrong.put(PATH, content(SIZE, 9));
      List<Source> mirrors = List.of(source(wrong), source(missing), dead(), source(server));
      Downloaded got = get(new Wanted(NAME, mirrors, SIZE, sha256(bytes)));
      assertFinished(got);
      assertThat(got.from()).isEqualTo(source(server).url());
      assertThat(got.failures())
          .extracting(FetchException::kind)
          .containsExactly(Kind.DIGEST, Kind.STATUS, Kind.REFUSED);

      Files.delete(folder.resolve(NAME));
      FetchException e = failure(new Wanted(NAME, mirrors.subList(0, 3), SIZE, sha256(bytes)));
      assertThat(e).isInstanceOf(AllFailedException.class);
      assertThat(((AllFailedException) e).failures()).hasSize(3);
      assertThat(e).hasMessageContaining("404").hasMessageContaining("refuses connections");
      assertNothingFinished();
    }
  }

  @Test
  void asksNobodyElseWhereTheListForbidsIt() throws IOException {
    try (ReleaseServer first = ReleaseServer.start()) {
      List<Source> both =
          List.of(
              new Source(first.url().resolve(NAME), Source.Passing.IF_NOT_FOUND), source(server));
      assertFinished(get(new Wanted(NAME, both, SIZE, sha256(bytes))));
      Files.delete(folder.resolve(NAME));
      first.put(PATH, bytes).mode(PATH, Mode.good().status(403));
      assertThat(failure(new Wanted(NAME, both, SIZE, sha256(bytes))).status()).isEqualTo(403);
    }
  }

  @Test
  void canBeReadWhileItArrives() throws IOException {
    server.mode(PATH, Mode.good().slow(2_000_000));
    long[] early = {Long.MAX_VALUE};
    try (Download download = downloader().start(wanted(), Watcher.NOBODY);
        InputStream in = download.open()) {
      assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOf(bytes, 1000));
      early[0] = Files.size(folder.resolve(NAME + ".part"));
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 1000, SIZE));
      assertThat(download.await().sha256()).isEqualTo(sha256(bytes));
    }
    assertThat(early[0]).isLessThan(SIZE);
  }

  @Test
  void aStreamDoesNotEndBeforeTheDigestIsRight() throws IOException {
    server.mode(PATH, Mode.good().corruptAt(5));
    try (Download download = downloader().start(wanted(), Watcher.NOBODY);
        InputStream in = download.open()) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
      assertThatThrownBy(download::await)
          .isInstanceOf(FetchException.class)
          .hasMessageContaining("SHA-256");
    }
  }

  @Test
  void readersStartAgainWithTheDownload() throws IOException {
    try (ReleaseServer wrong = ReleaseServer.start()) {
      wrong.put(PATH, content(SIZE, 9)).mode(PATH, Mode.good().slow(3_000_000));
      Wanted wanted = new Wanted(NAME, List.of(source(wrong), source(server)), SIZE, sha256(bytes));
      try (Download download = downloader().start(wanted, Watcher.NOBODY)) {
        InputStream first = download.open();
        assertThat(first.read()).isEqualTo(0x1F);
        assertThatThrownBy(first::readAllBytes).isInstanceOf(StartedAgainException.class);
        assertThat(download.open().readAllBytes()).isEqualTo(bytes);
        assertThat(download.await().from()).isEqualTo(source(server).url());
      }
    }
  }

  @Test
  void usesMoreConnectionsWhereThatHelps() throws IOException {
    bytes = content(12_000_000, 3);
    server.put(PATH, bytes);
    server.mode(PATH, Mode.good().slow(2_000_000));
    Wanted wanted = new Wanted(NAME, List.of(source(server)), bytes.length, sha256(bytes));
    long start = System.nanoTime();
    Downloaded got;
    try (Download download = downloader().start(wanted, Watcher.NOBODY);
        InputStream in = download.open()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
      got = download.await();
    }
    assertFinished(got);
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertThat(millis).as("one connection alone takes 6000 ms").isLessThan(5000);
    assertThat(server.requests())
        .filteredOn(request -> request.header("range").matches("bytes=[1-9][0-9]*-[0-9]+"))
        .hasSizeGreaterThan(1)
        .allSatisfy(request -> assertThat(request.header("if-range")).startsWith("\""));
  }

  @Test
  void fallsBackToOneConnectionWhereOthersGetNoRanges() throws IOException {
    bytes = content(12_000_000, 3);
    server.put(PATH, bytes);
    server.mode(PATH, Mode.good().pretendingRange().slow(6_000_000));
    Wanted wanted = new Wanted(NAME, List.of(source(server)), bytes.length, sha256(bytes));
    assertFinished(get(wanted));
    assertThat(server.requests())
        .extracting(request -> request.header("range"))
        .hasSize(2)
        .first()
        .isEqualTo("");
  }

  @Test
  void goesOnAfterAFailureWithSeveralConnections() throws IOException {
    bytes = content(12_000_000, 4);
    server.put(PATH, bytes);
    server.mode(PATH, Mode.good().slow(5_000_000).cutAfter(1_500_000).times(4));
    Wanted wanted = new Wanted(NAME, List.of(source(server)), bytes.length, sha256(bytes));
    assertFinished(get(wanted));
  }

  @Test
  void aKilledRunWithSeveralConnectionsLeavesOnlyWhatIsWhole() throws IOException {
    bytes = content(12_000_000, 5);
    server.put(PATH, bytes);
    server.mode(PATH, Mode.good().slow(3_000_000));
    Wanted wanted = new Wanted(NAME, List.of(source(server)), bytes.length, sha256(bytes));
    try (Download download = downloader().start(wanted, Watcher.NOBODY);
        InputStream in = download.open()) {
      assertThat(in.readNBytes(4_000_000)).hasSize(4_000_000);
    }
    server.mode(PATH, Mode.good());
    Downloaded got = get(wanted);
    assertFinished(got);
    assertThat(got.resumed()).isGreaterThanOrEqualTo(4_000_000);
  }

  @Test
  void twoAtOnceDoNotTouchTheSameFile() throws IOException {
    server.mode(PATH, Mode.good().silentAfter(1000));
    Patience patient =
        new Patience(
            1,
            1,
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMillis(200),
            Duration.ofSeconds(9),
            Duration.ofSeconds(9));
    try (Download first = downloader().start(wanted(), Watcher.NOBODY);
        InputStream in = first.open()) {
      assertThat(in.read()).isEqualTo(0x1F);
      assertThatThrownBy(
              () -> new Downloader(Net.http(), folder, patient).download(wanted(), Watcher.NOBODY))
          .isInstanceOf(FetchException.class)
          .hasMessageContaining("another process");
    }
    server.mode(PATH, Mode.good());
    assertFinished(get(wanted()));
  }

  @Test
  void theSecondWaitsForTheFirstAndUsesItsFile() throws IOException {
    server.mode(PATH, Mode.good().slow(5_000_000));
    Download second;
    try (Download first = downloader().start(wanted(), Watcher.NOBODY)) {
      assertThat(first.open().read()).isEqualTo(0x1F);
      second = downloader().start(wanted(), Watcher.NOBODY);
      first.await();
    }
    try (second) {
      assertThat(second.await().resumed()).isEqualTo(SIZE);
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void refusesNamesThatLeaveTheFolder() {
    for (String name : List.of("", "..", "../x", "a/b", "a\\b", "C:x", ".hidden", "a\nb")) {
      assertThatThrownBy(() -> new Wanted(name, List.of(source(server)), -1, ""))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
