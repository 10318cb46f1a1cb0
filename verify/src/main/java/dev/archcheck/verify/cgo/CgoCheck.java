package dev.archcheck.verify.cgo;

import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.artifact.ArtifactWalker;
import dev.archcheck.verify.cgo.ScanState.Fault;
import dev.archcheck.verify.cgo.ScanState.Problem;
import dev.archcheck.verify.policy.Judgement;
import dev.archcheck.verify.policy.PackageRules;
import dev.archcheck.verify.policy.Scanned;
import dev.archcheck.verify.policy.Subject;
import dev.archcheck.verify.policy.WaivedReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The CGO gate: holds scans of {@code go list} against a policy. */
public final class CgoCheck {

  private static final String CLAIM = "go list";
  private static final int SHOWN_FILES = 3;

  private final CgoRequest request;
  private final KnownPackages known = new KnownPackages();
  private final List<Understood> targets = new ArrayList<>();
  private final List<Judgement> judgements = new ArrayList<>();
  private final List<Subject> subjects = new ArrayList<>();
  private final List<Subject> open = new ArrayList<>();

  /** How often the name of a scan was wanted again. */
  private final Map<String, Integer> repeated = new HashMap<>();

  /** One use on each target that has it, and what became of it there. */
  private static final class Group {

    final Map<Understood, Use> uses = new LinkedHashMap<>();
    final Map<String, PackageUse.OnTarget> outcomes = new LinkedHashMap<>();

    /** Where it is a finding, and how grave: tests count less than what is shipped. */
    final Map<Understood, Severity> denied = new LinkedHashMap<>();

    boolean fails(Understood target) {
      Severity severity = denied.get(target);
      return severity != null && severity != Severity.NOTE;
    }

    /** {@return the gravest of it} */
    Severity severity() {
      return denied.values().stream().max(Comparator.naturalOrder()).orElse(Severity.NOTE);
    }

    /** {@return the target to show it on: the first where it is as grave as that, or of all} */
    Understood target(Severity severity) {
      return denied.entrySet().stream()
          .filter(one -> one.getValue() == severity)
          .map(Map.Entry::getKey)
          .findFirst()
          .orElseGet(uses.keySet().iterator()::next);
    }

    /** {@return the files of all targets where it is as grave as that, each once} */
    List<String> shown(Severity severity) {
      Set<String> files = new LinkedHashSet<>();
      uses.forEach((target, use) -> {
        if (denied.isEmpty() || denied.get(target) == severity) {
          files.addAll(use.shown());
        }
      });
      return List.copyOf(files);
    }

    /** {@return where it is a finding of a severity} */
    List<String> denied(Severity severity) {
      return denied.entrySet().stream()
          .filter(one -> one.getValue() == severity)
          .map(one -> one.getKey().name())
          .toList();
    }

    boolean isForTests(List<String> names) {
      return names.stream().map(outcomes::get).allMatch(one -> one == null || one.testOnly());
    }
  }

  /** A gate. */
  public CgoCheck(CgoRequest request) {
    this.request = request;
  }

  /** {@return the result} */
  public CgoReport run() {
    Set<String> names = new LinkedHashSet<>();
    for (Scan scan : request.scans()) {
      targets.add(target(scan, names));
    }
    Map<String, Group> groups = groups();
    List<Finding> findings = new ArrayList<>();
    List<PackageUse> uses = new ArrayList<>();
    Map<Understood, Set<Integer>> wanted = new LinkedHashMap<>();
    for (Group group : groups.values()) {
      uses.add(packageUse(group, group.severity()));
      for (Severity severity : Severity.values()) {
        if (!group.denied(severity).isEmpty()) {
          findings.add(finding(group, packageUse(group, severity), severity));
        }
      }
      toBeCutOff(group, wanted);
    }
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    Scanned scanned = scanned();
    findings.addAll(request.policy().findings(judgements, request.today(), scanned));
    findings.addAll(
        request
            .baseline()
            .stale(subjects, scanned, request.policy().severity(Rule.BASELINE_STALE)));
    return new CgoReport(
        new Report(checked(groups), List.copyOf(findings), 0),
        targets.stream()
            .map(one ->
                new CgoReport.Target(
                    one.name(),
                    one.scan().source(),
                    one.state(),
                    one.scan().packages().size(),
                    one.scan().end(),
                    one.unread().size()))
            .toList(),
        List.copyOf(uses),
        mainModules(),
        cut(wanted, false),
        cut(wanted, true),
        List.copyOf(open),
        scanned);
  }

