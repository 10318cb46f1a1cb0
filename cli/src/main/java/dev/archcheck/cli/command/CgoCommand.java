package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.ReportFormat;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.policy.GoTargets;
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
  private static final String DIFF = "--diff";

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
    spec.addOption(Options.value("FILE", "What changed since an earlier --format json.", DIFF));
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
    refuseUnused(arguments, format, isGraph);
    List<ReportFile> reports = ReportFile.all(arguments);
    Overwriting.refuse(arguments, surroundings, read(arguments));
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
            Options.text(arguments, DIFF, ""),
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
                reports),
            Options.isSet(arguments, "--verbose"));
    return new CgoGate(options, surroundings)
        .run(new Result(Options.text(arguments, "--output", "")));
  }

  /** What another option leaves without use is refused: nobody would see that it did nothing. */
  private static void refuseUnused(ParseResult arguments, String format, boolean isGraph)
      throws UsageException {
    if (Options.isSet(arguments, "--update-baseline")) {
      refuse(arguments, "--update-baseline writes the baseline and nothing else", ofABaseline());
      if (!format.equals(ReportFormat.TEXT.word())) {
        throw unused("--update-baseline writes the baseline and nothing else", "--format");
      }
    }
    if (Options.isSet(arguments, "--why")) {
      refuse(arguments, "--why shows chains and judges nothing", ofAWhy());
      if (!List.of(ReportFormat.TEXT.word(), ReportFormat.JSON.word()).contains(format)) {
        throw new UsageException("--why is shown as text or json, not as '" + format + "'", "");
      }
    }
    if (isGraph) {
      refuse(arguments, "a graph shows imports and no changes", List.of(DIFF));
    }
    if (Options.isSet(arguments, DIFF)) {
      List<ReportFormat> shown = new ArrayList<>();
      shown.add(ReportFormat.of(format));
      for (ReportFile one : ReportFile.all(arguments)) {
        shown.add(one.format());
      }
      if (shown.stream().noneMatch(ReportFormat::hasDifference)) {
        throw new UsageException(
            DIFF
                + " is not part of the form that was asked for: sarif and gitlab have findings only",
            "add another form: --report markdown=FILE");
      }
    }
  }

  private static List<String> ofABaseline() {
    return List.of("--output", DIFF, "--why", "--binary", "--fail-on");
  }

  private static List<String> ofAWhy() {
    return List.of(DIFF, "--baseline", "--binary", "--fail-on");
  }

  private static void refuse(ParseResult arguments, String why, List<String> options)
      throws UsageException {
    for (String option : options) {
      if (Options.isSet(arguments, option)) {
        throw unused(why, option);
      }
    }
  }

  private static UsageException unused(String why, String option) {
    return new UsageException(why + ", so that " + option + " has no use", "make two runs of it");
  }

  /** {@return the files that a run reads, so that none of its results is written over one} */
  private static List<Overwriting.Read> read(ParseResult arguments) {
    List<Overwriting.Read> files = new ArrayList<>();
    for (String option : List.of("--input", "--binary")) {
      for (String name : Options.texts(arguments, option)) {
        files.add(new Overwriting.Read(option, name));
      }
    }
    for (String option : List.of("--baseline", DIFF)) {
      files.add(new Overwriting.Read(option, Options.text(arguments, option, "")));
    }
    files.add(PolicyOption.file(arguments));
    return files;
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
        try {
          GoTargets.require(platform.toString());
        } catch (IllegalArgumentException e) {
          throw new UsageException("--target: '" + platform + "' " + e.getMessage(), "");
        }
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
