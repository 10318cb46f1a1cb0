package dev.archcheck.verify.cgo;

import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.cgo.KnownPackages.Kind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the packages of a scan that need native code, and in which way. */
final class Classifier {

  static final String PLUGIN = "plugin";
  private static final String RUNTIME_CGO = "runtime/cgo";
  private static final String FAKE_CGO = "/internal/fakecgo";

  /** Only packages of the Go project may call the system's library so without bringing a loader. */
  private static final String OF_THE_GO_PROJECT = "golang.org/x/";

  private static final String IMPORT_DYNAMIC = "//go:cgo_import_dynamic ";

  /** Words by which a file that stands in for cgo says that it does not do its work. */
  private static final List<String> REFUSALS =
      List.of(
          "requires cgo",
          "require cgo",
          "needs cgo",
          "without cgo",
          "cgo disabled",
          "cgo is disabled",
          "cgo is not enabled",
          "cgo not enabled",
          "CGO_ENABLED",
          "not supported",
          "unsupported",
          "not implemented",
          "unimplemented");

  private final Scan scan;
  private final ImportGraph graph;
  private final @Nullable Platform target;
  private final Sources sources;
  private final KnownPackages known;
  private final Map<String, Use> uses = new LinkedHashMap<>();
  private final Map<String, GoPackage> unread = new LinkedHashMap<>();
  private final Map<String, GoPackage> unreadStubs = new LinkedHashMap<>();

  Classifier(
      Scan scan,
      ImportGraph graph,
      @Nullable Platform target,
      Sources sources,
      KnownPackages known) {
    this.scan = scan;
    this.graph = graph;
    this.target = target;
    this.sources = sources;
    this.known = known;
  }

  List<Use> uses() {
    int plugin = scan.names().find(PLUGIN);
    for (GoPackage one : scan.all()) {
      if (one.standard()) {
        if (!isOnlyAMark(one)) {
          add(Rule.STD_CGO, one, one.cgoFiles());
        }
        continue;
      }
      add(Rule.CGO_PACKAGE, one, one.cgoFiles());
      add(Rule.SWIG_PACKAGE, one, one.swig());
      add(
          Rule.OBJECT_PACKAGE,
          one,
          one.syso().stream().filter(file -> mayHoldCode(one, file)).toList());
      if (one.cgoFiles().isEmpty()) {
        add(Rule.ASSEMBLY_PACKAGE, one, one.assembly());
      } else {
        stub(one);
      }
      dlopen(one);
      if (plugin >= 0 && one.imports().contains(plugin)) {
        add(Rule.PLUGIN_PACKAGE, one, List.of("it imports plugin"));
      }
    }
    return List.copyOf(uses.values());
  }

  /** What was listed to show that cgo is on is no part of the program. */
  private boolean isOnlyAMark(GoPackage one) {
    if (one.depOnly() || !one.importPath().equals(RUNTIME_CGO)) {
      return false;
    }
    int number = scan.names().find(RUNTIME_CGO);
    return scan.all().stream()
        .filter(other -> !other.importPath().equals(RUNTIME_CGO))
        .noneMatch(other ->
            !other.cgoFiles().isEmpty()
                || !other.swig().isEmpty()
                || other.imports().contains(number));
  }

  /** A package counts once, however many variants of it were made for tests. */
  private void add(Rule rule, GoPackage one, List<String> shown) {
    if (shown.isEmpty()) {
      return;
    }
    boolean testOnly = !graph.isShipped(graph.number(one));
    Use use = new Use(rule, one, testOnly, shown);
    uses.merge(
        rule.id() + ' ' + one.plainPath(), use, (old, other) -> old.testOnly() ? other : old);
  }

  private void dlopen(GoPackage one) {
    String path = one.plainPath();
    if (path.endsWith(FAKE_CGO)) {
      add(Rule.DLOPEN_PACKAGE, one, List.of("it stands in for runtime/cgo"));
      return;
    }
    String sentence = known.exactly(Kind.DLOPEN, path);
    if (!sentence.isEmpty()) {
      add(Rule.DLOPEN_PACKAGE, one, List.of(sentence));
    } else if (!one.assembly().isEmpty() && one.cgoFiles().isEmpty() && !isOfTheGoProject(one)) {
      String file = holding(one, one.goFiles(), IMPORT_DYNAMIC);
      if (!file.isEmpty()) {
        add(Rule.DLOPEN_PACKAGE, one, List.of(file + " has " + IMPORT_DYNAMIC.strip()));
      } else if (one.goFiles().isEmpty()
          || one.goFiles().stream().anyMatch(name -> source(one, name) == null)) {
        unread.putIfAbsent(path, one);
      }
    }
  }

