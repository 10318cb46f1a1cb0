package dev.archcheck.toolchain.log;

import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.LogSetting;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A log by the way that Go takes to it (go.dev/ref/mod#checksum-database): a module proxy that says
 * that it passes the log on is used, and nothing but it; one that says that it does not is passed
 * over; any other answer means that the log is not available. A log with a URL of its own is asked
 * there.
 */
public final class ProxiedLog implements LogReader {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  /** What a proxy says beside its status does not matter. */
  private static final int MAX_SUPPORTED = 1 << 16;

  private final HttpGet http;
  private final String name;
  private final ProxyList proxies;
  private final ReentrantLock choice = new ReentrantLock();
  private volatile @Nullable String base;

  private ProxiedLog(HttpGet http, String name, ProxyList proxies, @Nullable String base) {
    this.http = http;
    this.name = name;
    this.proxies = proxies;
    this.base = base;
  }

  /**
   * {@return a log, found by its name}
   *
   * @param goproxy the value of the Go setting {@code GOPROXY}
   */
  public static ProxiedLog of(LogSetting.Named log, String goproxy, HttpGet http) {
    return new ProxiedLog(http, log.key().name(), ProxyList.parse(goproxy), null);
  }

  /** {@return a log at its own URL} No proxy is asked, as Go has it. */
  public static ProxiedLog of(LogSetting.At log, HttpGet http) {
    return new ProxiedLog(http, log.key().name(), ProxyList.parse("direct"), log.url());
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    String url = base() + "/" + path;
    HttpGet.Answer answer = http.get(url, limit);
    return switch (answer.status()) {
      case OK -> answer.body();
      case NOT_FOUND, GONE -> throw new LogNotFoundException(url);
      default -> throw new IOException(url + " answered with HTTP status " + answer.status());
    };
  }

  /**
   * {@return the URL that everything of the log is below}
   *
   * @throws IOException if it cannot be found out
   */
  public String base() throws IOException {
    String known = base;
    if (known != null) {
      return known;
    }
    choice.lock(); // several tiles may be wanted at once
    try {
      String chosen = base;
      if (chosen == null) {
        chosen = choose();
        base = chosen;
      }
      return chosen;
    } finally {
      choice.unlock();
    }
  }

  private String choose() throws IOException {
    IOException unavailable = null;
    for (ProxyList.Entry proxy : proxies.proxies()) {
      String passed = proxy.url() + "/sumdb/" + name;
      try {
        if (passesOn(passed)) {
          return passed;
        }
      } catch (IOException e) {
        unavailable = e;
        if (proxy.next() == ProxyList.Next.IF_NOT_FOUND) {
          throw e;
        }
      }
    }
    // A list that ends without "direct" ends with what its proxies said, if they said anything.
    if (unavailable != null && !proxies.direct()) {
      throw unavailable;
    }
    return "https://" + name;
  }

  private boolean passesOn(String passed) throws IOException {
    String url = passed + "/supported";
    int status = http.get(url, MAX_SUPPORTED).status();
    return switch (status) {
      case OK -> true;
      case NOT_FOUND, GONE -> false;
      default ->
          throw new IOException(
              "whether the log "
                  + name
                  + " is passed on is not known: "
                  + url
                  + " answered with HTTP status "
                  + status);
    };
  }
}
