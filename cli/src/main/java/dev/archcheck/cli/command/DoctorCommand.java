package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Account;
import dev.archcheck.cli.render.DoctorJson;
import dev.archcheck.cli.render.DoctorText;
import dev.archcheck.cli.render.Failures;
import dev.archcheck.cli.render.SourceTree;
import dev.archcheck.cli.render.Verdict;
import dev.archcheck.toolchain.activate.Resolver;
import dev.archcheck.toolchain.doctor.Capture;
import dev.archcheck.toolchain.doctor.CaptureFile;
import dev.archcheck.toolchain.doctor.Collector;
import dev.archcheck.toolchain.doctor.Doctor;
import dev.archcheck.toolchain.doctor.DoctorReport;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck doctor}. */
final class DoctorCommand implements Command {

  private static final String REPLAY = "--replay";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck doctor");
    Options.help(
        spec,
        "Says what is wrong on this machine, why, and what mends it.",
        "archcheck doctor [host|go] [OPTION...]",
        "host: the processor, and whether this process is emulated. go: every Go that can be",
        "reached, the one that starts, its settings, and what it becomes in this folder. Without a",
        "word: both. Nothing is run, written or downloaded.");
    spec.addPositional(Options.arguments("host|go", "0..*", "What to look at."));
    spec.addOption(
        Options.value(
            "FILE",
            "Judge what another machine wrote by archcheck doctor --format json, in place of this"
                + " one.",
            REPLAY));
    spec.addOption(
        Options.value(
            "SEVERITY", "Fail from this on: note, warning or error. Default: error.", "--fail-on"));
    spec.addOption(Options.flag("Nothing on the terminal, only the exit code.", "-q", "--quiet"));
    spec.addOption(Options.flag("Show all evidence, and notes.", "-v", "--verbose"));
    Options.addReport(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  nothing is wrong",
            "  1  findings",
            "  2  the arguments make no sense",
            "  3  there is no Go, or something could not be told",
            "  4  the result cannot be written",
            "%nExamples:",
            "  archcheck doctor",
            "  archcheck doctor host -v",
            "  archcheck doctor --format json --output machine.json",
            "  archcheck doctor --replay machine.json");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    DoctorText.Topic topic = topic(Options.oneAtMost(arguments));
    Severity failOn = Options.severity(arguments);
    Overwriting.refuse(
        arguments,
        surroundings,
        List.of(new Overwriting.Read(REPLAY, Options.text(arguments, REPLAY, ""))));
    Reporting reporting = Options.reporting(arguments, surroundings);
    Result result = new Result(Options.text(arguments, "--output", ""));
    Capture capture;
    try {
      capture = capture(topic, Options.text(arguments, REPLAY, ""), surroundings);
    } catch (UnreadableException e) {
      Messages.error(surroundings.err(), String.valueOf(e.getMessage()));
      Messages.hint(surroundings.err(), e.hint());
      return ExitCode.INCONCLUSIVE;
    }
    // What was captured of the host alone says nothing of Go.
    DoctorText.Topic shown = capture.hostOnly() ? DoctorText.Topic.HOST : topic;
    DoctorReport report = shown.only(Doctor.judge(capture));
    Verdict verdict = DoctorText.verdict(report, failOn);
    Account account =
        new Account(
            "doctor",
            Account.Subjects.MACHINE,
            report.report(),
            verdict,
            failOn,
            SourceTree.around(Path.of("")));
    boolean verbose = Options.isSet(arguments, "--verbose");
    return reporting.write(
        account,
        page -> new DoctorText(page, verbose).print(shown, report, verdict),
        out -> new DoctorJson(out).write(report, verdict),
        result,
        surroundings);
  }

  private static DoctorText.Topic topic(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      return DoctorText.Topic.ALL;
    }
    return switch (words.getFirst().toLowerCase(Locale.ROOT)) {
      case "host" -> DoctorText.Topic.HOST;
      case "go" -> DoctorText.Topic.GO;
      default ->
          throw new UsageException(
              "'" + words.getFirst() + "' is nothing to look at", "archcheck doctor [host|go]");
    };
  }

  private static Capture capture(DoctorText.Topic topic, String file, Surroundings surroundings)
      throws UnreadableException {
    if (file.isEmpty()) {
      Collector collector =
          new Collector(
              surroundings.machine(),
              Store.of(surroundings.machine()),
              Resolver.workingFolder(surroundings.machine()));
      return topic == DoctorText.Topic.HOST ? collector.host() : collector.whole();
    }
    try (InputStream in =
        file.equals("-") ? surroundings.in() : Files.newInputStream(Path.of(file))) {
      return CaptureFile.read(in);
    } catch (IOException e) {
      throw new UnreadableException(file + ": " + Failures.message(e), "");
    } catch (InvalidPathException e) {
      throw new UnreadableException("'" + file + "' cannot name a file: " + e.getReason(), "");
    }
  }
}
