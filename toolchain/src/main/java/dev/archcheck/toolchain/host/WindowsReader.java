package dev.archcheck.toolchain.host;

import java.util.List;
import java.util.Locale;

/** Asks Windows about itself, its processor and this process. */
final class WindowsReader {

  private static final int IMAGE_FILE_MACHINE_AMD64 = 0x8664;

  private final WindowsSystem system;

  WindowsReader(WindowsSystem system) {
    this.system = system;
  }

  void read(List<HostFact> facts) {
    Reply wow64 = system.isWow64Process2();
    facts.add(new HostFact(Sources.WOW64_PROCESS, number(wow64, 0, "0x%04X")));
    facts.add(new HostFact(Sources.WOW64_NATIVE, number(wow64, 1, "0x%04X")));
    Reply machine = system.processMachineTypeInfo();
    facts.add(new HostFact(Sources.PROCESS_MACHINE, number(machine, 0, "0x%04X")));
    if (machine instanceof Reply.Numbers) {
      facts.add(new HostFact(Sources.PROCESS_ATTRIBUTES, number(machine, 1, "0x%X")));
    }
    facts.add(new HostFact(Sources.NATIVE_SYSTEM, number(system.nativeSystemInfo(), 0, "%d")));
    Reply amd64 = system.machineTypeAttributes(IMAGE_FILE_MACHINE_AMD64);
    facts.add(new HostFact(Sources.AMD64_ATTRIBUTES, number(amd64, 0, "0x%X")));
    facts.add(new HostFact(Sources.WINDOWS_VERSION, version(system.rtlGetVersion())));
    facts.add(new HostFact(Sources.OWN_PROGRAM, number(system.ownProgramMachine(), 0, "0x%04X")));
  }

  private static String number(Reply reply, int index, String format) {
    return switch (reply) {
      case Reply.Numbers(List<Long> values) ->
          String.format(Locale.ROOT, format, values.get(index));
      case Reply.Text(String value) -> value;
      case Reply.Failed(String how) -> how;
    };
  }

  private static String version(Reply reply) {
    return reply instanceof Reply.Numbers(List<Long> parts)
        ? parts.get(0) + "." + parts.get(1) + "." + parts.get(2)
        : number(reply, 0, "%d");
  }
}
