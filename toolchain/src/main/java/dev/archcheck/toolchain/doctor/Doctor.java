package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.activate.Shell;
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
import java.util.List;

/** Judges what was seen of a machine. */
public final class Doctor {

  /** What the machine itself is called among the things that were checked. */
  public static final String HOST = "this machine";

  /** The source of the evidence of a finding that says what mends it. */
  public static final String FIX = "fix";

  /** What the command is called where none was found. */
  public static final String GO = "go";

  private final Capture capture;
  private final HostTruth host;
  private final List<Diagnosis> diagnoses = new ArrayList<>();

  private Doctor(Capture capture) {
    this.capture = capture;
    this.host = HostJudge.judge(capture.host());
  }

  /** {@return what is wrong, and what mends it} */
  public static DoctorReport judge(Capture capture) {
    return new Doctor(capture).judge();
  }

  private DoctorReport judge() {
    GoChoice next = GoChoice.of(capture);
    Os os = host.kernel().os();
    Shell shell =
        Shell.named(capture.shell()).orElse(os.equals(Os.WINDOWS) ? Shell.PWSH : Shell.BASH);
    Remedies remedies = new Remedies(os, shell);
    new HostRules(capture, host, diagnoses).judge();
    new GoRules(capture, host, next, remedies, diagnoses).judge();
    new SettingRules(capture, host.kernel(), remedies, diagnoses).judge();
    diagnoses.sort(
        Comparator.<Diagnosis, Severity>comparing(one -> one.finding().severity()).reversed());
    diagnoses.replaceAll(Doctor::withFix);
    List<Finding> findings = diagnoses.stream().map(Diagnosis::finding).toList();
    return new DoctorReport(
        capture,
        host,
        next,
        cgo(),
        goroot(),
        List.copyOf(diagnoses),
        new Report(checked(findings), findings, 0));
  }

  /** So that every form of report has it, and not only those that know diagnoses. */
  private static Diagnosis withFix(Diagnosis one) {
    if (one.fix().isEmpty()) {
      return one;
    }
    List<Evidence> evidence = new ArrayList<>(one.finding().evidence());
    evidence.add(new Evidence.Declared(FIX, String.join("; ", one.fix())));
    return new Diagnosis(one.finding().withEvidence(evidence), one.cause(), one.fix());
  }

  // What was checked at all.

  private List<Checked> checked(List<Finding> findings) {
    List<Checked> checked = new ArrayList<>();
    checked.add(
        host.nativeness() == Nativeness.UNKNOWN
            ? one(HOST, Outcome.NOT_CHECKED, List.of(), host.caution())
            : one(HOST, outcome(HOST, findings), List.of(host.kernel()), ""));
    List<GoFacts> onPath = capture.gos().stream().filter(go -> go.pathPosition() > 0).toList();
    if (onPath.isEmpty()) {
      checked.add(one(GO, Outcome.NOT_CHECKED, List.of(), "there is none on PATH"));
    }
    for (GoFacts go : onPath) {
      if (!go.shim().isEmpty()) {
        String why = "it is " + go.shim() + ", which chooses a go when it runs";
        checked.add(one(go.command(), Outcome.NOT_CHECKED, List.of(), why));
      } else if (go.platforms().isEmpty()) {
        String why = go.problems().isEmpty() ? "nothing was read" : go.problems().getFirst();
        checked.add(one(go.command(), Outcome.NOT_CHECKED, List.of(), why));
      } else {
        List<Platform> platforms = go.platforms().stream().map(Doctor::platform).toList();
        checked.add(one(go.command(), outcome(go.command(), findings), platforms, ""));
      }
    }
    if (!capture.project().problem().isEmpty()) {
      ProjectFacts project = capture.project();
      checked.add(one(project.file(), Outcome.NOT_CHECKED, List.of(), project.problem()));
    }
    return checked;
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
    boolean isSure = host.nativeness() != Nativeness.UNKNOWN;
    Fit best = new Fit(Fit.Kind.UNKNOWN, "");
    for (String text : platforms) {
      Fit fit = Fit.between(host.kernel(), isSure, platform(text));
      if (best.kind() == Fit.Kind.UNKNOWN || fit.kind().compareTo(best.kind()) < 0) {
        best = fit;
      }
    }
    return best.kind() == Fit.Kind.FOREIGN && !interpreter.isEmpty()
        ? new Fit(Fit.Kind.EMULATED, interpreter)
        : best;
  }

  // The rest of the checklist.

  /** As go decides it: CGO_ENABLED, the target, and since Go 1.20 whether a C compiler is there. */
  private Statement cgo() {
    String said = value("CGO_ENABLED");
    GoFacts go =
        capture.gos().stream()
            .filter(one -> one.pathPosition() == 1 && one.shim().isEmpty())
            .findFirst()
            .orElse(null);
    if (go == null || go.platforms().isEmpty()) {
      return new Statement("unknown", "there is no go to ask it of");
    }
    if (!said.isEmpty()) {
      return new Statement(said.equals("1") ? "on" : "off", "CGO_ENABLED=" + said);
    }
    Platform own = platform(go.platform());
    String os = value("GOOS").isEmpty() ? own.os().name() : value("GOOS");
    String arch = value("GOARCH").isEmpty() ? own.arch().name() : value("GOARCH");
    if (!os.equals(own.os().name()) || !arch.equals(own.arch().name())) {
      return new Statement("off", "builds are for another platform, " + os + "/" + arch);
    }
    ProgramFacts compiler =
        capture.programs().stream()
            .filter(one -> one.role() == Role.C_COMPILER)
            .findFirst()
            .orElse(null);
    if (compiler == null) {
      return new Statement("unknown", "no C compiler was looked for");
    }
    boolean asks = GoChoice.word(go.knownVersion()).map(word -> word.minor() >= 20).orElse(true);
    if (!compiler.path().isEmpty()) {
      return new Statement("on", "C compiler: " + compiler.path());
    }
    return asks
        ? new Statement("off", "no C compiler: " + compiler.name() + " is not on PATH")
        : new Statement("on", "but " + compiler.name() + " is not on PATH");
  }

  private Statement goroot() {
    GoFacts go =
        capture.gos().stream().filter(one -> one.pathPosition() == 1).findFirst().orElse(null);
    if (go == null || go.goroot().isEmpty()) {
      return new Statement("unknown", go == null ? "there is no go" : "go stands in none");
    }
    boolean overlaid =
        diagnoses.stream()
            .map(one -> one.finding().rule().id())
            .anyMatch(id -> id.equals("go-overlaid") || id.equals("go-broken"));
    if (overlaid) {
      return new Statement("not clean", go.goroot());
    }
    return go.isSealed()
        ? new Statement("sealed", "archcheck toolchain verify reads every file of it")
        : new Statement("clean", "as far as its version, its tools and its command show");
  }

  private String value(String name) {
    return capture.settings().stream()
        .filter(one -> one.name().equals(name))
        .map(SettingFacts::value)
        .findFirst()
        .orElse("");
  }
}
