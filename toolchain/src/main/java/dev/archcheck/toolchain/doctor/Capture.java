package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.discover.InstallRecord;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.toolchain.host.HostFacts;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of a machine, with nothing judged yet: enough to judge it again elsewhere. Secrets
 * are left out.
 *
 * @param host what shows the processor, and whether this process is emulated
 * @param hostOnly whether nothing of Go was looked for
 * @param shell the shell to write commands for, as it is started: {@code bash}, {@code tcsh}; or
 *     the empty string
 * @param startFile where that shell takes lasting settings from, or the empty string
 * @param folder where the command was run
 * @param gos those on PATH in its order, then the other installations
 * @param namedGos commands on PATH that are called like a toolchain, {@code go1.27.0}
 * @param cached toolchains in the module cache, {@code go1.27.0.linux-amd64}
 * @param pathFaults elements of PATH that lead to no go although one seems meant
 * @param records what installers noted of the Go that they installed
 * @param settings those of Go, and of what it heeds, that are set anywhere
 * @param unknownSettings what begins like one of Go's, and is none
 * @param goroot what the setting GOROOT leads to, with links resolved; the empty string where there
 *     is no setting, or nothing there
 * @param userFile where {@code go env -w} keeps settings, whether or not it is there
 * @param folders that go writes to
 * @param absent settings whose value names a file or folder that is not there
 * @param project the module here
 * @param programs what builds and debugging need besides, and what started this program
 * @param unread what is there and could not be read, each with the reason
 */
public record Capture(
    HostFacts host,
    boolean hostOnly,
    String shell,
    String startFile,
    String folder,
    List<GoFacts> gos,
    List<String> namedGos,
    List<String> cached,
    List<PathFault> pathFaults,
    List<InstallRecord> records,
    List<SettingFacts> settings,
    List<SettingFacts> unknownSettings,
    String goroot,
    String userFile,
    List<FolderFacts> folders,
    List<String> absent,
    ProjectFacts project,
    List<ProgramFacts> programs,
    List<String> unread) {

  /** Keeps its own lists. */
  public Capture {
    gos = List.copyOf(gos);
    namedGos = List.copyOf(namedGos);
    cached = List.copyOf(cached);
    pathFaults = List.copyOf(pathFaults);
    records = List.copyOf(records);
    settings = List.copyOf(settings);
    unknownSettings = List.copyOf(unknownSettings);
    folders = List.copyOf(folders);
    absent = List.copyOf(absent);
    programs = List.copyOf(programs);
    unread = List.copyOf(unread);
  }

  /**
   * An element of PATH.
   *
   * @param why what keeps shells from finding go by it, for people
   */
  public record PathFault(String element, String why) {}

  /** {@return the same with what is known of each go in another order} */
  Capture withGos(List<GoFacts> others) {
    return new Capture(
        host,
        hostOnly,
        shell,
        startFile,
        folder,
        others,
        namedGos,
        cached,
        pathFaults,
        records,
        settings,
        unknownSettings,
        goroot,
        userFile,
        folders,
        absent,
        project,
        programs,
        unread);
  }

  /** {@return the go that a shell starts} */
  public Optional<GoFacts> winner() {
    return gos.stream().filter(go -> go.pathPosition() == 1).findFirst();
  }

  /** {@return a setting that is set to something} */
  Optional<SettingFacts> setting(String name) {
    return settings.stream()
        .filter(one -> one.name().equals(name) && !one.value().isEmpty())
        .findFirst();
  }

  /** {@return whether a workspace is in effect} GOWORK may call it as it likes. */
  boolean isWorkspace() {
    return project.file().endsWith("go.work")
        || (project.exists() && project.file().equals(value("GOWORK")));
  }

  /** {@return the layer of a setting that counts} */
  Optional<Layer> layer(String name) {
    return setting(name).map(one -> one.layers().getFirst());
  }

  /** {@return what a setting says, or the empty string} */
  String value(String name) {
    return setting(name).map(SettingFacts::value).orElse("");
  }
}
