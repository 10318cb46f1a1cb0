package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import dev.archcheck.verify.go.GoPolicy;
import dev.archcheck.verify.platform.PlatformCheck;
import dev.archcheck.verify.platform.Targets;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck verify}. */
final class VerifyCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck verify");
    Options.help(
        spec,
        "Checks that binaries are what they claim to be.",
        "archcheck verify [OPTION...] [PATH...]",
        "In files, folders and archives: by the names on each path, or by --target. Without PATH:",
        "the Go on PATH against this machine.");
    spec.addPositional(Options.arguments("PATH", "0..*", "A file, a folder or an archive."));
    spec.addOption(
        Options.value(
            "OS/ARCH[,...]",
            "What the binaries are for, in place of what their names say; a name only chooses among"
                + " several targets. A comma separates targets that must all be covered; a plus"
                + " joins those that one file must serve: darwin/amd64+darwin/arm64.",
            "--target"));
    spec.addOption(
        Options.values(
            "NAME=VERSION",
            "The oldest system that they must run on: macOS=11.0. Repeatable.",
            "--min-os"));
    GoPolicyOptions.addTo(spec);
    PolicyOption.addTo(spec);
    spec.addOption(
        Options.value(
            "SEVERITY", "Fail from this on: note, warning or error. Default: error.", "--fail-on"));
    spec.addOption(
        Options.flag(
            "A binary that nothing claims anything of is inconclusive.", "--require-claim"));
    spec.addOption(Options.flag("Nothing on the terminal, only the exit code.", "-q", "--quiet"));
    spec.addOption(Options.flag("Name every file, also what is as claimed.", "-v", "--verbose"));
    Options.addReport(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  everything that was checked is what it claims to be",
            "  1  findings",
            "  2  the arguments make no sense",
            "  3  something could not be checked, or nothing was; \"not checked\" is never \"passed\"",
            "  4  the result cannot be written",
            "%nExamples:",
            "  archcheck verify dist/",
            "  archcheck verify --target windows/arm64 app.exe plugins.zip",
            "  archcheck verify --cgo forbid --go-version '>=1.26.3' dist/",
            "  archcheck verify --format sarif --output archcheck.sarif dist/");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    PlatformCheck.Request check = check(arguments);
    Overwriting.refuse(arguments, surroundings, read(arguments));
    VerifyRequest request =
        new VerifyRequest(
            check,
            Options.severity(arguments),
            PolicyOption.read(arguments),
            Options.isSet(arguments, "--require-claim"),
            Options.reporting(arguments, surroundings),
            Options.isSet(arguments, "--verbose"));
    Result result = new Result(Options.text(arguments, "--output", ""));
    return new Verification(request, surroundings).run(result);
  }

  private static PlatformCheck.Request check(ParseResult arguments) throws UsageException {
    List<Path> paths = paths(Options.positionals(arguments));
    String target = Options.text(arguments, "--target", "");
    List<String> minimumOs = Options.texts(arguments, "--min-os");
    GoPolicy goPolicy = GoPolicyOptions.read(arguments);
    if (paths.isEmpty() && !PolicyOption.read(arguments).isEmpty()) {
      throw new UsageException(
          "--policy needs a PATH: no waiver is for this machine",
          "archcheck verify --policy FILE PATH...");
    }
    if (paths.isEmpty() && (!target.isEmpty() || !minimumOs.isEmpty() || !goPolicy.isEmpty())) {
      throw new UsageException(
          "options that say what binaries must be need a PATH",
          "archcheck verify OPTION... PATH...");
    }
    return new PlatformCheck.Request(
        paths,
        targets(target, Options.isSet(arguments, "--target")),
        MinimumOsOption.read(minimumOs),
        goPolicy);
  }

  private static List<Overwriting.Read> read(ParseResult arguments) throws UsageException {
    List<Overwriting.Read> files = new ArrayList<>();
    for (String name : Options.positionals(arguments)) {
      files.add(new Overwriting.Read("", name));
    }
    files.add(PolicyOption.file(arguments));
    return files;
  }

  private static List<Path> paths(List<String> names) throws UsageException {
    List<Path> paths = new ArrayList<>();
    for (String name : names) {
      if (name.equals("-")) {
        throw new UsageException(
            "verify reads no standard input",
            "write it to a file whose name says what it is for, or use --target; ./- names a file -");
      }
      try {
        paths.add(Path.of(name));
      } catch (InvalidPathException e) {
        throw new UsageException("'" + name + "' cannot name a file: " + e.getReason(), "");
      }
    }
    return paths;
  }

  private static Targets targets(String option, boolean given) throws UsageException {
    try {
      return given ? Targets.parse(option) : Targets.BY_NAME;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--target: " + e.getMessage(), "platforms are written as Go writes them: windows/arm64");
    }
  }
}
