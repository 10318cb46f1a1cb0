package dev.archcheck.cli.render;

import dev.archcheck.toolchain.discover.InstallRecord;
import dev.archcheck.toolchain.doctor.Diagnosis;
import dev.archcheck.toolchain.doctor.Doctor;
import dev.archcheck.toolchain.doctor.DoctorReport;
import dev.archcheck.toolchain.doctor.FolderFacts;
import dev.archcheck.toolchain.doctor.GoChoice;
import dev.archcheck.toolchain.doctor.GoFacts;
import dev.archcheck.toolchain.doctor.ProgramFacts;
import dev.archcheck.toolchain.doctor.SettingFacts;
import dev.archcheck.toolchain.doctor.Step;
import dev.archcheck.toolchain.host.HostTruth;
import dev.archcheck.toolchain.host.HostWitness;
import dev.archcheck.toolchain.host.Nativeness;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What is wrong with a machine, for people. */
public final class DoctorText {

  private static final int LABEL = 15;

  /** What is looked at. */
  public enum Topic {
    ALL,
    HOST,
    GO;

    /** {@return the report without what is not looked at} */
    public DoctorReport only(DoctorReport report) {
      return switch (this) {
        case ALL -> report;
        case HOST -> filtered(report, Doctor.HOST::equals);
        case GO -> filtered(report, artifact -> !artifact.equals(Doctor.HOST));
      };
    }

    private static DoctorReport filtered(DoctorReport report, Predicate<String> artifacts) {
      Report whole = report.report();
      List<Checked> checked =
          whole.checked().stream().filter(one -> artifacts.test(one.artifact())).toList();
      List<Diagnosis> diagnoses =
          report.diagnoses().stream()
              .filter(one -> artifacts.test(one.finding().artifact()))
              .toList();
      List<Finding> findings = diagnoses.stream().map(Diagnosis::finding).toList();
      return new DoctorReport(
          report.capture(),
          report.host(),
          report.next(),
          report.cgo(),
          report.goroot(),
          diagnoses,
          new Report(checked, findings, 0));
    }
  }

  private final Page page;
  private final boolean verbose;

  /** A view on a page. */
  public DoctorText(Page page, boolean verbose) {
    this.page = page;
    this.verbose = verbose;
  }

  /** {@return what a report comes down to} */
  public static Verdict verdict(DoctorReport report, Severity failOn) {
    Verdict verdict = Verdict.of(report.report(), failOn, false);
    boolean noGo =
        report.report().checked().stream().anyMatch(one -> one.artifact().equals(Doctor.GO));
    if (verdict.state() != Verdict.State.INCONCLUSIVE) {
      return verdict;
    }
    String shim = report.winner().map(GoFacts::shim).orElse("");
    if (!shim.isEmpty() && !noGo) {
      return Verdict.inconclusive(
          "which Go starts is chosen when it runs, so it was not checked",
          "archcheck verify --target " + report.host().kernel() + " \"$(go env GOROOT)/bin\"");
    }
    if (!noGo) {
      return verdict;
    }
    return Verdict.inconclusive(
        "there is no Go on PATH",
        report.capture().gos().isEmpty()
            ? "archcheck toolchain install stable"
            : "put the bin folder of one that is installed on PATH: archcheck toolchain list");
  }

  /** Prints a report and its verdict. */
  public void print(Topic topic, DoctorReport report, Verdict verdict) {
    if (topic != Topic.GO) {
      host(report.host());
    }
    if (topic != Topic.HOST) {
      checklist(report);
    }
    page.end();
    for (Diagnosis diagnosis : report.diagnoses()) {
      if (verbose || diagnosis.finding().severity() != Severity.NOTE) {
        diagnosis(diagnosis);
      }
    }
    notChecked(report);
    new VerifyText(page, verbose).verdict(verdict);
    boolean hasNotes =
        report.diagnoses().stream().anyMatch(one -> one.finding().severity() == Severity.NOTE);
    if (hasNotes && !verbose) {
      page.text(Style.FAINT, "--verbose shows the notes").end();
    }
    page.flush();
  }

  /** Why something could not be looked at; that there is no go the verdict says. */
  private void notChecked(DoctorReport report) {
    boolean any = false;
    for (Checked one : report.report().checked()) {
      if (one.outcome() == Checked.Outcome.NOT_CHECKED && !one.artifact().equals(Doctor.GO)) {
        any = true;
        page.text(Style.STRONG, one.artifact()).text(": ");
        page.text(Style.WARNING, "not checked: ").line(one.detail());
      }
    }
    if (any) {
      page.end();
    }
  }

  private void row(String label, String value) {
    page.text(Style.STRONG, label).blanks(Math.max(1, LABEL - label.length())).line(value);
  }

  private void host(HostTruth host) {
    String runs =
        switch (host.nativeness()) {
          case NATIVE -> "this process is native";
          case EMULATED -> "this process is " + host.process() + ", emulated by " + host.emulator();
          case UNKNOWN -> "whether this process is emulated cannot be told";
        };
    row("This machine", host.kernel() + "; " + runs);
    if (!host.surroundings().isEmpty()) {
      row("", String.join(", ", host.surroundings()));
    }
    if (verbose || host.nativeness() != Nativeness.NATIVE) {
      for (HostWitness witness : host.evidence()) {
        row("", witness.source() + " = " + witness.value() + ": " + witness.shows());
      }
      if (!host.caution().isEmpty()) {
        row("", host.caution());
      }
    }
  }

