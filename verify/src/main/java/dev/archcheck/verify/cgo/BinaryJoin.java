package dev.archcheck.verify.cgo;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.go.CgoVerdict;
import dev.archcheck.inspect.go.CgoVerdict.CgoPackage;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoProgram;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.artifact.Artifact;
import dev.archcheck.verify.artifact.ArtifactVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds built Go programs against the scans of their sources: the packages with C code that a
 * program shows must be those that its main package leads to in the scan for its target.
 */
final class BinaryJoin implements ArtifactVisitor {

  private static final String CLAIM = "the scan";
  private static final Set<Rule> WITHOUT_CGO = EnumSet.of(Rule.OBJECT_PACKAGE, Rule.DLOPEN_PACKAGE);

  private final List<Understood> scans;
  private final List<Checked> checked = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private long otherFiles;

  BinaryJoin(List<Understood> scans) {
    this.scans = scans;
  }

  List<Finding> findings() {
    return findings;
  }

  long otherFiles() {
    return otherFiles;
  }

  /** {@return what became of each program; that there was none is said, too} */
  List<Checked> checked(List<Path> paths) {
    if (checked.isEmpty()) {
      notChecked(String.valueOf(paths.getFirst()), "there is no binary in it");
    }
    return checked;
  }

  @Override
  public void artifact(Artifact artifact) throws IOException {
    Binary binary = BinaryReader.read(artifact.source());
    if (binary.format() == Format.UNKNOWN || !binary.kind().hostCode()) {
      otherFiles++;
      return;
    }
    for (Binary slice : binary.slices()) {
      try {
        slice(artifact.path(), slice);
      } catch (MalformedBinaryException e) {
        notChecked(artifact.path(), e.problem().toString());
      }
    }
  }

  @Override
  public void notChecked(String path, String reason) {
    checked.removeIf(one -> one.artifact().equals(path));
    findings.removeIf(one -> one.artifact().equals(path));
    add(path, null, Outcome.NOT_CHECKED, reason);
  }

  private void add(String path, @Nullable Binary binary, Outcome outcome, String detail) {
    checked.add(
        new Checked(
            path,
            outcome,
            binary == null ? Format.UNKNOWN : binary.format(),
            binary == null ? Kind.UNKNOWN : binary.kind(),
            binary == null ? List.of() : binary.platforms(),
            CLAIM,
            detail));
  }

  private void slice(String path, Binary slice) throws IOException {
    Optional<GoProgram> program =
        slice instanceof LoadedImage image ? GoProgram.find(image) : Optional.empty();
    if (program.isEmpty()) {
      add(path, slice, Outcome.NOT_CHECKED, "nothing shows that it is a Go program");
      return;
    }
    Optional<GoBuildInfo> info = program.get().buildInfo();
    if (info.isEmpty()) {
      add(path, slice, Outcome.NOT_CHECKED, "it does not say which package it was built from");
      return;
    }
    List<Understood> scans = scans(slice.platforms());
    if (scans.isEmpty()) {
      add(path, slice, Outcome.NOT_CHECKED, "no scan is for " + text(slice.platforms()));
      return;
    }
    List<Understood> having =
        scans.stream().filter(one -> one.graph().neededBy(info.get().path()) != null).toList();
    if (having.isEmpty()) {
      add(
          path,
          slice,
          Outcome.NOT_CHECKED,
          "its package "
              + info.get().path()
              + " is not in the scan for "
              + scans.getFirst().name());
      return;
    }
    compare(path, slice, program.get().cgo(), info.get(), having);
  }

  /** {@return those for a platform: there are several where modules or tags were scanned apart} */
  private List<Understood> scans(List<Platform> platforms) {
    return scans.stream()
        .filter(scan -> {
          Platform target = scan.state().target();
          return target != null
              && platforms.stream()
                  .anyMatch(
                      one -> one.os().equals(target.os()) && one.arch().equals(target.arch()));
        })
        .toList();
  }

  private static String text(List<Platform> platforms) {
    return String.join(", ", platforms.stream().map(Platform::toString).toList());
  }

  /** It was built as one of them says: with the same tags, or in the same workspace. */
  private void compare(
      String path, Binary slice, CgoVerdict verdict, GoBuildInfo info, List<Understood> scans) {
    if (verdict.kind() == CgoVerdict.Kind.INCONCLUSIVE) {
      add(path, slice, Outcome.NOT_CHECKED, "whether it has C code is open: " + verdict.reason());
      return;
    }
    String open =
        scans.stream()
            .map(scan -> open(verdict, info, scan))
            .filter(one -> !one.isEmpty())
            .findFirst()
            .orElse("");
    if (!open.isEmpty()) {
      add(path, slice, Outcome.NOT_CHECKED, open);
      return;
    }
    List<List<Finding>> all =
        scans.stream().map(scan -> contradictions(path, verdict, info, scan)).toList();
    if (all.stream().anyMatch(List::isEmpty)) {
      add(path, slice, Outcome.PASSED, "");
    } else {
      findings.addAll(all.getFirst());
      add(path, slice, Outcome.FAILED, "");
    }
  }

