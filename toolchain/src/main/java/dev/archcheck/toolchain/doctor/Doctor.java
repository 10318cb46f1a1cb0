package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.discover.Fit;
import dev.archcheck.toolchain.doctor.DoctorReport.Statement;
import dev.archcheck.toolchain.doctor.ProgramFacts.Role;
import dev.archcheck.toolchain.host.HostJudge;
import dev.archcheck.toolchain.host.HostTruth;
import dev.archcheck.toolchain.host.Nativeness;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Judges what was seen of a machine. */
public final class Doctor {

  /** What the machine itself is called among the things that were checked. */
  public static final String HOST = "this machine";

  /** The source of the evidence of a finding that says what mends it. */
  public static final String FIX = "fix";

  /** The source of the evidence of a finding that says how it usually comes to be. */
  public static final String WHY = "why";

  /** The same as {@link #FIX} of what only a person can do. */
  public static final String ACTION = "and";

  /** What the command is called where none was found. */
  public static final String GO = "go";

  private final Capture seen;

  /** The same as it is judged. */
  private final Capture capture;

  private final HostTruth host;
  private final List<Diagnosis> diagnoses = new ArrayList<>();

  private Doctor(Capture capture) {
    this.seen = capture;
    this.host = HostJudge.judge(capture.host());
    this.capture = ordered(capture, host);
  }

  /** {@return the same with the platform first that the machine takes of each go} */
  private static Capture ordered(Capture capture, HostTruth host) {
    List<GoFacts> gos = new ArrayList<>();
    for (GoFacts go : capture.gos()) {
      List<String> platforms = new ArrayList<>(go.platforms());
      platforms.sort(Comparator.comparing(one -> fit(host, List.of(one), "").kind()));
      gos.add(go.withPlatforms(platforms));
    }
    return capture.withGos(gos);
  }

  /** {@return what is wrong, and what mends it} */
  public static DoctorReport judge(Capture capture) {
    return new Doctor(capture).judge();
  }

  private DoctorReport judge() {
    GoChoice next = GoChoice.of(capture);
    Remedies remedies =
        new Remedies(
            host.kernel().os(),
            capture.shell(),
            capture.startFile(),
            capture.records(),
            capture
                .winner()
                .flatMap(go -> GoChoice.word(go.knownVersion()))
                .map(word -> word.minor() >= GoChoice.FIRST_THAT_SWITCHES)
                .orElse(true));
    new HostRules(capture, host, remedies, diagnoses).judge();
    if (!capture.hostOnly()) {
      new GoRules(capture, host, next, remedies, diagnoses).judge();
    }
    if (capture.winner().isPresent()) { // without go its settings do not matter
      Settings settings = new Settings(capture, host.kernel(), remedies, diagnoses);
      new ValueRules(settings).judge();
      new NetworkSettingRules(settings).judge();
      new SettingRules(settings).judge();
    }
    diagnoses.sort(
        Comparator.<Diagnosis, Severity>comparing(one -> one.finding().severity()).reversed());
    diagnoses.replaceAll(Doctor::withFix);
    List<Finding> findings = diagnoses.stream().map(Diagnosis::finding).toList();
    return new DoctorReport(
        seen,
        host,
        next,
        cgo(),
        goroot(),
        List.copyOf(diagnoses),
        new Report(checked(findings), findings, 0));
  }

  /** So that every form of report has it, and not only those that know diagnoses. */
  private static Diagnosis withFix(Diagnosis one) {
    List<Evidence> evidence = new ArrayList<>(one.finding().evidence());
    if (!one.cause().isEmpty()) {
      evidence.add(new Evidence.Declared(WHY, one.cause()));
    }
    for (Step step : one.fix()) {
      evidence.add(
          new Evidence.Declared(step.kind() == Step.Kind.COMMAND ? FIX : ACTION, step.text()));
    }
    return new Diagnosis(one.finding().withEvidence(evidence), one.cause(), one.fix());
  }

  // What was checked at all.

