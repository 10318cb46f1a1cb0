package dev.archcheck.host;

import dev.archcheck.toolchain.host.HostFact;
import dev.archcheck.toolchain.host.HostFacts;
import dev.archcheck.toolchain.host.HostReader;
import dev.archcheck.toolchain.host.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that prints what it reads of its machine, and the reader of what it prints. */
final class HostCapture {

  private HostCapture() {}

  /** Prints the system, what Java was built for, the version, and a line for each fact. */
  public static void main(String[] arguments) {
    Machine machine =
        new Machine(
            Path.of("/"), System.getProperty("os.name"), System.getProperty("os.arch"), Map.of());
    HostFacts facts = new HostReader(machine).read();
    System.out.println(facts.os());
    System.out.println(facts.javaArch());
    System.out.println(facts.osVersion());
    for (HostFact fact : facts.facts()) {
      System.out.println(fact.source() + "\t" + fact.value());
    }
  }

  static HostFacts read(List<String> lines) {
    List<HostFact> facts = new ArrayList<>();
    for (String line : lines.subList(3, lines.size())) {
      int tab = line.indexOf('\t');
      facts.add(new HostFact(line.substring(0, tab), line.substring(tab + 1)));
    }
    return new HostFacts(lines.get(0), lines.get(1), lines.get(2), facts);
  }
}
