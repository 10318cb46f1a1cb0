package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Platform;
import java.util.List;

/**
 * What a machine is, and whether this Java runs on it natively.
 *
 * @param kernel the platform of the kernel; its architecture is {@link
 *     dev.archcheck.inspect.Arch#UNSPECIFIED} where nothing shows it
 * @param process the platform of this Java, which is what its programs are told the machine is
 * @param emulator what emulates this process, for people; empty unless it is emulated
 * @param evidence what the answers rest on, the weightiest first; a fact that could mislead is
 *     among it with the reason why it shows nothing
 * @param surroundings the container and the virtual machine around this process, each with its
 *     source; empty where none shows itself
 * @param caution what else has to be known about this answer; where it is unknown, why. Empty where
 *     there is nothing to say
 * @param notRun processors whose programs machines of this kind often run by emulation, and this
 *     one does not
 */
public record HostTruth(
    Platform kernel,
    Platform process,
    Nativeness nativeness,
    String emulator,
    List<HostWitness> evidence,
    List<String> surroundings,
    String caution,
    List<Arch> notRun) {

  /** Keeps its own lists. */
  public HostTruth {
    evidence = List.copyOf(evidence);
    surroundings = List.copyOf(surroundings);
    notRun = List.copyOf(notRun);
  }
}
