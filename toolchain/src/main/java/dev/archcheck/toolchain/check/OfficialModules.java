package dev.archcheck.toolchain.check;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.Download;
import dev.archcheck.toolchain.download.Downloaded;
import dev.archcheck.toolchain.download.Downloader;
import dev.archcheck.toolchain.download.Wanted;
import dev.archcheck.toolchain.download.Watcher;
import dev.archcheck.toolchain.go.GoFolders;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.store.HashedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The zips of toolchains: from the cache of the go command, else from the module proxies. */
public final class OfficialModules implements LogCheck.Reference {

  private final Machine machine;
  private final ModuleProxies proxies;
  private final Downloader downloader;
  private final LogAccess.Network network;
  private final Watcher watcher;

  /**
   * A source of zips.
   *
   * @param watcher is told how far a download is
   */
  public OfficialModules(
      Machine machine,
      ModuleProxies proxies,
      Downloader downloader,
      LogAccess.Network network,
      Watcher watcher) {
    this.machine = machine;
    this.proxies = proxies;
    this.downloader = downloader;
    this.network = network;
    this.watcher = watcher;
  }

  @Override
  public HashedArchive of(GoToolchain toolchain) throws IOException {
    String name = toolchain.module().version() + ".zip";
    Path modules = GoFolders.moduleCache(machine);
    if (modules != null) {
      Path cached = modules.resolve("cache/download/golang.org/toolchain/@v").resolve(name);
      if (Files.isRegularFile(cached)) {
        return HashedArchive.module(cached, toolchain.module());
      }
    }
    if (network == LogAccess.Network.OFFLINE) {
      throw new IOException("the module is not on this machine, and no network is used");
    }
    Wanted wanted =
        new Wanted(name, proxies.sources(ModuleProxies.zipPath(toolchain.module())), -1, "");
    try (Download download = downloader.start(wanted, watcher)) {
      Downloaded file = download.await();
      HashedArchive zip = HashedArchive.module(file.file(), toolchain.module());
      Files.deleteIfExists(file.file());
      return zip;
    }
  }
}