  /** A module that takes the place of one of theirs is none, whatever it is called. */
  private static boolean isOfTheGoProject(GoPackage one) {
    return one.plainPath().startsWith(OF_THE_GO_PROJECT)
        && one.module().path().startsWith(OF_THE_GO_PROJECT)
        && !one.module().main()
        && one.module().replacement().isEmpty();
  }

  /** {@return packages that could be stubs without cgo, whose sources could not be looked at} */
  List<GoPackage> unreadStubs() {
    return List.copyOf(unreadStubs.values());
  }

  /** {@return packages that could load C without cgo, whose sources could not be looked at} */
  List<GoPackage> unread() {
    return List.copyOf(unread.values());
  }

  /**
   * {@return a file with cgo that go left out although it is for this target, or the empty string}
   * Only where the source is here; a tag that somebody set can leave it out, too.
   */
  String leftOut() {
    if (target == null || scan.all().stream().anyMatch(one -> !one.cgoFiles().isEmpty())) {
      return ""; // what has CgoFiles shows that cgo was on
    }
    for (GoPackage one : scan.all()) {
      for (String name : one.ignoredGoFiles()) {
        String source = name.endsWith("_test.go") ? null : source(one, name);
        if (source != null
            && BuildConstraint.isThereWithCgo(name, source, target)
            && ImportsOfC.in(source)) {
          return one.plainPath() + ": " + name + " imports \"C\" and is left out";
        }
      }
    }
    return suspect(target);
  }

  /** Where the sources are not here, some packages are known to have files for every target. */
  private String suspect(Platform of) {
    for (GoPackage one : scan.all()) {
      boolean leavesOut =
          one.ignoredGoFiles().stream()
              .anyMatch(name -> !name.endsWith("_test.go") && BuildConstraint.fitsName(name, of));
      if (leavesOut
          && one.error() == null
          && !known.exactly(Kind.STUB, one.plainPath()).isEmpty()) {
        return one.plainPath() + " has none of its files with cgo";
      }
    }
    return "";
  }

  private String holding(GoPackage one, List<String> files, String text) {
    for (String name : files) {
      String source = source(one, name);
      if (source != null && (source.startsWith(text) || source.contains("\n" + text))) {
        return name;
      }
    }
    return "";
  }

  private @Nullable String source(GoPackage one, String name) {
    return Sources.text(sources.file(one, name));
  }

  private void stub(GoPackage one) {
    String sentence = known.exactly(Kind.STUB, one.plainPath());
    if (!sentence.isEmpty()) {
      add(Rule.CGO_STUB, one, List.of(sentence));
      return;
    }
    if (target == null) {
      return;
    }
    for (String name : one.ignoredGoFiles()) {
      if (name.endsWith("_test.go") || !BuildConstraint.fitsName(name, target)) {
        continue;
      }
      String source = source(one, name);
      if (source == null) {
        unreadStubs.putIfAbsent(one.plainPath(), one);
      }
      if (source != null && BuildConstraint.onlyWithoutCgo(name, source, target)) {
        String refusal = refusal(source);
        if (!refusal.isEmpty()) {
          add(Rule.CGO_STUB, one, List.of(name + " takes its place and says \"" + refusal + '"'));
          return;
        }
      }
    }
  }

  /** {@return the string of a Go source by which it refuses its work, or the empty string} */
  private static String refusal(String source) {
    for (String line : (Iterable<String>) source.lines()::iterator) {
      int from = line.indexOf('"');
      int to = line.lastIndexOf('"');
      if (from < 0 || to <= from || line.strip().startsWith("//")) {
        continue;
      }
      String text = line.substring(from + 1, to);
      if (REFUSALS.stream().anyMatch(text::contains)) {
        return text;
      }
    }
    return "";
  }

  /** Version numbers and icons of Windows programs are object files, too, but hold no code. */
  private boolean mayHoldCode(GoPackage one, String name) {
    Path file = sources.file(one, name);
    byte[] bytes = Sources.bytes(file);
    return bytes == null || !SysoFile.isResourcesOnly(new BytesSource(name, bytes));
  }
}
