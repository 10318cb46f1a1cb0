package dev.archcheck.toolchain.release;

import dev.archcheck.toolchain.download.AllFailedException;
import dev.archcheck.toolchain.download.Fetch;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.FetchException.Kind;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.Response;
import dev.archcheck.toolchain.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Gets the list of releases: from the site, from what was kept, or from the module proxies. */
public final class Catalogs {

  /** The real list has about 4 MB. */
  private static final int MAX_LIST = 64 << 20;

  private final Http http;
  private final ReleaseSites sites;
  private final ModuleProxies proxies;
  private final InstantSource clock;
  private final IndexCache cache;

  /** Gets lists and keeps them in a store. */
  public Catalogs(
      Http http, ReleaseSites sites, ModuleProxies proxies, Store store, InstantSource clock) {
    this.http = http;
    this.sites = sites;
    this.proxies = proxies;
    this.clock = clock;
    this.cache = new IndexCache(store.root().resolve("index"), sites.list());
  }

  /**
   * {@return the list of releases} If the site cannot be asked, as it was kept; if none was kept,
   * what the module proxies serve. The origin says which.
   *
   * @throws FetchException if there is none at all: why the site could not be asked, and the
   *     proxies' reasons
   */
  public Catalog load() throws FetchException {
    Optional<IndexCache.Entry> kept = cache.read();
    try {
      return fetch(kept);
    } catch (FetchException e) {
      if (kept.isPresent()) {
        return new Catalog(
            kept.get().index(), new Catalog.Kept(sites.list(), kept.get().fetched(), e));
      }
      return served(e);
    }
  }

  /** {@return the list as it was kept, without asking anybody, if one was kept} */
  public Optional<Catalog> kept() {
    return cache
        .read()
        .map(entry ->
            new Catalog(
                entry.index(),
                new Catalog.Kept(
                    sites.list(),
                    entry.fetched(),
                    new FetchException(sites.list(), Kind.NETWORK, "was not asked"))));
  }

  private Catalog fetch(Optional<IndexCache.Entry> kept) throws FetchException {
    URI url = sites.list();
    try (Response answer = http.get(request(url, kept))) {
      if (answer.status() == 304 && kept.isPresent()) {
        cache.confirm(clock.instant());
        return new Catalog(kept.get().index(), new Catalog.Fresh(url));
      }
      if (answer.status() != 200) {
        throw FetchException.ofStatus(url, answer.status());
      }
      byte[] list = new Fetch(http).read(answer, url, MAX_LIST);
      ReleaseIndex index = parse(url, answer, list);
      keep(list, answer.header("ETag"), answer.header("Last-Modified"));
      return new Catalog(index, new Catalog.Fresh(url));
    }
  }

  private static Http.Request request(URI url, Optional<IndexCache.Entry> kept) {
    Http.Request request = Http.Request.of(url);
    if (kept.isEmpty()) {
      return request;
    }
    IndexCache.Entry entry = kept.get();
    if (!entry.tag().isEmpty()) {
      return request.with("If-None-Match", entry.tag());
    }
    return entry.changed().isEmpty() ? request : request.with("If-Modified-Since", entry.changed());
  }

  private static ReleaseIndex parse(URI url, Response answer, byte[] list) throws FetchException {
    try {
      return IndexReader.read(new ByteArrayInputStream(list));
    } catch (IOException e) {
      if (answer.isHtml()) {
        throw FetchException.html(url, answer.url());
      }
      throw new FetchException(url, Kind.NOT_AS_EXPECTED, String.valueOf(e.getMessage()));
    }
  }

  /** Without a cache the list is read again the next time: no reason to fail. */
  private void keep(byte[] list, String tag, String changed) {
    try {
      cache.write(list, tag, changed, clock.instant());
    } catch (IOException _) {
      // a store that cannot be written serves for this much
    }
  }

  private Catalog served(FetchException why) throws FetchException {
    try {
      ModuleProxies.Listing listing = proxies.list();
      return new Catalog(listing.index(), new Catalog.Served(listing.from(), why));
    } catch (FetchException e) {
      throw AllFailedException.of(List.of(why, e));
    }
  }
}
