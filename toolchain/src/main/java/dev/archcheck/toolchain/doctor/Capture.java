package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.host.HostFacts;
import java.util.List;

/**
 * What was seen of a machine, with nothing judged yet: enough to judge it again elsewhere. Secrets
 * are left out.
 *
 * @param host what shows the processor, and whether this process is emulated
 * @param shell the shell to write commands for, as {@code archcheck toolchain hook} names it; or
 *     the empty string
 * @param folder where the command was run
 * @param gos those on PATH in its order, then the other installations
 * @param settings those of Go, and of what it heeds, that are set anywhere
 * @param unknownSettings variables that begin like those of Go, and are none
 * @param goenvOff whether GOENV switches the file of the user off
 * @param project the module here
 * @param programs what builds and debugging need besides, and what started this program
 */
public record Capture(
    HostFacts host,
    String shell,
    String folder,
    List<GoFacts> gos,
    List<SettingFacts> settings,
    List<String> unknownSettings,
    boolean goenvOff,
    ProjectFacts project,
    List<ProgramFacts> programs) {

  /** Keeps its own lists. */
  public Capture {
    gos = List.copyOf(gos);
    settings = List.copyOf(settings);
    unknownSettings = List.copyOf(unknownSettings);
    programs = List.copyOf(programs);
  }
}