  private List<Checked> checked(List<Finding> findings) {
    List<Checked> checked = new ArrayList<>();
    checked.add(
        host.nativeness() == Nativeness.UNKNOWN
            ? one(HOST, Outcome.NOT_CHECKED, List.of(), host.caution())
            : one(HOST, outcome(HOST, findings), List.of(host.kernel()), ""));
    if (capture.hostOnly()) {
      return checked;
    }
    checked.add(
        capture
            .winner()
            .map(go -> go(go, findings))
            .orElseGet(() -> one(GO, Outcome.NOT_CHECKED, List.of(), "there is none on PATH")));
    if (!capture.project().problem().isEmpty()) {
      ProjectFacts project = capture.project();
      checked.add(one(project.file(), Outcome.NOT_CHECKED, List.of(), project.problem()));
    }
    for (String unread : new LinkedHashSet<>(capture.unread())) {
      int end = unread.lastIndexOf(": ");
      String file = end < 0 ? unread : unread.substring(0, end);
      if (matters(file)) {
        String why = end < 0 ? "it cannot be read" : unread.substring(end + 2);
        checked.add(one(file, Outcome.NOT_CHECKED, List.of(), why));
      }
    }
    return checked;
  }

  /** What belongs to another go than the one that is started hides nothing. */
  private boolean matters(String file) {
    boolean ofAnother =
        capture.gos().stream()
            .anyMatch(go ->
                go.pathPosition() != 1
                    && (file.equals(go.command())
                        || (!go.goroot().isEmpty() && file.startsWith(go.goroot()))));
    boolean ofWinner =
        capture.winner().stream()
            .anyMatch(go ->
                file.equals(go.command())
                    || (!go.goroot().isEmpty() && file.startsWith(go.goroot())));
    boolean ofProgram = capture.programs().stream().anyMatch(one -> one.path().equals(file));
    return ofWinner || !(ofAnother || ofProgram);
  }

  private Checked go(GoFacts go, List<Finding> findings) {
    List<Platform> platforms = go.platforms().stream().map(Doctor::platform).toList();
    Outcome outcome = outcome(go.command(), findings);
    String why = "";
    if (!go.shim().isEmpty()) {
      why = "it is " + go.shim() + ", which chooses a go when it runs";
    } else if (outcome == Outcome.FAILED) {
      return one(go.command(), outcome, platforms, "");
    } else if (go.platforms().isEmpty()) {
      why = go.problems().isEmpty() ? "nothing of it could be read" : go.problems().getFirst();
    } else if (go.goroot().isEmpty() && capture.setting("GOROOT").isEmpty()) {
      why = "it stands in no GOROOT, and where it was built to find one is not read";
    } else if (host.nativeness() == Nativeness.UNKNOWN) {
      why = "whether this machine runs it by itself cannot be told";
    } else {
      Fit fit = fit(host, go.platforms(), go.interpreter());
      why = fit.kind() == Fit.Kind.UNKNOWN ? fit.by() : "";
    }
    return why.isEmpty()
        ? one(go.command(), outcome, platforms, "")
        : one(go.command(), Outcome.NOT_CHECKED, platforms, why);
  }

  private static Outcome outcome(String artifact, List<Finding> findings) {
    boolean failed =
        findings.stream()
            .anyMatch(one -> one.artifact().equals(artifact) && one.severity() != Severity.NOTE);
    return failed ? Outcome.FAILED : Outcome.PASSED;
  }

  private static Checked one(
      String artifact, Outcome outcome, List<Platform> platforms, String detail) {
    return new Checked(artifact, outcome, Format.UNKNOWN, Kind.UNKNOWN, platforms, HOST, detail);
  }

  /** {@return a platform of its text, {@code os/arch} or {@code os/arch[abi]}} */
  static Platform platform(String text) {
    int slash = text.indexOf('/');
    int bracket = text.indexOf('[');
    int end = bracket < 0 ? text.length() : bracket;
    return slash < 0 || slash > end
        ? new Platform(new Os(text), Arch.ANY)
        : new Platform(new Os(text.substring(0, slash)), new Arch(text.substring(slash + 1, end)));
  }

