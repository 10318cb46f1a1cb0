package dev.archcheck.toolchain.host;

import java.util.List;

/** Asks macOS about itself, its processor and this process. */
final class MacReader {

  private final MacSystem system;

  MacReader(MacSystem system) {
    this.system = system;
  }

  void read(List<HostFact> facts) {
    facts.add(fact(Sources.PROC_TRANSLATED, system.number(Sources.PROC_TRANSLATED)));
    facts.add(fact(Sources.OPTIONAL_ARM64, system.number(Sources.OPTIONAL_ARM64)));
    facts.add(fact(Sources.BRAND, system.text(Sources.BRAND)));
    facts.add(fact(Sources.MAC_VERSION, system.text(Sources.MAC_VERSION)));
    facts.add(fact(Sources.MAC_MODEL, system.text(Sources.MAC_MODEL)));
    facts.add(fact(Sources.MAC_HYPERVISOR, system.number(Sources.MAC_HYPERVISOR)));
  }

  private static HostFact fact(String source, Reply reply) {
    return new HostFact(
        source,
        switch (reply) {
          case Reply.Numbers(List<Long> values) -> String.valueOf(values.getFirst());
          case Reply.Text(String value) -> value;
          case Reply.Failed(String how) -> how;
        });
  }
}