  /**
   * Holds built programs against the scans.
   *
   * @param cgo what {@link #run} said
   * @param paths files, folders and archives
   * @return the same with what became of each program
   */
  public CgoReport join(CgoReport cgo, List<Path> paths) {
    BinaryJoin join = new BinaryJoin(targets);
    new ArtifactWalker().walk(paths, join);
    List<Checked> checked = new ArrayList<>(cgo.report().checked());
    checked.addAll(join.checked(paths));
    List<Finding> findings = new ArrayList<>(cgo.report().findings());
    findings.addAll(join.findings());
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    Report report = new Report(List.copyOf(checked), List.copyOf(findings), join.otherFiles());
    return cgo.with(
        WaivedReport.of(
            report, request.policy(), Set.of(Rule.SCAN_CONTRADICTION), request.today()));
  }

  /** {@return the shortest chains to a package on each target that has it} */
  public Map<String, Why> why(String importPath) {
    Map<String, Why> found = new LinkedHashMap<>();
    for (Understood target : targets) {
      GoPackage one = target.scan().find(importPath);
      if (one != null) {
        Chains chains = target.graph().chains(target.graph().number(one));
        found.put(
            target.name(),
            new Why(
                one.module(),
                chains.count(),
                chains.first(Why.SHOWN),
                target.uses().stream()
                    .filter(use -> use.artifact().equals(importPath))
                    .map(Use::rule)
                    .toList()));
      }
    }
    return found;
  }

  private Understood target(Scan scan, Set<String> names) {
    Platform expected = request.targets().size() == 1 ? request.targets().iterator().next() : null;
    ScanState state =
        Fingerprints.of(
            scan, new Fingerprints.Known(request.cgoOn(), request.fieldsAsked(), expected));
    if (request.endNeeded() && scan.end() == Scan.End.UNKNOWN) {
      state =
          state.with(
              new Fault(
                  Problem.DAMAGED,
                  "its last line is not '# exit 0', which says that it is whole;"
                      + " write it by: echo \"# exit $?\""));
    }
    ImportGraph graph = new ImportGraph(scan);
    Platform platform = state.target();
    String name = platform == null ? scan.source() : platform.toString();
    if (names.contains(name)) {
      name = name + " (" + scan.source() + ")";
    }
    String first = name;
    while (!names.add(name)) {
      name = first + " #" + repeated.merge(first, 2, (number, _) -> number + 1);
    }
    Sources sources = request.sources().of(scan);
    Classifier classifier = new Classifier(scan, graph, platform, sources, known);
    List<Use> uses = classifier.uses();
    List<GoPackage> unread = classifier.unread();
    String leftOut = request.cgoOn() ? "" : classifier.leftOut();
    if (!leftOut.isEmpty()) {
      state =
          state.with(
              new Fault(Problem.CGO_UNKNOWN, leftOut + ": by a tag, or because cgo was off"));
    }
    GoPackage stub = fatal(Rule.CGO_STUB, classifier.unreadStubs(), graph, platform);
    if (stub != null) {
      state =
          state.with(
              new Fault(
                  Problem.SOURCES,
                  "the sources of "
                      + stub.plainPath()
                      + " are not here: whether it fails without cgo cannot be seen"));
    }
    GoPackage fatal = fatal(Rule.DLOPEN_PACKAGE, unread, graph, platform);
    if (fatal != null) {
      state =
          state.with(
              new Fault(
                  Problem.SOURCES,
                  "the sources of "
                      + fatal.plainPath()
                      + (unread.size() > 1 ? " and " + (unread.size() - 1) + " more" : "")
                      + " are not here: C that they load without cgo would not be seen"));
    }
    return new Understood(name, scan, state, graph, new Places(scan, graph, sources), uses, unread);
  }

  /** {@return a package that nobody looked into, and that would fail the run if it were so} */
  private @Nullable GoPackage fatal(
      Rule rule, List<GoPackage> unread, ImportGraph graph, @Nullable Platform platform) {
    for (GoPackage one : unread) {
      Subject subject =
          new Subject(
              rule,
              one.plainPath(),
              one.module().path(),
              one.module().version(),
              platform == null ? "" : platform.toString(),
              !graph.isShipped(graph.number(one)));
      if (request.policy().judge(subject, request.today())
              instanceof Judgement.Denied(Severity severity, var _)
          && severity.compareTo(request.failOn()) >= 0
          && !request.baseline().contains(subject)) {
        return one;
      }
    }
    return null;
  }

