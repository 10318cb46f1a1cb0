package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.discover.InstallRecord;
import dev.archcheck.toolchain.doctor.GoFacts.ToolFolder;
import dev.archcheck.toolchain.doctor.ProgramFacts.Role;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.toolchain.host.HostFact;
import dev.archcheck.toolchain.host.HostFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Captures of machines that are whole, to be spoiled in one place by each test. */
final class Machines {

  private HostFacts host = linux("amd64", "x86_64");
  private String shell = "bash";
  private final List<GoFacts> gos = new ArrayList<>();
  private final List<SettingFacts> settings = new ArrayList<>();
  private final List<SettingFacts> unknown = new ArrayList<>();
  private final List<FolderFacts> folders = new ArrayList<>();
  private final List<InstallRecord> records = new ArrayList<>();
  private final List<String> named = new ArrayList<>();
  private final List<String> cached = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private String goroot = "";
  private String userFile = "/home/u/.config/go/env";
  private final List<ProgramFacts> programs = new ArrayList<>();
  private ProjectFacts project = ProjectFacts.NONE;

  static HostFacts linux(String java, String kernel) {
    return new HostFacts(
        "linux", java, "6.1.0", List.of(new HostFact("/proc/sys/kernel/arch", kernel)));
  }

  static HostFacts mac(String java, String translated) {
    return new HostFacts(
        "darwin",
        java,
        "15.1",
        List.of(
            new HostFact("sysctl.proc_translated", translated),
            new HostFact("hw.optional.arm64", "1")));
  }

  static HostFacts windows(String process) {
    return new HostFacts(
        "windows",
        process.equals("0x8664") ? "amd64" : "aarch64",
        "10.0.22631",
        List.of(
            new HostFact("IsWow64Process2.ProcessMachine", "0x0"),
            new HostFact("IsWow64Process2.NativeMachine", "0xAA64"),
            new HostFact("GetProcessInformation.ProcessMachineTypeInfo", process)));
  }

  Machines host(HostFacts other) {
    host = other;
    return this;
  }

  Machines shell(String word) {
    shell = word;
    return this;
  }

  /** The first is first on PATH, the second behind it, and so on. */
  Machines go(String version, String platform) {
    return go(version, version, platform, "go.dev", List.of());
  }

  Machines go(
      String version,
      String builtBy,
      String platform,
      String maker,
      List<ToolFolder> more,
      String... problems) {
    String root = platform.startsWith("windows") ? "C:\\go" + gos.size() : "/go" + gos.size();
    String bin = platform.startsWith("windows") ? "\\bin\\go.exe" : "/bin/go";
    List<ToolFolder> tools = new ArrayList<>();
    tools.add(new ToolFolder(platform.replace('/', '_'), List.of(platform), List.of()));
    tools.addAll(more);
    gos.add(
        new GoFacts(
            root + bin,
            maker.equals("module-cache") ? 0 : gos.size() + 1,
            root + bin,
            "",
            maker,
            root,
            version,
            builtBy,
            "cmd/go",
            List.of(platform),
            List.of(platform),
            "",
            tools,
            false,
            List.of(problems)));
    return this;
  }

  Machines environment(String name, String value) {
    return setting(name, new Layer(Kind.ENVIRONMENT, "", value));
  }

  Machines kept(String name, String value) {
    return setting(name, new Layer(Kind.USER_FILE, "/home/u/.config/go/env", value));
  }

  Machines setting(String name, Layer... layers) {
    settings.add(new SettingFacts(name, List.of(layers)));
    return this;
  }

  Machines unknown(String name, String value) {
    unknown.add(new SettingFacts(name, List.of(new Layer(Kind.ENVIRONMENT, "", value))));
    return this;
  }

  Machines keptUnknown(String name, String value) {
    unknown.add(
        new SettingFacts(
            name, List.of(new Layer(Kind.USER_FILE, "/home/u/.config/go/env", value))));
    return this;
  }

  Machines setting(SettingFacts setting) {
    settings.add(setting);
    return this;
  }

  Machines folder(String name, String path, FolderFacts.State state) {
    folders.add(new FolderFacts(name, path, true, state));
    return this;
  }

  Machines record(String name, String place) {
    records.add(new InstallRecord(name, place, "HKLM"));
    return this;
  }

  /** {@code go1.27.0.linux-amd64} */
  Machines cached(String toolchain) {
    cached.add(toolchain);
    return this;
  }

  Machines named(String command) {
    named.add(command);
    return this;
  }

  Machines unread(String what) {
    unread.add(what);
    return this;
  }

  /** What the setting GOROOT leads to. */
  Machines leadsTo(String folder) {
    goroot = folder;
    return this;
  }

  /** GOENV=off, or no home. */
  Machines withoutUserFile() {
    userFile = "";
    return this;
  }

  /** A folder that nobody set. */
  Machines usually(String name, String path, FolderFacts.State state) {
    folders.add(new FolderFacts(name, path, false, state));
    return this;
  }

  /** The last go with something of it changed. */
  Machines but(UnaryOperator<GoFacts> change) {
    gos.add(change.apply(gos.removeLast()));
    return this;
  }

  Machines program(Role role, String name, String... platforms) {
    programs.add(
        new ProgramFacts(
            role, name, platforms.length == 0 ? "" : "/bin/" + name, List.of(platforms)));
    return this;
  }

  Machines module(String go, String toolchain) {
    List<ProjectFacts.Directive> words = new ArrayList<>();
    words.add(new ProjectFacts.Directive("module", 1));
    words.add(new ProjectFacts.Directive("go", 3));
    if (!toolchain.isEmpty()) {
      words.add(new ProjectFacts.Directive("toolchain", 5));
    }
    return project(
        new ProjectFacts(
            "/app/go.mod",
            go,
            3,
            toolchain,
            toolchain.isEmpty() ? 0 : 5,
            "",
            List.of(),
            words,
            List.of()));
  }

  /** One that uses a module in the folder a. */
  Machines workspace(String go, String goOfModule) {
    return project(
        new ProjectFacts(
            "/app/go.work",
            go,
            1,
            "",
            0,
            "",
            List.of(),
            List.of(new ProjectFacts.Directive("go", 1), new ProjectFacts.Directive("use", 3)),
            List.of(new ProjectFacts.UsedModule("./a", goOfModule))));
  }

  Machines project(ProjectFacts other) {
    project = other;
    return this;
  }

  Capture capture() {
    return new Capture(
        host,
        false,
        shell,
        "~/.bashrc",
        "/app",
        gos,
        named,
        cached,
        List.of(),
        records,
        settings,
        unknown,
        goroot,
        userFile,
        folders,
        List.of(),
        project,
        programs,
        unread);
  }

  DoctorReport judged() {
    return Doctor.judge(capture());
  }

  /** {@return each diagnosis as severity, rule, artifact and message} */
  List<String> lines() {
    return judged().diagnoses().stream()
        .map(Diagnosis::finding)
        .map(one ->
            one.severity().name().toLowerCase(java.util.Locale.ROOT)
                + " "
                + one.rule().id()
                + " "
                + one.artifact()
                + " "
                + one.message())
        .toList();
  }

  /** {@return what mends the only thing that is wrong} */
  List<String> fix() {
    List<Diagnosis> all = judged().diagnoses();
    if (all.size() != 1) {
      throw new AssertionError(lines());
    }
    return all.getFirst().fix().stream().map(Step::text).toList();
  }
}
