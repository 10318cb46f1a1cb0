package dev.archcheck.toolchain.log;

import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.go.GoFolders;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.LogSetting;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log that this user's Go would ask, or why it asks none.
 *
 * @param client of the log, or null
 * @param whyNot the reason where there is none
 */
public record LogAccess(@Nullable SumDatabase client, String whyNot) {

  /** Whether the network may be used. */
  public enum Network {
    ALLOWED,
    /** Only what is stored on this machine counts. */
    OFFLINE
  }

  /** {@return the log of the setting {@code GOSUMDB}, through the module proxies as Go does it} */
  public static LogAccess of(
      Machine machine, Store store, Http http, ModuleProxies proxies, Network network) {
    String value = GoFolders.setting(machine, "GOSUMDB");
    return switch (LogSetting.parse(value)) {
      case LogSetting.Off _ -> new LogAccess(null, "the setting GOSUMDB is off");
      case LogSetting.Invalid(String said, String why) ->
          new LogAccess(null, "the setting GOSUMDB=" + said + " makes no sense: " + why);
      case LogSetting.Named(LogKey key) ->
          open(
              machine,
              store,
              key,
              reader(
                  http,
                  network,
                  () ->
                      proxies.checksumDatabase(
                          key.name(), URI.create("https://" + key.name() + "/"))));
      case LogSetting.At(LogKey key, String url) ->
          open(machine, store, key, reader(http, network, () -> URI.create(url + "/")));
    };
  }

  private static LogReader reader(Http http, Network network, NetworkLog.Base base) {
    return network == Network.OFFLINE ? LogReader.NOWHERE : new NetworkLog(http, base);
  }

  private static LogAccess open(Machine machine, Store store, LogKey key, LogReader remote) {
    List<LogReader> local = new ArrayList<>();
    List<Path> heads = new ArrayList<>();
    Path modules = GoFolders.moduleCache(machine);
    if (modules != null) {
      local.add(GoLogCache.in(modules, key));
    }
    Path gopath = GoFolders.gopath(machine);
    if (gopath != null) {
      heads.add(GoLogCache.headFile(gopath, key));
    }
    return new LogAccess(
        new SumDatabase(key, remote, local, FileLogMemory.in(store, key, heads)), "");
  }

  /** {@return the key of the log; without one that of the public log, for proofs that are kept} */
  public LogKey key() {
    return client == null ? LogKey.goChecksumDatabase() : client.key();
  }
}