  private Map<String, Group> groups() {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Understood target : targets) {
      for (Use use : target.uses()) {
        Group group =
            groups.computeIfAbsent(use.rule().id() + ' ' + use.artifact(), _ -> new Group());
        group.uses.put(target, use);
        group.outcomes.put(target.name(), judge(target, use, group));
      }
    }
    return groups;
  }

  private PackageUse.OnTarget judge(Understood target, Use use, Group group) {
    GoModule module = use.found().module();
    Platform platform = target.state().target();
    Subject subject =
        new Subject(
            use.rule(),
            use.artifact(),
            module.path(),
            module.version(),
            platform == null ? "" : platform.toString(),
            use.testOnly());
    subjects.add(subject);
    Judgement judgement = request.policy().judge(subject, request.today());
    judgements.add(judgement);
    return switch (judgement) {
      case Judgement.Allowed(var by) -> outcome(PackageUse.Outcome.ALLOWED, use, by.reason());
      case Judgement.Waived waived ->
          outcome(
              PackageUse.Outcome.WAIVED,
              use,
              waived.waiver().owner() + " until " + waived.waiver().expires());
      case Judgement.Ignored _ -> outcome(PackageUse.Outcome.IGNORED, use, "");
      case Judgement.Denied(Severity severity, var _) -> {
        if (isOnlyNoted(use.rule())) {
          yield outcome(PackageUse.Outcome.NOTED, use, "");
        }
        open.add(subject);
        if (request.baseline().contains(subject)) {
          yield outcome(PackageUse.Outcome.KNOWN, use, "");
        }
        group.denied.put(target, severity);
        yield new PackageUse.OnTarget(
            PackageUse.Outcome.DENIED, use.testOnly(), "", severity, use.shown());
      }
    };
  }

  /** Nearly every program has some; it is a finding for those who say so. */
  private boolean isOnlyNoted(Rule rule) {
    return rule == Rule.ASSEMBLY_PACKAGE && !request.policy().severities().containsKey(rule);
  }

  private static PackageUse.OnTarget outcome(PackageUse.Outcome outcome, Use use, String why) {
    return new PackageUse.OnTarget(outcome, use.testOnly(), why, Severity.NOTE, use.shown());
  }

  /** {@return it as it is where it is as grave as that} */
  private PackageUse packageUse(Group group, Severity severity) {
    Understood target = group.target(severity);
    Use use = Objects.requireNonNull(group.uses.get(target));
    ImportGraph graph = target.graph();
    GoPackage found = use.found();
    Chains chains = graph.chains(graph.number(found));
    List<Evidence.Chain> first = chains.first(1);
    Evidence.Chain chain =
        first.isEmpty() ? new Evidence.Chain(List.of(found.importPath()), -1) : first.getFirst();
    boolean own = graph.isOwn(graph.number(found));
    int entry = chain.cut() + 1;
    GoPackage through =
        chain.cut() < 0 || own ? null : target.scan().find(chain.packages().get(entry));
    return new PackageUse(
        use.rule(),
        use.artifact(),
        found.module(),
        through == null || !through.module().exists() ? "" : through.module().toString(),
        own || isImportedByOwn(graph, graph.number(found)),
        group.shown(severity),
        chain,
        chains.count(),
        Collections.unmodifiableMap(group.outcomes));
  }

  /** Adds what is to be cut off on each target; the user cannot change the standard library. */
  private static void toBeCutOff(Group group, Map<Understood, Set<Integer>> wanted) {
    group.uses.forEach((target, use) -> {
      if (group.fails(target) && !use.found().standard()) {
        wanted.computeIfAbsent(target, _ -> new LinkedHashSet<>()).add(toBeCutOff(target, use));
      }
    });
  }

  /** Of what loads plugins it is the package of the standard library that is to be cut off. */
  private static int toBeCutOff(Understood target, Use use) {
    int plugin = target.scan().names().find(Classifier.PLUGIN);
    return use.rule() == Rule.PLUGIN_PACKAGE && plugin >= 0
        ? plugin
        : target.graph().number(use.found());
  }

  private static boolean isImportedByOwn(ImportGraph graph, int number) {
    for (int importer : graph.importersOf(number)) {
      if (graph.isOwn(importer)) {
        return true;
      }
    }
    return false;
  }

  private Finding finding(Group group, PackageUse use, Severity severity) {
    List<String> denied = group.denied(severity);
    boolean everywhere = denied.size() == targets.size();
    String where = everywhere ? "" : " on " + String.join(", ", denied);
    Understood target = group.target(severity);
    Use there = Objects.requireNonNull(group.uses.get(target));
    List<Evidence> evidence = new ArrayList<>(target.places().of(there, use.chain()));
    if (use.chain().packages().size() > 1) {
      evidence.add(use.chain());
    }
    if (use.module().exists() && !use.module().main()) {
      evidence.add(new Evidence.Declared("module", use.module().toString()));
    }
    if (!use.direct() && !use.through().isEmpty()) {
      evidence.add(new Evidence.Declared("through", use.through()));
    }
    String other = known.of(KnownPackages.Kind.REPLACEMENT, use.artifact());
    if (!other.isEmpty()) {
      evidence.add(new Evidence.Declared("replacement", other));
    }
    return new Finding(
        use.rule(),
        severity,
        use.artifact(),
        use.rule().message(where, shown(use.shown()))
            + (group.isForTests(denied) ? "; only tests need it" : ""),
        List.copyOf(evidence),
        use.module().path() + (everywhere ? "" : ' ' + String.join(",", denied)));
  }

  private static String shown(List<String> names) {
    return names.size() <= SHOWN_FILES + 1
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, SHOWN_FILES))
            + " and "
            + (names.size() - SHOWN_FILES)
            + " more";
  }

  private Scanned scanned() {
    Set<String> whole = new LinkedHashSet<>();
    Set<String> notWhole = new LinkedHashSet<>();
    for (Understood target : targets) {
      if (target.state().target() != null) {
        (target.state().isConclusive() ? whole : notWhole).add(target.state().target().toString());
      }
    }
    whole.removeAll(notWhole);
    return new Scanned(EnumSet.copyOf(PackageRules.ALL), whole, request.extent());
  }

  private List<Checked> checked(Map<String, Group> groups) {
    List<Checked> checked = new ArrayList<>();
    Set<Platform> missing = new LinkedHashSet<>(request.targets());
    for (Understood target : targets) {
      missing.remove(target.state().target());
      boolean failed = groups.values().stream().anyMatch(group -> group.fails(target));
      List<String> faults = target.state().faults().stream().map(Fault::detail).toList();
      Outcome outcome =
          !target.state().isConclusive()
              ? Outcome.NOT_CHECKED
              : failed ? Outcome.FAILED : Outcome.PASSED;
      checked.add(
          checked(target.name(), target.scan().source(), outcome, String.join("; ", faults)));
    }
    for (Platform platform : missing) {
      checked.add(
          checked(platform.toString(), CLAIM, Outcome.NOT_CHECKED, "no scan is for this target"));
    }
    return checked;
  }

  private static Checked checked(String name, String source, Outcome outcome, String detail) {
    return new Checked(name, outcome, Format.UNKNOWN, Kind.UNKNOWN, List.of(), source, detail);
  }

  private List<String> mainModules() {
    return targets.stream()
        .flatMap(target -> target.scan().all().stream())
        .map(GoPackage::module)
        .filter(GoModule::main)
        .map(GoModule::path)
        .distinct()
        .toList();
  }

  private List<CgoReport.CutImport> cut(Map<Understood, Set<Integer>> wanted, boolean anywhere) {
    Map<String, CgoReport.CutImport> all = new LinkedHashMap<>();
    wanted.forEach((target, packages) -> {
      for (MinimumCut.Edge edge : MinimumCut.of(target.graph(), packages, anywhere)) {
        String imported = edge.imported().isEmpty() ? GoPackage.C : edge.imported();
        Evidence.Source place = target.places().imported(edge.importer(), imported);
        all.putIfAbsent(
            edge.importer() + ' ' + edge.imported(),
            new CgoReport.CutImport(
                edge.importer(),
                edge.imported(),
                place == null ? "" : place.file() + ":" + place.line()));
      }
    });
    return List.copyOf(all.values());
  }
}
