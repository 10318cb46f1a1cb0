package dev.archcheck.verify.cgo;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.cgo.ScanState.Cgo;
import dev.archcheck.verify.cgo.ScanState.Fault;
import dev.archcheck.verify.cgo.ScanState.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a stream was made. Go decides by the build constraints of each file whether it
 * belongs to a package; some files of the standard library are there only with cgo or only without,
 * and their names show on which side they ended up (build constraints of {@code
 * runtime/crash_cgo_test.go}, {@code reflect/nih_test.go}, {@code runtime/cgo/cgo.go}, {@code
 * net/cgo_stub.go}; the same in Go 1.19 to 1.27).
 */
final class Fingerprints {

  private static final int SHOWN = 5;
  private static final String RUNTIME = "runtime";
  private static final String RUNTIME_CGO = "runtime/cgo";
  private static final String FLAGS_ALONE = " has flags for cgo, but no CgoFiles";
  private static final String AMONG_GO_FILES = " among GoFiles";
  private static final String NEITHER = " has neither CgoFiles nor ";
  private static final String NOT_AMONG_TESTS = " is among neither TestGoFiles nor XTestGoFiles";

  /** Where net and os/user have files with cgo, or others in their place. */
  private static final Set<Os> WITH_RESOLVER =
      Set.of(
          Os.AIX,
          Os.ANDROID,
          Os.DRAGONFLY,
          Os.FREEBSD,
          Os.ILLUMOS,
          Os.LINUX,
          Os.NETBSD,
          Os.OPENBSD,
          Os.SOLARIS);

  /** Start-up files of two architectures. */
  private static final Map<String, Set<String>> SHARED =
      Map.of("mipsx", Set.of("mips", "mipsle"), "mips64x", Set.of("mips64", "mips64le"));

  /** Systems that have the files of another one, too. */
  private static final Map<Os, Os> ALSO =
      Map.of(Os.ANDROID, Os.LINUX, Os.IOS, Os.DARWIN, Os.ILLUMOS, Os.SOLARIS);

  private final Scan scan;
  private final Known known;
  private final List<String> on = new ArrayList<>();
  private final List<String> off = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private @Nullable Platform target;
  private List<String> ambiguous = List.of();
  private String targetEvidence = "";

  /**
   * What is known of a scan from elsewhere.
   *
   * @param cgoOn whether somebody vouches that cgo was on: who ran go list, or the user
   * @param fieldsAsked whether all needed fields are known to have been asked for
   * @param target what it must be for, or null
   */
  record Known(boolean cgoOn, boolean fieldsAsked, @Nullable Platform target) {

    static final Known NOTHING = new Known(false, false, null);
  }

  private Fingerprints(Scan scan, Known known) {
    this.scan = scan;
    this.known = known;
  }

  static ScanState of(Scan scan, Known known) {
    return new Fingerprints(scan, known).state();
  }

  private ScanState state() {
    Completeness completeness = new Completeness(scan, known.fieldsAsked());
    if (scan.packages().isEmpty()) {
      return nothing(completeness, nothing());
    }
    if (nothingButMarks()) {
      return nothing(
          completeness,
          "no package was asked for but runtime/cgo, which shows how it was made: nothing else"
              + " matched");
    }
    if (scan.all().stream().allMatch(one -> one.error() != null)) {
      // Go could load nothing: what else is missing is missing for that reason.
      faults.addAll(completeness.ofLoading());
      return new ScanState(Cgo.UNKNOWN, List.of(), known.target(), "", faults);
    }
    target = target();
    collect();
    Cgo cgo = judged();
    compareTarget();
    faults.addAll(completeness.ofAll());
    return new ScanState(
        cgo,
        cgo == Cgo.OFF ? off : on,
        target == null ? known.target() : target,
        targetEvidence,
        faults);
  }

  private ScanState nothing(Completeness completeness, String what) {
    faults.addAll(completeness.ofText());
    faults.add(new Fault(Problem.EMPTY, what));
    return new ScanState(Cgo.UNKNOWN, List.of(), known.target(), "", faults);
  }

  /**
   * {@code go list ./... runtime/cgo} where {@code ./...} matches nothing, of which go only warns.
   */
  private boolean nothingButMarks() {
    GoPackage mark = scan.find(RUNTIME_CGO);
    if (mark == null || mark.depOnly()) {
      return false;
    }
    if (scan.fields().contains(Field.DEP_ONLY)) {
      return scan.all().stream().allMatch(one -> one.depOnly() || isMark(one));
    }
    // Nothing is only a dependency, or the field is not there: what the mark does not import was
    // asked for. Imports stand before what imports them; runtime is needed by all.
    Set<String> needed = new HashSet<>(Set.of(RUNTIME));
    for (GoPackage one : List.copyOf(scan.all()).reversed()) {
      if (!isMark(one) && !needed.contains(one.importPath())) {
        return false;
      }
      for (int number : one.imports().numbers()) {
        needed.add(scan.names().text(number));
      }
    }
    return true;
  }

