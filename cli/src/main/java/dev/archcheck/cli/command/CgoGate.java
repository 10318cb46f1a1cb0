package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Account;
import dev.archcheck.cli.render.CgoDifference;
import dev.archcheck.cli.render.CgoGraph;
import dev.archcheck.cli.render.CgoJson;
import dev.archcheck.cli.render.CgoText;
import dev.archcheck.cli.render.CgoVerdict;
import dev.archcheck.cli.render.CgoWhy;
import dev.archcheck.cli.render.Failures;
import dev.archcheck.cli.render.Page;
import dev.archcheck.cli.render.ReportFormat;
import dev.archcheck.cli.render.Scans;
import dev.archcheck.cli.render.SourceTree;
import dev.archcheck.cli.render.Verdict;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.cgo.CgoCheck;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.CgoRequest;
import dev.archcheck.verify.cgo.Scan;
import dev.archcheck.verify.cgo.Sources;
import dev.archcheck.verify.cgo.Why;
import dev.archcheck.verify.policy.Baseline;
import dev.archcheck.verify.policy.BaselineException;
import dev.archcheck.verify.policy.Policy;
import dev.archcheck.verify.policy.PolicyException;
import dev.archcheck.verify.policy.Scanned;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gets scans, holds them against the policy, and shows the report. */
final class CgoGate {

  private final CgoOptions options;
  private final Surroundings surroundings;
  private final CgoScans scans;

  CgoGate(CgoOptions options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
    this.scans = new CgoScans(options, surroundings);
  }

  int run(Result result) throws IOException {
    try {
      return judge(result);
    } catch (UnreadableException e) {
      Messages.error(surroundings.err(), String.valueOf(e.getMessage()));
      Messages.hint(surroundings.err(), e.hint());
      return ExitCode.INCONCLUSIVE;
    } catch (PolicyException | BaselineException e) {
      Messages.error(surroundings.err(), String.valueOf(e.getMessage()));
      return ExitCode.INCONCLUSIVE;
    }
  }

  private int judge(Result result)
      throws IOException, UnreadableException, PolicyException, BaselineException {
    Policy policy = PolicyOption.policy(options.policy());
    Baseline baseline = baseline();
    boolean live = options.inputs().isEmpty();
    List<Platform> targets =
        options.targets().isEmpty()
            ? policy.targets().stream().map(CgoGate::platform).toList()
            : options.targets();
    List<Scan> all = live ? scans.run(targets) : scans.read();
    Path here = Path.of("");
    CgoCheck check =
        new CgoCheck(
            new CgoRequest(
                all,
                new LinkedHashSet<>(targets),
                live ? Sources.ofRun(here) : Sources.ofModules(here),
                live || options.assumeCgo(),
                live || options.assumeCgo(),
                options.requireEnd(),
                failOn(policy),
                extent(policy),
                policy,
                baseline,
                LocalDate.now(ZoneOffset.UTC)));
    CgoReport report = live ? once(check.run()) : check.run();
    Report asked = report.report();
    if (!options.why().isEmpty()) {
      String path = wholePath(options.why(), report.mainModules());
      return why(path, check.why(path), report, result);
    }
    if (!options.binaries().isEmpty()) {
      report = check.join(report, binaries());
    }
    if (options.updateBaseline()) {
      return update(baseline, report);
    }
    return show(report, asked, difference(report), policy, result);
  }

  private Severity failOn(Policy policy) {
    Severity given = options.failOn();
    return given == null ? policy.failOn() : given;
  }

  /** A policy of a folder above is for more than what is below this one. */
  private Scanned.Extent extent(Policy policy) {
    List<String> packages = options.packages();
    Path here = Path.of("").toAbsolutePath();
    Path folder = here.resolve(options.baseline()).normalize().getParent();
    boolean shared =
        !options.baseline().isEmpty()
            && folder != null
            && here.startsWith(folder)
            && !here.equals(folder);
    if (shared || (!packages.isEmpty() && !packages.equals(List.of("./...")))) {
      return Scanned.Extent.PART; // a baseline of a folder above may be others', too
    }
    return policy.file().startsWith("..") ? Scanned.Extent.MODULE : Scanned.Extent.PROJECT;
  }

  private static Platform platform(String target) {
    String[] words = target.split("/", -1);
    return new Platform(
        new dev.archcheck.inspect.Os(words[0]), new dev.archcheck.inspect.Arch(words[1]));
  }

  /**
   * {@return the same without the targets that no scan is for because the one that go made for them
   * does not say so} That scan is not checked, and says why.
   */
  private static CgoReport once(CgoReport cgo) {
    Set<String> unknown = new HashSet<>();
    for (CgoReport.Target target : cgo.targets()) {
      if (target.state().target() == null && !target.state().isConclusive()) {
        unknown.add(target.source());
      }
    }
    Set<String> known = new HashSet<>();
    cgo.targets().forEach(target -> known.add(target.name()));
    Report report = cgo.report();
    List<Checked> checked =
        report.checked().stream()
            .filter(one ->
                known.contains(one.artifact())
                    || !unknown.contains(("go list for " + one.artifact())))
            .toList();
    return cgo.with(new Report(checked, report.findings(), report.otherFiles()));
  }

  private String run() {
    List<String> parts = new ArrayList<>();
    parts.add(SourceTree.around(Path.of("")).below());
    parts.add(
        String.join(
            "+",
            options.targets().stream()
                .map(one -> one.toString().replace('/', '-'))
                .sorted()
                .toList()));
    parts.removeIf(String::isEmpty);
    return String.join("/", parts);
  }

