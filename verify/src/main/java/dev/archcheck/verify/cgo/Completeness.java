package dev.archcheck.verify.cgo;

import dev.archcheck.verify.cgo.ScanState.Fault;
import dev.archcheck.verify.cgo.ScanState.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds out whether a stream has all that one run of {@code go list -deps} writes: packages that
 * were loaded without an error, each behind what it imports (cmd/go/internal/load, PackageList),
 * and the fields that are needed.
 */
final class Completeness {

  private static final String RUNTIME = "runtime";
  private static final String RUNTIME_CGO = "runtime/cgo";

  /** What go adds to the imports of a package: LinkerDeps of cmd/go/internal/load, and for cgo. */
  private static final Set<String> IMPLICIT =
      Set.of(
          RUNTIME,
          RUNTIME_CGO,
          "math",
          "runtime/asan",
          "runtime/coverage",
          "runtime/msan",
          "runtime/race",
          "sync",
          "syscall",
          "unsafe");

  /** Needed fields that a whole and good stream of all fields may not have. */
  private static final List<Field> MAY_BE_NOWHERE =
      List.of(Field.CGO_FILES, Field.SYSO_FILES, Field.SWIG_FILES, Field.INCOMPLETE);

  private final Scan scan;
  private final boolean fieldsAsked;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * A look at a scan.
   *
   * @param fieldsAsked whether all needed fields are known to have been asked for
   */
  Completeness(Scan scan, boolean fieldsAsked) {
    this.scan = scan;
    this.fieldsAsked = fieldsAsked;
  }

  /** {@return what is wrong with the text, and with how it ended} */
  List<Fault> ofText() {
    damaged();
    ended();
    return faults;
  }

  /** {@return the same, and what could not be loaded; something is wrong with every package} */
  List<Fault> ofLoading() {
    ofText();
    errors();
    return faults;
  }

  /** {@return all that is missing} */
  List<Fault> ofAll() {
    ofLoading();
    fields();
    imports();
    return faults;
  }

  private void damaged() {
    if (!scan.damage().isEmpty()) {
      faults.add(new Fault(Problem.DAMAGED, scan.damage()));
    }
  }

  private void ended() {
    if (scan.end() == Scan.End.BAD) {
      faults.add(new Fault(Problem.ERRORS, "go list ended with an error"));
    }
    // Go only warns of it, and ends with 0 where another pattern matches something.
    scan.remarks().stream()
        .filter(line -> GoListReader.MATCHED_NOTHING.matcher(line).find())
        .forEach(line -> faults.add(new Fault(Problem.ERRORS, "'" + line + "'")));
  }

  private void errors() {
    int count = 0;
    String first = "";
    for (GoPackage one : scan.all()) {
      boolean named = !one.name().isEmpty() || !scan.fields().contains(Field.NAME);
      if (one.error() == null
          && !one.incomplete()
          && (named || one.importPath().equals(GoPackage.C))) {
        continue;
      }
      count++;
      PackageError error = one.error();
      boolean bare = one.name().isEmpty() && error == null;
      if (bare && first.isEmpty()) {
        first = one.importPath() + " has no name and no error, which were filtered";
      }
      if (error != null && first.isEmpty()) {
        first =
            (error.position().isEmpty() ? one.importPath() : error.position())
                + ": "
                + error.message().replaceAll("\\s+", " ");
      }
    }
    if (count > 0) {
      faults.add(
          new Fault(
              Problem.ERRORS,
              count
                  + (count == 1 ? " package" : " packages")
                  + " could not be loaded whole"
                  + (first.isEmpty() ? "" : ", the first: " + first)));
    }
    missing();
  }

  /** Every import has an object: go list -deps writes what a package needs before it. */
  private void missing() {
    boolean[] there = new boolean[scan.names().size()];
    boolean[] imported = new boolean[scan.names().size()];
    boolean roots = false;
    for (String path : scan.packages().keySet()) {
      int number = scan.names().find(path);
      if (number >= 0) {
        there[number] = true;
      }
    }
    boolean[] before = new boolean[scan.names().size()];
    boolean failed = false;
    String lost = "";
    String late = "";
    for (GoPackage one : scan.all()) {
      roots |= !one.depOnly();
      failed |= one.error() != null;
      for (int number : one.imports().numbers()) {
        imported[number] = true;
        boolean isC = scan.names().text(number).equals(GoPackage.C);
        if (!there[number] && !isC && lost.isEmpty()) {
          lost = one.importPath() + " imports " + scan.names().text(number);
        } else if (!before[number] && !isC && late.isEmpty()) {
          late = one.importPath() + " stands before " + scan.names().text(number);
        }
      }
      int number = scan.names().find(one.importPath());
      if (number >= 0) {
        before[number] = true;
      }
    }
    if (!lost.isEmpty()) {
      faults.add(
          new Fault(
              Problem.DAMAGED,
              lost + ", which is not in it: was it made without -deps, or is it cut?"));
    } else if (!roots) {
      faults.add(
          new Fault(Problem.DAMAGED, "none of its packages was asked for: its end is missing"));
    } else if (!scan.trail().end().isEmpty()) {
      // What go adds without an import comes before what it is added to, too.
      faults.add(
          new Fault(
              Problem.DAMAGED,
              "it ends with "
                  + scan.trail().end()
                  + ", which was not asked for: what needs it is missing"));
    } else if (!late.isEmpty() && !failed) { // imports in a circle are an error, and in no order
      faults.add(
          new Fault(
              Problem.DAMAGED, late + ", which it imports: one run of go list -deps never does"));
    } else {
      programless();
      unused(imported);
      testless();
    }
  }