  /** It, its tests, and what is made for them. */
  private static boolean isMark(GoPackage one) {
    return one.plainPath().equals(RUNTIME_CGO)
        || one.forTest().equals(RUNTIME_CGO)
        || one.importPath().equals(RUNTIME_CGO + ".test")
        || one.importPath().endsWith(" [" + RUNTIME_CGO + ".test]");
  }

  private String nothing() {
    return scan.remarks().isEmpty()
        ? "there is no package in it"
        : "there is no package in it, only '" + scan.remarks().getFirst() + "'";
  }

  private void collect() {
    split("runtime", "crash_cgo_test.go");
    split("reflect", "nih_test.go");
    if (scan.marks().files(RUNTIME_CGO, Field.IGNORED_GO_FILES).contains("cgo.go")) {
      off.add("runtime/cgo: cgo.go is among IgnoredGoFiles");
    }
    if (target != null
        && target.os().equals(Os.LINUX)
        && scan.marks().files("net", Field.GO_FILES).contains("cgo_stub.go")) {
      // netgo does the same, but then something else shows that cgo is on.
      off.add("net has cgo_stub.go");
    }
    if (target != null && WITH_RESOLVER.contains(target.os())) {
      eitherOr("net", "cgo_stub.go");
      eitherOr("os/user", "lookup_stubs.go");
      stub();
    } else if (target != null && target.os().equals(Os.DARWIN)) {
      eitherOr("net", "cgo_stub.go", "cgo_unix_syscall.go");
      eitherOr("os/user", "lookup_stubs.go", "cgo_lookup_syscall.go");
      resolverOfDarwin();
    }
    eitherOr("plugin", "plugin_stubs.go");
    int users = 0;
    for (GoPackage one : scan.all()) {
      if (!one.cgoFiles().isEmpty() && users++ < SHOWN) {
        on.add(one.importPath() + " has CgoFiles");
      }
      residue(one);
    }
  }

  /**
   * Tags choose between the files with cgo and those in their place. Neither are there where a tag
   * called cgo takes the latter away while cgo is off, which leaves out the former.
   */
  private void eitherOr(String importPath, String... inPlace) {
    if (scan.marks().fields(importPath).contains(Field.GO_FILES)
        && scan.marks().files(importPath, Field.CGO_FILES).isEmpty()
        && Collections.disjoint(scan.marks().files(importPath, Field.GO_FILES), List.of(inPlace))) {
      off.add(importPath + NEITHER + inPlace[0]);
    }
  }

  /** The stub of net is there without cgo or with netgo, and this file without netgo. */
  private void stub() {
    Set<String> files = scan.marks().files("net", Field.GO_FILES);
    if (files.contains("cgo_stub.go") && files.contains("netgo_off.go")) {
      off.add("net: both cgo_stub.go and netgo_off.go are" + AMONG_GO_FILES);
    }
  }

  /**
   * Only in Go 1.21 and 1.22 has it a file with cgo, which goes with the other unless cgo is off.
   */
  private void resolverOfDarwin() {
    String file = "cgo_unix_cgo_darwin.go";
    if (scan.marks().files("net", Field.GO_FILES).contains("cgo_unix_syscall.go")
        && scan.marks().files("net", Field.IGNORED_GO_FILES).contains(file)) {
      off.add("net: " + file + " is among IgnoredGoFiles");
    }
  }

  private void split(String importPath, String file) {
    if (scan.marks().files(importPath, Field.IGNORED_GO_FILES).contains(file)) {
      off.add(importPath + ": " + file + " is among IgnoredGoFiles");
    }
    // It was always there; nih_test.go only since Go 1.20.
    boolean tests =
        importPath.equals(RUNTIME)
            && !scan.marks().files(importPath, Field.TEST_GO_FILES).isEmpty()
            && !scan.marks().files(importPath, Field.XTEST_GO_FILES).isEmpty();
    if (tests
        && !scan.marks().files(importPath, Field.TEST_GO_FILES).contains(file)
        && !scan.marks().files(importPath, Field.XTEST_GO_FILES).contains(file)) {
      off.add(importPath + ": " + file + NOT_AMONG_TESTS);
    }
    for (Field field : List.of(Field.TEST_GO_FILES, Field.XTEST_GO_FILES)) {
      if (scan.marks().files(importPath, field).contains(file)) {
        on.add(importPath + ": " + file + " is among " + field.word());
      }
    }
  }

  /**
   * Flags are read of files that belong to the build and import "C"; with cgo off the files are
   * left out then, and the flags stay (go/build, Import). A tag called cgo deceives the marks of
   * the tests, but not these.
   */
  private void residue(GoPackage one) {
    if (!one.cgoFlags().isEmpty() && one.cgoFiles().isEmpty() && one.swig().isEmpty()) {
      off.add(one.importPath() + FLAGS_ALONE);
    }
  }