  /** {@return what may have brought C without cgo into a program, and nobody looked into} */
  private static String open(CgoVerdict verdict, GoBuildInfo info, Understood scan) {
    BitSet needed = Objects.requireNonNull(scan.graph().neededBy(info.path()));
    boolean explained =
        verdict.kind() != CgoVerdict.Kind.C_WITHOUT_CGO
            || scan.uses().stream()
                .anyMatch(use ->
                    needed.get(scan.graph().number(use.found()))
                        && WITHOUT_CGO.contains(use.rule()));
    for (GoPackage one : scan.unread()) {
      if (!explained && needed.get(scan.graph().number(one))) {
        return "it has C code that cgo did not bring in, and the sources of "
            + one.plainPath()
            + ", which may, are not here";
      }
    }
    return "";
  }

  private static List<Finding> contradictions(
      String path, CgoVerdict verdict, GoBuildInfo info, Understood scan) {
    BitSet needed = Objects.requireNonNull(scan.graph().neededBy(info.path()));
    Set<String> scanned = new TreeSet<>();
    Set<String> stubs = new TreeSet<>();
    boolean other = false;
    for (Use use : scan.uses()) {
      if (needed.get(scan.graph().number(use.found()))) {
        if (use.rule() == Rule.CGO_PACKAGE || use.rule() == Rule.SWIG_PACKAGE) {
          scanned.add(use.artifact());
        }
        if (use.rule() == Rule.CGO_STUB) {
          stubs.add(use.artifact());
        }
        other |= WITHOUT_CGO.contains(use.rule());
      }
    }
    List<Finding> found = new ArrayList<>();
    switch (verdict.kind()) {
      case USER_CGO -> extra(path, verdict, info, scan, scanned, found);
      case C_WITHOUT_CGO -> {
        // cgo makes libraries and the C library necessary too: built with it, nothing is missing.
        if (info.setting("CGO_ENABLED").orElse("").equals("0")) {
          without(path, verdict, scanned, stubs, found);
        }
        if (!other && scanned.isEmpty()) {
          found.add(
              contradiction(
                  path,
                  verdict,
                  Severity.ERROR,
                  "it has C code that cgo did not bring in",
                  "the scan for " + scan.name() + " has nothing that would"));
        }
      }
      case NONE -> without(path, verdict, scanned, stubs, found);
      case RUNTIME_ONLY, INCONCLUSIVE -> {} // what is not called the linker leaves out
    }
    return found;
  }

  private static void without(
      String path,
      CgoVerdict verdict,
      Set<String> scanned,
      Set<String> stubs,
      List<Finding> found) {
    if (!scanned.isEmpty()) {
      found.add(
          contradiction(
              path,
              verdict,
              stubs.isEmpty() ? Severity.WARNING : Severity.ERROR,
              "it was built without cgo",
              stubs.isEmpty()
                  ? "with cgo it needs " + String.join(", ", scanned)
                  : "without cgo " + String.join(", ", stubs) + " fails when it runs"));
    }
  }

  private static void extra(
      String path,
      CgoVerdict verdict,
      GoBuildInfo info,
      Understood scan,
      Set<String> scanned,
      List<Finding> found) {
    Set<String> extra = new TreeSet<>();
    for (CgoPackage one : verdict.packages()) {
      String name = one.path().equals("main") ? info.path() : one.path();
      if (!one.standard() && !name.isEmpty() && !scanned.contains(unvendored(name))) {
        extra.add(name);
      }
    }
    if (!extra.isEmpty()) {
      found.add(
          contradiction(
              path,
              verdict,
              Severity.ERROR,
              "it has C code of " + String.join(", ", extra),
              "the scan for " + scan.name() + " has none there"));
    }
  }

  private static String unvendored(String path) {
    int vendor = path.lastIndexOf("/vendor/");
    return vendor < 0 ? path : path.substring(vendor + "/vendor/".length());
  }

  private static Finding contradiction(
      String path, CgoVerdict verdict, Severity severity, String binary, String scan) {
    List<Evidence> evidence = new ArrayList<>();
    verdict.evidence().stream()
        .limit(2)
        .forEach(one -> evidence.add(new Evidence.Bytes(one.witness())));
    return new Finding(
        Rule.SCAN_CONTRADICTION,
        severity,
        path,
        Rule.SCAN_CONTRADICTION.message(binary, scan),
        List.copyOf(evidence),
        binary);
  }
}