  private int show(
      CgoReport report, Report asked, CgoDifference difference, Policy policy, Result result)
      throws IOException {
    Severity failOn = failOn(policy);
    Verdict verdict =
        CgoVerdict.of(
            report,
            failOn,
            options.inputs().isEmpty()
                ? null
                : platform -> scans.request(platform).saved("scan.json.gz"));
    if (options.graph() != CgoOptions.Graph.NONE) {
      int code = ExitCode.of(verdict);
      if (isSilent(result)) {
        return code;
      }
      return result.write(
          surroundings,
          out -> {
            if (options.graph() == CgoOptions.Graph.DOT) {
              CgoGraph.dot(report, out);
            } else {
              CgoGraph.mermaid(report, out);
            }
            return code;
          });
    }
    Account account =
        new Account(
            "cgo",
            Account.Subjects.PACKAGES,
            report.report(),
            verdict,
            failOn,
            SourceTree.around(Path.of("")),
            Scans.of(report, asked, failOn, difference, run()));
    return options
        .reporting()
        .write(
            account,
            page -> new CgoText(page, options.verbose(), failOn).print(report, difference, verdict),
            out -> new CgoJson(out).write(report, difference, verdict),
            result,
            surroundings);
  }

  /** {@return a path as the page shows those of the user's own module: {@code ./sub}} */
  private static String wholePath(String asked, List<String> mainModules) {
    boolean isOwn = asked.equals(".") || asked.startsWith("./");
    return isOwn && mainModules.size() == 1 ? mainModules.getFirst() + asked.substring(1) : asked;
  }

  private int why(String asked, Map<String, Why> found, CgoReport report, Result result)
      throws IOException {
    if (found.isEmpty()) {
      Messages.error(surroundings.err(), "no package " + asked + " is in the scan");
      boolean isOwn = !asked.startsWith(".") && asked.split("/", 2)[0].indexOf('.') < 0;
      Messages.hint(
          surroundings.err(),
          isOwn
              ? "packages of the module here are named by ./: ./" + asked
              : options.tests() ? "" : "packages that only tests need: --test");
      return ExitCode.INCONCLUSIVE;
    }
    int code = ExitCode.OK;
    for (Checked one : report.report().checked()) {
      if (one.outcome() == Outcome.NOT_CHECKED) {
        Messages.error(
            surroundings.err(), one.artifact() + ": " + one.detail() + "; chains may be missing");
        code = ExitCode.INCONCLUSIVE;
      }
    }
    if (isSilent(result)) {
      return code;
    }
    int last = code;
    boolean json = options.reporting().format() == ReportFormat.JSON;
    return result.write(
        surroundings,
        out -> {
          if (json) {
            CgoWhy.json(asked, found, out);
          } else {
            CgoWhy.print(asked, found, report, new Page(out, options.reporting().coloured()));
          }
          return last;
        });
  }

  private boolean isSilent(Result result) {
    return options.reporting().quiet() && !result.isFile();
  }

  private Baseline baseline() throws UnreadableException, BaselineException {
    String name = options.baseline();
    if (name.isEmpty() || (options.updateBaseline() && !Files.exists(path(name)))) {
      return Baseline.EMPTY;
    }
    return Baseline.parse(name, PolicyOption.bytes(name));
  }

  private List<Path> binaries() throws UnreadableException {
    List<Path> paths = new ArrayList<>();
    for (String name : options.binaries()) {
      paths.add(path(name));
    }
    return paths;
  }

  private static Path path(String name) throws UnreadableException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UnreadableException("'" + name + "' cannot name a file: " + e.getReason(), "");
    }
  }

  /** What could not be looked at must not become what is known. */
  private int update(Baseline baseline, CgoReport report) throws IOException {
    for (Checked one : report.report().checked()) {
      if (one.outcome() == Outcome.NOT_CHECKED) {
        Messages.error(
            surroundings.err(),
            one.artifact() + ": " + one.detail() + "; the baseline is as it was");
        return ExitCode.INCONCLUSIVE;
      }
    }
    Baseline next = baseline.with(report.open(), report.scanned());
    String text = next.text();
    int written =
        new Result(options.baseline())
            .write(
                surroundings,
                out -> {
                  out.write(text.getBytes(StandardCharsets.UTF_8));
                  return ExitCode.OK;
                });
    if (written == ExitCode.OK && !options.reporting().quiet()) {
      said(next, next.without(baseline), baseline.without(next));
    }
    return written;
  }

  /** What somebody accepts by this is named, so that nothing is accepted unseen. */
  private void said(Baseline next, List<String> added, List<String> removed) {
    Messages.error(
        surroundings.err(),
        options.baseline()
            + " is written: "
            + next.size()
            + (next.size() == 1 ? " use, " : " uses, ")
            + added.size()
            + " added, "
            + removed.size()
            + " removed");
    Page page = new Page(surroundings.err(), false);
    added.forEach(line -> page.text("  + ").line(line));
    removed.forEach(line -> page.text("  - ").line(line));
    page.flush();
  }

  private CgoDifference difference(CgoReport report) throws UnreadableException {
    String name = options.difference();
    if (name.isEmpty()) {
      return CgoDifference.NONE;
    }
    try (InputStream in = Files.newInputStream(path(name))) {
      return CgoDifference.between(name, in, report);
    } catch (IOException e) {
      throw new UnreadableException(name + ": " + Failures.message(e), "");
    }
  }
}
