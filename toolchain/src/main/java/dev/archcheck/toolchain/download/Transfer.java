package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.download.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;

/** Gets a file from one source, goes on where a connection was cut, and starts again if it must. */
final class Transfer {

  static final int BUFFER = 64 << 10;

  /** Below this another connection is never worth it. */
  private static final long SMALL = 8L << 20;

  /** Whoever gets on by less than this does not get on: tries must come to an end. */
  private static final long PROGRESS = 256 << 10;

  private final Http http;
  private final Patience patience;
  private final Wanted wanted;
  private final URI url;
  private final PartialFile file;
  private final Watcher watcher;
  private boolean cancelled;
  private boolean oneConnection;

  Transfer(
      Http http, Patience patience, Wanted wanted, URI url, PartialFile file, Watcher watcher) {
    this.http = http;
    this.patience = patience;
    this.wanted = wanted;
    this.url = url;
    this.file = file;
    this.watcher = watcher;
  }

  synchronized void cancel() {
    cancelled = true;
    notifyAll();
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  Http http() {
    return http;
  }

  URI url() {
    return url;
  }

  PartialFile file() {
    return file;
  }

  Patience patience() {
    return patience;
  }

  /** Tells the watcher; connections do it in turn. */
  synchronized void tell() {
    watcher.at(file.received(), file.state().total());
  }

  /**
   * Gets the whole file.
   *
   * @throws FetchException if this source does not give it
   * @throws IOException if it cannot be written
   */
  void run() throws IOException {
    int failures = 0;
    int stalls = 0;
    int restarts = 0;
    while (true) {
      long before = file.whole();
      int generation = file.generation();
      try {
        once();
        return;
      } catch (FetchException e) {
        file.endEpoch();
        boolean again = file.generation() != generation;
        restarts += again ? 1 : 0;
        boolean gotOn = !again && file.whole() - before >= PROGRESS;
        failures = gotOn ? 1 : failures + 1;
        boolean stalled = e.kind() == FetchException.Kind.TIMED_OUT;
        stalls = !stalled ? 0 : gotOn ? 1 : stalls + 1;
        if (isCancelled()
            || !e.isPassing()
            || failures >= patience.tries()
            || stalls > patience.stalls()
            || restarts >= patience.tries()) {
          throw e;
        }
        oneConnection = true; // a path that cuts connections is not asked for more of them
        pause(patience.before(failures));
      }
    }
  }

  private synchronized void pause(Duration duration) throws FetchException {
    long end = System.nanoTime() + duration.toNanos();
    try {
      for (long left = duration.toMillis(); left > 0 && !cancelled; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new FetchException(url, Kind.CUT, "interrupted");
    }
  }

  private void once() throws IOException {
    if (file.whole() > 0 && isSame() && file.whole() == file.state().total()) {
      return; // only its name was missing
    }
    try (Response answer = http.get(request())) {
      switch (answer.status()) {
        case 200 -> fromStart(answer);
        case 206 -> onward(answer);
        case 416 -> {
          file.startAgain();
          throw again("the server has no such range any more");
        }
        default -> throw FetchException.ofStatus(url, answer.status());
      }
    }
    finish();
  }

  /** Goes on only with the same bytes of the same address, as its strong validator shows. */
  private Http.Request request() throws IOException {
    Http.Request request = Http.Request.of(url);
    long have = file.whole();
    if (have > 0 && !isSame()) {
      file.startAgain();
      return request;
    }
    return have == 0
        ? request
        : request.with("Range", "bytes=" + have + "-").with("If-Range", file.state().validator());
  }

  private boolean isSame() {
    PartialState state = file.state();
    return state.isUseful()
        && state.url().equals(FetchException.shown(url))
        && (wanted.size() < 0 || wanted.size() == state.total());
  }

  private static boolean isEncoded(Response answer) {
    String encoding = answer.header("Content-Encoding");
    return !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity");
  }

  /** The whole file; also from a server that takes no notice of ranges, or where it has changed. */
  private void fromStart(Response answer) throws IOException {
    check(answer, answer.length());
    if (file.whole() > 0) {
      file.startAgain();
    }
    file.describe(
        new PartialState(FetchException.shown(url), answer.strongValidator(), answer.length(), -1));
    copy(answer);
  }

  private void onward(Response answer) throws IOException {
    ContentRange range = ContentRange.parse(answer.header("Content-Range"));
    PartialState state = file.state();
    if (range == null
        || range.start() != file.whole()
        || range.total() != state.total()
        || contradicts(answer, state.validator())) {
      file.startAgain();
      throw again("the server answered with another part than was asked for");
    }
    check(answer, range.total());
    copy(answer);
  }

  /** A part need not repeat the validator that it was asked by (RFC 9110, 15.3.7). */
  static boolean contradicts(Response part, String validator) {
    String said = part.header(validator.startsWith("\"") ? "ETag" : "Last-Modified");
    return !said.isEmpty() && !said.equals(validator);
  }

  /** What one more try may mend. */
  private FetchException again(String problem) {
    return new FetchException(url, Kind.CUT, problem);
  }

  /** Refuses an answer before a byte of it is written. */
  private void check(Response answer, long total) throws FetchException {
    if (answer.isHtml()) {
      throw HtmlPage.instead(url, answer.url());
    }
    if (isEncoded(answer)) {
      throw new FetchException(
          url,
          Kind.NOT_AS_EXPECTED,
          "the server packed the file once more (" + answer.header("Content-Encoding") + ")");
    }
    if (wanted.size() >= 0 && total >= 0 && total != wanted.size()) {
      throw new FetchException(
          url, Kind.NOT_AS_EXPECTED, "has " + total + " bytes, and should have " + wanted.size());
    }
    if (total > wanted.limit()) {
      throw tooLarge();
    }
  }

  private FetchException tooLarge() {
    return new FetchException(url, Kind.TOO_LARGE, "has more than " + wanted.limit() + " bytes");
  }

  private void copy(Response answer) throws IOException {
    int epoch = file.epoch();
    byte[] buffer = new byte[BUFFER];
    InputStream body = answer.body();
    long position = file.whole();
    if (position == 0) {
      int n = start(answer, buffer);
      file.write(epoch, 0, buffer, n);
      position = n;
    }
    Ranges ranges = mayHaveMore(answer) ? new Ranges(this, position) : null;
    while (ranges == null || !ranges.isTime(position)) {
      int n = body.read(buffer);
      if (n < 0) {
        return;
      }
      if (position + n > wanted.limit()) {
        throw tooLarge();
      }
      file.write(epoch, position, buffer, n);
      position += n;
      tell();
      if (isCancelled()) {
        throw again("the download was cancelled");
      }
    }
    ranges.run(answer, position);
  }

  /** Reads so much that the start can be judged. */
  private int start(Response answer, byte[] buffer) throws IOException {
    Magic magic = Magic.ofName(wanted.name());
    int n = 0;
    while (n < Math.max(1, magic.length())) {
      int read = answer.body().read(buffer, n, buffer.length - n);
      if (read < 0) {
        break;
      }
      n += read;
    }
    magic.check(buffer, n, url, answer.url());
    if (n > wanted.limit()) {
      throw tooLarge();
    }
    return n;
  }

  private boolean mayHaveMore(Response answer) {
    boolean ranges =
        answer.status() == 206 || answer.header("Accept-Ranges").equalsIgnoreCase("bytes");
    PartialState state = file.state();
    return !oneConnection
        && ranges
        && state.isUseful()
        && state.total() - file.whole() > SMALL
        && !url.getScheme().equals("file");
  }

  private void finish() throws FetchException {
    long size = file.whole();
    long total = wanted.size() >= 0 ? wanted.size() : file.state().total();
    if (total >= 0 && size != total) {
      throw new FetchException(
          url, Kind.CUT, "the connection ended after " + size + " of " + total + " bytes");
    }
  }
}
