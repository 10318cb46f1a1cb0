package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.ReportFormat;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck cgo}. */
final class CgoCommand implements Command {

  private static final String DOT = "dot";
  private static final String MERMAID = "mermaid";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck cgo");
    Options.help(
        spec,
        "Finds what needs C in a Go module, and who imports it.",
        "archcheck cgo [OPTION...] [PACKAGE...]",
        "Runs go list for the packages (./... without any) with cgo on, or reads what go list wrote"
            + " before. What cannot be relied on is inconclusive, never passed.");
    spec.addPositional(Options.arguments("PACKAGE", "0..*", "As go list takes them."));
    spec.addOption(
        Options.values(
            "FILE",
            "What 'go list -deps -json' wrote, plain or gzip; - is standard input. Repeatable, and"
                + " one may hold several runs.",
            "--input"));
    spec.addOption(
        Options.value(
            "OS/ARCH[,...]", "What to scan for, or what the input must be for.", "--target"));
    spec.addOption(Options.value("TAGS", "Build tags, as go list takes them.", "--tags"));
    spec.addOption(Options.flag("What only tests need, too.", "--test"));
    spec.addOption(
        Options.value("PACKAGE", "Show all shortest import chains to a package.", "--why"));
    PolicyOption.addTo(spec);
    spec.addOption(
        Options.value("FILE", "What is in it is known; only new uses are findings.", "--baseline"));
    spec.addOption(
        Options.flag("Write what is found now into the file of --baseline.", "--update-baseline"));
    spec.addOption(Options.value("FILE", "What changed since an earlier --format json.", "--diff"));
    spec.addOption(
        Options.values(
            "PATH",
            "Hold built programs (files, folders, archives) against the scan. Repeatable.",
            "--binary"));
    spec.addOption(
        Options.flag(
            "Take your word for it that the input was made with cgo on and without a filter, where"
                + " nothing in it shows it.",
            "--assume-cgo"));
    spec.addOption(
        Options.flag("An input without an end mark (# exit 0) is inconclusive.", "--require-end"));
    spec.addOption(
        Options.value(
            "SEVERITY",
            "Fail from this on: note, warning or error. Default: what the policy says, else error.",
            "--fail-on"));
    spec.addOption(Options.flag("Nothing on the terminal, only the exit code.", "-q", "--quiet"));
    spec.addOption(Options.flag("Show the notes and the evidence, too.", "-v", "--verbose"));
    Options.addReport(spec, DOT, MERMAID);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  nothing needs C but what the policy allows",
            "  1  findings",
            "  2  the arguments make no sense",
            "  3  inconclusive: cgo was off, the input is cut or filtered, packages do not load",
            "  4  the result cannot be written",
            "%nExamples:",
            "  archcheck cgo",
            "  archcheck cgo --target linux/arm64,darwin/arm64,windows/arm64 ./cmd/...",
            "  archcheck cgo --why github.com/mattn/go-sqlite3",
            "  archcheck cgo --input scan.json.gz --format sarif --output cgo.sarif",
            "  archcheck cgo --format github --report sarif=cgo.sarif --report junit=cgo.xml");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    List<String> packages = Options.positionals(arguments);
    List<String> inputs = Options.texts(arguments, "--input");
    String tags = Options.text(arguments, "--tags", "");
    boolean tests = Options.isSet(arguments, "--test");
    if (!inputs.isEmpty() && (!packages.isEmpty() || !tags.isEmpty() || tests)) {
      throw new UsageException(
          "--input has been listed already: packages, --tags and --test are said to go list",
          "archcheck cgo --input FILE [OPTION...]");
    }
    String option = packages.stream().filter(one -> one.startsWith("-")).findFirst().orElse("");
    if (!option.isEmpty()) {
      throw new UsageException("'" + option + "' is no package", "");
    }
    if (Options.isSet(arguments, "--update-baseline") && !Options.isSet(arguments, "--baseline")) {
      throw new UsageException("--update-baseline needs --baseline FILE", "");
    }
    String format =
        Options.choice(arguments, "--format", words(ReportFormat.words(), DOT, MERMAID));
    boolean isGraph = format.equals(DOT) || format.equals(MERMAID);
    if (Options.isSet(arguments, ReportFile.OPTION)
        && (isGraph
            || Options.isSet(arguments, "--why")
            || Options.isSet(arguments, "--update-baseline"))) {
      throw new UsageException(
          ReportFile.OPTION
              + " needs a report: neither graphs nor --why nor --update-baseline"
              + " make one",
          "");
    }
    CgoOptions options =
        new CgoOptions(
            packages,
            inputs,
            targets(arguments),
            tags,
            tests,
            Options.text(arguments, "--why", ""),
            PolicyOption.read(arguments),
            Options.text(arguments, "--baseline", ""),
            Options.isSet(arguments, "--update-baseline"),
            Options.text(arguments, "--diff", ""),
            Options.texts(arguments, "--binary"),
            Options.isSet(arguments, "--assume-cgo"),
            Options.isSet(arguments, "--require-end"),
            failOn(arguments),
            format.equals(DOT)
                ? CgoOptions.Graph.DOT
                : format.equals(MERMAID) ? CgoOptions.Graph.MERMAID : CgoOptions.Graph.NONE,
            new Reporting(
                isGraph ? ReportFormat.TEXT : ReportFormat.of(format),
                Options.colour(arguments, surroundings),
                Options.isSet(arguments, "--quiet"),
                ReportFile.all(arguments)),
            Options.isSet(arguments, "--verbose"));
    return new CgoGate(options, surroundings)
        .run(new Result(Options.text(arguments, "--output", "")));
  }

  private static String[] words(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static List<Platform> targets(ParseResult arguments) throws UsageException {
    List<Platform> targets = new ArrayList<>();
    String said = Options.text(arguments, "--target", "");
    if (!said.isEmpty()) {
      for (String word : said.split(",", -1)) {
        Platform platform = TargetOption.platform(word.strip());
        if (!targets.contains(platform)) {
          targets.add(platform);
        }
      }
    }
    return targets;
  }

  private static @Nullable Severity failOn(ParseResult arguments) throws UsageException {
    if (!Options.isSet(arguments, "--fail-on")) {
      return null;
    }
    return Options.severity(arguments);
  }
}
