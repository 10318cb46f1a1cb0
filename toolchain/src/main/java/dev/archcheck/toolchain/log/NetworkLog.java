package dev.archcheck.toolchain.log;

import dev.archcheck.toolchain.download.Fetch;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.Response;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LogReader;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A log over the network: below an address that is found when it is first needed. */
public final class NetworkLog implements LogReader {

  private final Http http;
  private final Fetch fetch;
  private final Base finder;
  private @Nullable URI base;

  /** Finds the address below which a log answers. */
  public interface Base {

    /**
     * {@return the address, with a slash at the end}
     *
     * @throws FetchException if nobody may be asked
     */
    URI find() throws FetchException;
  }

  /** A log at an address. */
  public NetworkLog(Http http, Base finder) {
    this.http = http;
    this.fetch = new Fetch(http);
    this.finder = finder;
  }

  private synchronized URI base() throws FetchException {
    URI found = base;
    if (found == null) {
      found = finder.find();
      base = found;
    }
    return found;
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    URI url = base().resolve(path);
    try (Response answer = http.get(Http.Request.of(url))) {
      if (answer.status() == 200) {
        return fetch.read(answer, url, limit);
      }
      FetchException failure = FetchException.ofStatus(url, answer.status());
      throw failure.isNotFound() ? new LogNotFoundException(path) : failure;
    }
  }
}