  /** What was compiled for the profile of a program stands before that program. */
  private void programless() {
    scan.trail().programs().stream()
        .filter(program -> scan.find(program) == null)
        .findFirst()
        .ifPresent(program ->
            faults.add(
                new Fault(
                    Problem.DAMAGED,
                    program
                        + " is not in it, for whose profile others were compiled: its end is"
                        + " missing")));
  }

  /**
   * With {@code -test} each package that was asked for and has tests has their main program, behind
   * all that were asked for; and a variant for a test has the program that it is made for.
   */
  private void testless() {
    if (scan.all().stream().noneMatch(GoPackage::madeForTests)) {
      return;
    }
    for (GoPackage one : scan.all()) {
      boolean variant = !one.forTest().isEmpty();
      String tested = variant ? one.forTest() : one.importPath();
      if (!one.depOnly()
          && (variant || scan.trail().tested().contains(tested))
          && !hasTestMain(tested + ".test")) {
        faults.add(
            new Fault(
                Problem.DAMAGED,
                tested + ".test is not in it, though others have their tests: its end is missing"));
        return;
      }
    }
  }

  /** A package may be called like it; of the standard library none is. */
  private boolean hasTestMain(String path) {
    GoPackage one = scan.find(path);
    boolean isIt = one != null && (one.isTestMain() || one.goFiles().isEmpty());
    return isIt || scan.find(path + " [" + path + "]") != null;
  }

  /** A package that nobody asked for and nobody imports was to be used by one that is cut off. */
  private void unused(boolean[] imported) {
    if (!scan.fields().contains(Field.IMPORTS)) {
      return;
    }
    for (GoPackage one : scan.all()) {
      int number = scan.names().find(one.importPath());
      boolean used = number >= 0 && imported[number];
      if (one.depOnly() && !used && !isImplicit(one)) {
        faults.add(
            new Fault(
                Problem.DAMAGED,
                "nothing in it needs "
                    + one.importPath()
                    + ", which was not asked for: its end is missing"));
        return;
      }
    }
  }

  /** The linker and cgo need these without an import; a test's main program is the end itself. */
  private static boolean isImplicit(GoPackage one) {
    return (one.standard() && IMPLICIT.contains(one.plainPath()))
        || one.isTestMain()
        || one.importPath().equals(GoPackage.C);
  }

  private void fields() {
    List<String> absent = new ArrayList<>();
    for (Field field : List.of(Field.STANDARD, Field.IMPORTS)) {
      if (!scan.fields().contains(field)) {
        absent.add(field.word());
      }
    }
    if (!scan.fields().contains(Field.DEP_ONLY) && anEndCouldBeMissing()) {
      absent.add(Field.DEP_ONLY.word());
    }
    if (!scan.fields().contains(Field.CGO_FILES) && cgoFilesAreMissing()) {
      absent.add(Field.CGO_FILES.word());
    }
    if (!fieldsAsked && !scan.marks().isUnfiltered()) {
      for (Field field : MAY_BE_NOWHERE) {
        if (!scan.fields().contains(field) && !absent.contains(field.word())) {
          absent.add(field.word());
        }
      }
    }
    if (!absent.isEmpty()) {
      faults.add(
          new Fault(
              Problem.FIELDS,
              (scan.marks().has(RUNTIME) ? "it was filtered, and n" : "n")
                  + "othing in it has "
                  + String.join(", ", absent)
                  + ": whether these were asked for cannot be seen"));
    }
  }

  /** Without the field a stream that is cut looks as if its last package had been asked for. */
  private boolean anEndCouldBeMissing() {
    return scan.end() != Scan.End.GOOD
        && !scan.marks().isUnfiltered()
        && scan.all().stream().anyMatch(one -> !one.standard());
  }

  /** runtime/cgo always has them with cgo on. */
  private boolean cgoFilesAreMissing() {
    return scan.marks().has(RUNTIME_CGO)
        && !scan.marks().files(RUNTIME_CGO, Field.IGNORED_GO_FILES).contains("cgo.go");
  }

  /** Whoever imports it has a file that does; only a test that may not has another. */
  private void imports() {
    int c = scan.names().find(GoPackage.C);
    for (GoPackage one : scan.all()) {
      boolean has = !one.cgoFiles().isEmpty() || !one.swig().isEmpty();
      if (!has && one.error() == null && !one.incomplete() && one.imports().contains(c)) {
        faults.add(
            new Fault(
                Problem.FIELDS,
                one.importPath() + " imports \"C\", but no file of it is there that does"));
        return;
      }
    }
  }
}