  private void checklist(DoctorReport report) {
    report.winner().ifPresentOrElse(this::go, () -> row("Go", "none on PATH"));
    others(report.capture().gos());
    report.winner().ifPresent(_ -> statement("GOROOT", report.goroot()));
    next(report);
    if (report.winner().isPresent()) {
      statement("cgo", report.cgo());
    }
    if (verbose) {
      report.capture().settings().forEach(this::setting);
      report.capture().folders().forEach(this::folder);
      for (InstallRecord record : report.capture().records()) {
        row("installer", record.name() + ": " + record.place());
      }
      for (ProgramFacts program : report.capture().programs()) {
        row(
            program.role().words(),
            (program.path().isEmpty() ? program.name() + ": not found" : program.path())
                + (program.platforms().isEmpty() ? "" : ", " + join(program.platforms())));
      }
    }
  }

  private void go(GoFacts go) {
    if (!go.shim().isEmpty()) {
      row("Go", go.command() + " is " + go.shim());
      return;
    }
    String version = go.knownVersion().isEmpty() ? "unknown version" : go.knownVersion();
    row("Go", version + " " + join(go.platforms()) + ", " + go.command());
    if (!go.real().equals(go.command())) {
      row("", "which is " + go.real());
    }
  }

  /** Behind the one that starts; what the go command keeps for itself only on demand. */
  private void others(List<GoFacts> gos) {
    for (GoFacts go : gos) {
      boolean cached = go.maker().equals("module-cache");
      if (go.pathPosition() != 1 && (verbose || (!cached && go.pathPosition() > 0))) {
        row(
            go.pathPosition() > 0 ? "behind it" : "not on PATH",
            (go.shim().isEmpty() ? go.knownVersion() + " " + join(go.platforms()) : go.shim())
                + ", "
                + go.command());
      }
    }
  }

  private static String join(List<String> platforms) {
    return platforms.isEmpty() ? "of unknown platform" : String.join(" and ", platforms);
  }

  private void statement(String label, DoctorReport.Statement statement) {
    row(label, statement.answer() + (statement.why().isEmpty() ? "" : ": " + statement.why()));
  }

  private void next(DoctorReport report) {
    GoChoice next = report.next();
    if (next.outcome() == GoChoice.Outcome.UNKNOWN) {
      return;
    }
    boolean project = report.capture().project().exists();
    if (next.outcome() == GoChoice.Outcome.ITSELF) {
      row("Here", (project ? next.version() + ": " + next.why() : "no module"));
      return;
    }
    String does =
        switch (next.outcome()) {
          case SWITCHES -> "go becomes " + next.version();
          case DOWNLOADS -> "go first downloads " + next.version();
          case REFUSES, ITSELF, UNKNOWN -> "go does not work here";
        };
    row("Here", does + ": " + next.why());
  }

  private void setting(SettingFacts setting) {
    for (SettingFacts.Layer layer : setting.layers()) {
      String place =
          switch (layer.kind()) {
            case ENVIRONMENT -> "environment";
            case USER_FILE -> "go env -w, " + layer.place();
            case GOROOT_FILE -> layer.place();
          };
      row("Setting", setting.name() + "=" + layer.value() + "  (" + place + ")");
    }
    for (SettingFacts.Origin origin : setting.origins()) {
      row(
          "",
          "set in "
              + origin.place()
              + (origin.line() > 0 ? ":" + origin.line() : " to " + origin.value()));
    }
  }

  private void folder(FolderFacts folder) {
    if (!folder.isSet() && !folder.path().isEmpty()) {
      row("Default", folder.name() + "=" + folder.path());
    }
  }

  private void diagnosis(Diagnosis diagnosis) {
    Finding finding = diagnosis.finding();
    page.text(Style.STRONG, finding.artifact()).end();
    Style style = finding.severity() == Severity.ERROR ? Style.BAD : Style.WARNING;
    page.text("  ")
        .text(
            finding.severity() == Severity.NOTE ? Style.PLAIN : style, Words.of(finding.severity()))
        .text(": ")
        .text(finding.message())
        .text(Style.FAINT, "  [" + finding.rule().id() + "]")
        .end();
    for (Evidence evidence : finding.evidence()) {
      if (evidence instanceof Evidence.Declared(String source, String text)
          && !Set.of(Doctor.FIX, Doctor.ACTION, Doctor.WHY).contains(source)) {
        page.text("    ").line(source + " = " + text);
      }
    }
    if (!diagnosis.cause().isEmpty()) {
      page.text("    why: ").line(diagnosis.cause());
    }
    for (Step step : diagnosis.fix()) {
      page.text(step.kind() == Step.Kind.COMMAND ? "    fix: " : "    and: ").line(step.text());
    }
    page.end();
  }
}