  private Cgo judged() {
    boolean strongOff = off.stream().anyMatch(Fingerprints::isStrong);
    if (!on.isEmpty() && !strongOff) {
      return Cgo.ON;
    }
    if (strongOff && on.isEmpty()) {
      faults.add(
          new Fault(
              Problem.CGO_OFF,
              "cgo was off when it was made, so that every file with cgo is missing: "
                  + off.getFirst()));
      return Cgo.OFF;
    }
    if (strongOff) {
      faults.add(
          new Fault(
              Problem.CGO_UNKNOWN,
              "it contradicts itself: " + on.getFirst() + ", but " + off.getFirst()));
      return Cgo.UNKNOWN;
    }
    if (known.cgoOn()) {
      return Cgo.ON;
    }
    faults.add(new Fault(Problem.CGO_UNKNOWN, "nothing in it shows whether cgo was on"));
    return Cgo.UNKNOWN;
  }

  /** Tags switch the resolver too, and a file may carry flags for a tag that is not set. */
  private static boolean isStrong(String evidence) {
    return evidence.contains("IgnoredGoFiles")
        || evidence.endsWith(NOT_AMONG_TESTS)
        || evidence.contains(NEITHER)
        || evidence.endsWith(AMONG_GO_FILES)
        || evidence.endsWith(FLAGS_ALONE);
  }

  /**
   * {@return what GOOS or GOARCH may be, by the files that go generates for each} A tag by the name
   * of a system or an architecture brings a second one.
   *
   * @param kind {@code goos} or {@code goarch}
   */
  private List<String> generated(String kind) {
    String prefix = "z" + kind + "_";
    return scan.marks().files("internal/" + kind, Field.GO_FILES).stream()
        .filter(file -> file.startsWith(prefix) && file.endsWith(".go"))
        .map(file -> file.substring(prefix.length(), file.length() - ".go".length()))
        .sorted()
        .toList();
  }

  /** Go lists for any words; only a target that it has brings {@code rt0_GOOS_GOARCH.s}. */
  private boolean lacksStart() {
    boolean told =
        scan.marks().fields(RUNTIME).contains(Field.S_FILES)
            || (scan.marks().has(RUNTIME) && (known.fieldsAsked() || scan.marks().isUnfiltered()));
    return told
        && scan.marks().files(RUNTIME, Field.S_FILES).stream()
            .noneMatch(file -> file.startsWith("rt0_"));
  }

  /** {@return the targets that the start-up files of the runtime are called after} */
  private Set<Platform> startUps() {
    Set<Platform> found = new HashSet<>();
    for (String file : scan.marks().files(RUNTIME, Field.S_FILES)) {
      String[] words = file.replace(".s", "").split("_", -1);
      if (file.startsWith("rt0_") && words.length == 3 && !SHARED.containsKey(words[2])) {
        found.add(new Platform(new Os(words[1]), new Arch(words[2])));
      }
    }
    // Each of these has the files of the other, too.
    for (Platform one : Set.copyOf(found)) {
      Os other = ALSO.get(one.os());
      if (other != null) {
        found.remove(new Platform(other, one.arch()));
      }
    }
    return found;
  }

  private @Nullable Platform target() {
    List<String> systems = generated("goos");
    List<String> processors = generated("goarch");
    if (systems.size() == 1 && processors.size() == 1) {
      targetEvidence = "internal/goos and internal/goarch are generated for them";
      return new Platform(new Os(systems.getFirst()), new Arch(processors.getFirst()));
    }
    Set<Platform> startUps = startUps();
    if (systems.size() > 1 || processors.size() > 1 || startUps.size() > 1) {
      List<String> words = new ArrayList<>(systems.size() > 1 ? systems : List.of());
      words.addAll(processors.size() > 1 ? processors : List.of());
      ambiguous =
          words.isEmpty()
              ? startUps.stream().map(Platform::toString).sorted().toList()
              : List.copyOf(words);
      return null;
    }
    if (startUps.isEmpty()) {
      return null;
    }
    Platform only = startUps.iterator().next();
    targetEvidence = "runtime has rt0_" + only.os() + "_" + only.arch() + ".s";
    return only;
  }

  private void compareTarget() {
    if (lacksStart()) {
      faults.add(
          new Fault(
              Problem.TARGET,
              "runtime has no start-up code: Go has no target"
                  + (known.target() == null ? " like this" : " " + known.target())));
      return;
    }
    if (!ambiguous.isEmpty()) {
      faults.add(
          new Fault(
              Problem.TARGET,
              "it has the files of several targets at once, "
                  + String.join(" and ", ambiguous)
                  + ": a build tag is called like one of them"));
      return;
    }
    if (target == null && !mayBe(known.target())) {
      faults.add(new Fault(Problem.TARGET, "nothing in it shows GOOS and GOARCH"));
    } else if (target != null && known.target() != null && !target.equals(known.target())) {
      faults.add(
          new Fault(Problem.TARGET, "it is for " + target + " and not for " + known.target()));
    }
  }

  /** A file of two architectures leaves open which of them it is. */
  private boolean mayBe(@Nullable Platform asked) {
    if (asked == null) {
      return false;
    }
    for (String file : scan.marks().files(RUNTIME, Field.S_FILES)) {
      String[] words = file.replace(".s", "").split("_", -1);
      if (file.startsWith("rt0_")
          && words.length == 3
          && words[1].equals(asked.os().name())
          && SHARED.getOrDefault(words[2], Set.of()).contains(asked.arch().name())) {
        return true;
      }
    }
    return false;
  }
}
