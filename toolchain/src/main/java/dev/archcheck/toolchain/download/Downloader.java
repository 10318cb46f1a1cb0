package dev.archcheck.toolchain.download;

import java.io.IOException;
import java.nio.file.Path;

/** Downloads into a folder. */
public final class Downloader {

  private final Http http;
  private final Path folder;
  private final Patience patience;

  /**
   * A downloader.
   *
   * @param folder need not exist: {@code downloads} in the store
   */
  public Downloader(Http http, Path folder, Patience patience) {
    this.http = http;
    this.folder = folder;
    this.patience = patience;
  }

  /**
   * Starts a download in a thread of its own, or goes on with the one that an earlier run left.
   * Nothing that belongs to others is waited for here: also the lock is taken in that thread.
   *
   * @return the running download, which has to be closed
   */
  public Download start(Wanted wanted, Watcher watcher) {
    return new Download(http, folder, patience, wanted, watcher).start();
  }

  /**
   * Downloads a file.
   *
   * @throws FetchException if no source gives it
   * @throws IOException if it cannot be written
   */
  public Downloaded download(Wanted wanted, Watcher watcher) throws IOException {
    try (Download download = start(wanted, watcher)) {
      return download.await();
    }
  }
}
