package dev.archcheck.inspect.go;

import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.CgoVerdict.CgoPackage;
import dev.archcheck.inspect.go.CgoVerdict.Evidence;
import dev.archcheck.inspect.go.CgoVerdict.Kind;
import dev.archcheck.inspect.go.CgoVerdict.Weight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weighs what the function table and the build information show. */
final class CgoJudgement {

  /** The race detector is C++; its package has no cgo function that could name it. */
  private static final String RACE = "runtime/race";

  private final @Nullable GoBuildInfo buildInfo;
  private final @Nullable FunctionTable table;
  private final @Nullable CgoScan scan;
  private final List<Problem> problems;
  private final List<Evidence> evidence = new ArrayList<>();

  CgoJudgement(
      @Nullable GoBuildInfo buildInfo,
      @Nullable FunctionTable table,
      @Nullable CgoScan scan,
      List<Problem> problems) {
    this.buildInfo = buildInfo;
    this.table = table;
    this.scan = scan;
    this.problems = problems;
  }

  CgoVerdict verdict() throws IOException {
    if (table == null || scan == null) {
      settings();
      return new CgoVerdict(
          Kind.INCONCLUSIVE,
          List.of(),
          List.copyOf(evidence),
          problems.isEmpty()
              ? "there is no function table"
              : "the function table is damaged: " + problems.getFirst());
    }
    List<CgoPackage> packages = packages(scan);
    Kind kind = kind(scan, packages);
    evidence(scan);
    if (evidence.isEmpty()) {
      evidence.add(new Evidence(Weight.AGAINST, absence(table, scan)));
    }
    settings();
    String reason = reason(scan, kind);
    return new CgoVerdict(
        reason.isEmpty() ? kind : Kind.INCONCLUSIVE, packages, List.copyOf(evidence), reason);
  }

  private static Kind kind(CgoScan scan, List<CgoPackage> packages) {
    for (CgoPackage one : packages) {
      if (!one.standard()) {
        return Kind.USER_CGO;
      }
    }
    boolean cgo = scan.runtimeCgo() != null || !scan.packages().isEmpty() || scan.gotypes() != null;
    boolean host = scan.hostCount() > 0 || scan.hasRaceDetector();
    if (!scan.foreignCalls().isEmpty() || scan.foreignHost() != null || (!cgo && host)) {
      return Kind.C_WITHOUT_CGO;
    }
    return cgo ? Kind.RUNTIME_ONLY : Kind.NONE;
  }

  /** What is there is there; that something is not there is only known of a whole, honest table. */
  private static String reason(CgoScan scan, Kind kind) {
    if (kind == Kind.USER_CGO) {
      return "";
    }
    Problem problem = scan.problem();
    if (problem != null) {
      return "the function table cannot be read to its end: " + problem;
    }
    return scan.hasRuntime()
        ? ""
        : "the function table names no function of the runtime: its names have been changed";
  }

  private static List<CgoPackage> packages(CgoScan scan) {
    List<CgoPackage> packages = new ArrayList<>();
    for (Map.Entry<String, CgoScan.Calls> entry : scan.packages().entrySet()) {
      if (!entry.getKey().equals("runtime/cgo")) {
        packages.add(
            new CgoPackage(
                entry.getKey(),
                StandardCgo.contains(entry.getKey()),
                List.copyOf(entry.getValue().functions),
                List.copyOf(entry.getValue().exports)));
      }
    }
    if (scan.hasRaceDetector() && !scan.packages().containsKey(RACE)) {
      packages.add(new CgoPackage(RACE, true, List.of(), List.of()));
    }
    return List.copyOf(packages);
  }

  private void evidence(CgoScan scan) {
    for (CgoScan.Calls calls : scan.packages().values()) {
      add(Weight.FOR, calls.first);
    }
    for (Witness call : scan.foreignCalls()) {
      add(Weight.FOR, call);
    }
    Witness foreign = scan.foreignHost();
    if (foreign != null) {
      add(Weight.FOR, foreign);
    }
    for (Witness marker : scan.markers()) {
      add(Weight.FOR, marker);
    }
    Witness gotypes = scan.gotypes();
    if (gotypes != null) {
      add(Weight.FOR, gotypes);
    }
    for (Witness host : scan.hostFunctions()) {
      if (!host.equals(foreign)) {
        add(Weight.FOR, host);
      }
    }
  }

  private static Witness absence(FunctionTable table, CgoScan scan) {
    return new Witness(
        FunctionTable.STRUCTURE,
        "nfunc",
        table.offset(),
        Integer.toString(scan.functionsRead()),
        "none of them is crosscall2, _cgo_panic, of runtime/cgo, a _Cfunc_ or C code");
  }

  private void settings() {
    if (buildInfo == null) {
      return;
    }
    buildInfo
        .find("CGO_ENABLED")
        .ifPresent(setting -> {
          boolean off = setting.value().equals("0");
          add(
              off ? Weight.AGAINST : Weight.NEITHER,
              new Witness(
                  "Go build info",
                  "CGO_ENABLED",
                  setting.offset(),
                  setting.value(),
                  off ? "cgo was off" : "cgo was allowed, which is no use of it"));
        });
  }

  private void add(Weight weight, Witness witness) {
    evidence.add(new Evidence(weight, witness));
  }
}
