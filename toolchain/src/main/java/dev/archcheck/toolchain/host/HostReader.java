package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Os;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what shows the architecture of this machine and of this process. No process is started: a
 * child is not this process, and under emulation starting one may fail.
 */
public final class HostReader {

  private final Machine machine;
  private final @Nullable MacSystem mac;
  private final @Nullable WindowsSystem windows;

  /** A reader of the given machine. */
  public HostReader(Machine machine) {
    this(machine, null, null);
  }

  /** A reader that asks the given doubles in the place of the system. */
  HostReader(Machine machine, @Nullable MacSystem mac, @Nullable WindowsSystem windows) {
    this.machine = machine;
    this.mac = mac;
    this.windows = windows;
  }

  /** {@return what can be read now} */
  public HostFacts read() {
    Os os = machine.os();
    List<HostFact> facts = new ArrayList<>();
    if (os.equals(Os.LINUX)) {
      new LinuxReader(machine, facts).read();
    } else if (os.equals(Os.DARWIN) || os.equals(Os.WINDOWS)) {
      ask(os, facts);
    }
    HostFacts read = new HostFacts(os.name(), machine.osArch(), "", facts);
    String version =
        read.answer(
            switch (os.name()) {
              case "linux" -> Sources.OS_RELEASE;
              case "darwin" -> Sources.MAC_VERSION;
              default -> Sources.WINDOWS_VERSION;
            });
    return version == null ? read : new HostFacts(os.name(), machine.osArch(), version, facts);
  }

  /** The classes that call the system are loaded here and nowhere else: they take their time. */
  private void ask(Os os, List<HostFact> facts) {
    try {
      if (os.equals(Os.DARWIN) && (mac != null || machine.isThisOne())) {
        new MacReader(mac != null ? mac : new NativeMacSystem()).read(facts);
      } else if (os.equals(Os.WINDOWS) && (windows != null || machine.isThisOne())) {
        new WindowsReader(windows != null ? windows : new NativeWindowsSystem()).read(facts);
      }
    } catch (IllegalCallerException | UnsupportedOperationException | LinkageError e) {
      // A Java whose user forbids native access, or that has no way to call functions of C.
      facts.add(new HostFact(Sources.FOREIGN, Sources.ERROR + e.getMessage()));
    }
  }
}
