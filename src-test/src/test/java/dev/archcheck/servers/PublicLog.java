package dev.archcheck.servers;

import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.HttpSettings;
import dev.archcheck.toolchain.download.UrlConnectionHttp;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.log.NetworkLog;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.ModuleVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The public checksum database, by the way that the go command on this machine takes to it. */
public final class PublicLog {

  /** What the go.mod files of all toolchain modules hash to. */
  public static final String GO_MOD = "h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=";

  private static final int LATEST = 1 << 20;

  private PublicLog() {}

  /** {@return the log as the settings of this machine's user lead to it} */
  public static LogReader reader() throws IOException {
    Machine machine =
        new Machine(
            Path.of("/"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getenv());
    LogKey key = LogKey.goChecksumDatabase();
    Http http = UrlConnectionHttp.of(HttpSettings.of(machine, null));
    ModuleProxies proxies = ModuleProxies.of(machine, http, ReleaseSites.of(machine));
    URI direct = URI.create("https://" + key.name() + "/");
    return new NetworkLog(http, () -> proxies.checksumDatabase(key.name(), direct));
  }

  /**
   * {@return the same log, which answers one lookup more} A module proxy looks up only what it
   * serves itself, but it passes all hashes of the tree. Where a record is and what it says can
   * therefore be claimed here, and only if that is the truth do signature and hashes prove it.
   *
   * @param index of the record, as it is claimed
   * @param h1 the hash of the toolchain, as it is claimed
   */
  public static LogReader claiming(LogReader log, ModuleVersion module, long index, String h1) {
    return (path, limit) -> {
      if (!path.equals("lookup/" + module.escaped())) {
        return log.read(path, limit);
      }
      String record =
          index
              + ("\n" + module.path() + " " + module.version() + " " + h1)
              + ("\n" + module.path() + " " + module.version() + "/go.mod " + GO_MOD)
              + "\n\n";
      String head = new String(log.read("latest", LATEST), StandardCharsets.UTF_8);
      return (record + head).getBytes(StandardCharsets.UTF_8);
    };
  }
}
