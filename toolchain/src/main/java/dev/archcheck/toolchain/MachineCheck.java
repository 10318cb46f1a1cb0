package dev.archcheck.toolchain;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.go.GoFinder;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.go.GoOnPath.Installation;
import dev.archcheck.toolchain.host.Host;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.platform.PlatformCheck;
import dev.archcheck.verify.platform.Targets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Does the Go on PATH run natively on this machine? Nothing is run to find out. */
public final class MachineCheck {

  /** How the evidence begins that says what this machine is. */
  public static final String SOURCE = "this machine";

  private static final Report NOTHING = new Report(List.of(), List.of(), 0);

  private final Machine machine;

  /** A check of the given machine. */
  public MachineCheck(Machine machine) {
    this.machine = machine;
  }

  /** Finds host and Go and holds the Go's programs against the host's platform. */
  public MachineReport run(LongConsumer progress) {
    Host host = new HostProbe(machine).probe();
    GoOnPath go = new GoFinder(machine).find();
    return switch (go) {
      case Installation installation -> {
        List<Path> folders = folders(installation, host.platform());
        yield new MachineReport(host, go, folders, check(folders, host, progress));
      }
      case GoOnPath.Shim _, GoOnPath.Absent _ -> new MachineReport(host, go, List.of(), NOTHING);
    };
  }

  private static Report check(List<Path> folders, Host host, LongConsumer progress) {
    String source = SOURCE + " (" + host.source() + " = " + host.value() + ")";
    Targets targets = new Targets(List.of(List.of(host.platform())), source);
    return new PlatformCheck(new PlatformCheck.Request(folders, targets, Map.of())).run(progress);
  }

  /**
   * A GOROOT holds foreign binaries on purpose (test data of debug/pe and others), so only its
   * commands and tools are looked at: the tools of this machine, or if it has none, all that it
   * has, which shows whose they are.
   */
  private static List<Path> folders(Installation go, Platform platform) {
    if (!go.hasRoot()) {
      return List.of(go.executable());
    }
    List<Path> folders = new ArrayList<>();
    folders.add(go.root().resolve("bin"));
    String own = platform.os() + "_" + platform.arch();
    for (Path tools : go.toolFolders()) {
      if (own.equals(String.valueOf(tools.getFileName()))) {
        folders.add(tools);
        return folders;
      }
    }
    folders.addAll(go.toolFolders());
    return folders;
  }
}