  /** {@return how a program of several platforms runs on a machine} */
  static Fit fit(HostTruth host, List<String> platforms, String interpreter) {
    Fit best = new Fit(Fit.Kind.UNKNOWN, "");
    for (String text : platforms) {
      Fit fit = fit(host, platform(text));
      if (best.kind() == Fit.Kind.UNKNOWN || fit.kind().compareTo(best.kind()) < 0) {
        best = fit;
      }
    }
    return best.kind() == Fit.Kind.FOREIGN && !interpreter.isEmpty()
        ? new Fit(Fit.Kind.EMULATED, interpreter)
        : best;
  }

  private static Fit fit(HostTruth host, Platform program) {
    boolean isSure = host.nativeness() != Nativeness.UNKNOWN;
    Fit fit = Fit.between(host.kernel(), isSure, program);
    if (fit.kind() == Fit.Kind.EMULATED && host.notRun().contains(program.arch())) {
      return new Fit(Fit.Kind.FOREIGN, "");
    }
    // What runs this process runs others of its platform, too.
    boolean runs =
        host.nativeness() == Nativeness.EMULATED
            && program.os().equals(host.process().os())
            && program.arch().equals(host.process().arch());
    return fit.kind() == Fit.Kind.FOREIGN && runs
        ? new Fit(Fit.Kind.EMULATED, host.emulator())
        : fit;
  }

  // The rest of the checklist.

  /** As go decides it: CGO_ENABLED, the target, and since Go 1.20 whether a C compiler is there. */
  private Statement cgo() {
    String said = capture.value("CGO_ENABLED");
    GoFacts go = capture.winner().filter(one -> one.shim().isEmpty()).orElse(null);
    if (go == null || go.platforms().isEmpty()) {
      return new Statement("unknown", "there is no go to ask it of");
    }
    if (said.equals("0") || said.equals("1")) {
      return new Statement(said.equals("1") ? "on" : "off", "CGO_ENABLED=" + said);
    }
    Platform own = platform(go.platform());
    String os = capture.setting("GOOS").map(SettingFacts::value).orElse(own.os().name());
    String arch = capture.setting("GOARCH").map(SettingFacts::value).orElse(own.arch().name());
    if (!os.equals(own.os().name()) || !arch.equals(own.arch().name())) {
      return new Statement("off", "builds are for another platform, " + os + "/" + arch);
    }
    // The last one is the usual one, unless a variable names another.
    ProgramFacts usual = null;
    for (ProgramFacts program : capture.programs()) {
      usual = program.role() == Role.C_COMPILER ? program : usual;
    }
    if (usual == null) {
      return new Statement("unknown", "no C compiler was looked for");
    }
    boolean asks = GoChoice.word(go.knownVersion()).map(word -> word.minor() >= 20).orElse(true);
    boolean isVariable =
        capture.layer("CC").map(one -> one.kind() == SettingFacts.Kind.ENVIRONMENT).orElse(false);
    if (!usual.path().isEmpty()) {
      return new Statement("on", "C compiler: " + usual.path());
    }
    return asks && !isVariable
        ? new Statement("off", "no C compiler: " + usual.name() + " is not on PATH")
        : new Statement("on", "but there is no " + usual.name());
  }

  private Statement goroot() {
    GoFacts go = capture.winner().orElse(null);
    List<String> ids = diagnoses.stream().map(one -> one.finding().rule().id()).toList();
    if (go == null || (go.goroot().isEmpty() && capture.goroot().isEmpty())) {
      return new Statement("unknown", go == null ? "there is no go" : "go stands in none");
    }
    if (ids.contains("goroot-setting")) {
      return new Statement("not this one", "GOROOT says " + capture.value("GOROOT"));
    }
    if (ids.contains("go-overlaid") || ids.contains("go-broken")) {
      return new Statement("not clean", go.goroot().isEmpty() ? capture.goroot() : go.goroot());
    }
    return go.isSealed()
        ? new Statement("sealed", "archcheck toolchain verify reads every file of it")
        : new Statement("clean", "as far as its version, its tools and its command show");
  }
}
