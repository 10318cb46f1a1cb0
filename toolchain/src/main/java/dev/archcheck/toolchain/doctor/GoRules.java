package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.activate.VersionWord;
import dev.archcheck.toolchain.discover.Fit;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.host.HostTruth;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with the go commands of a machine. */
final class GoRules {

  private static final String MODULE_CACHE = "module-cache";

  private final Capture capture;
  private final HostTruth host;
  private final GoChoice next;
  private final Remedies remedies;
  private final List<Diagnosis> diagnoses;

  GoRules(
      Capture capture,
      HostTruth host,
      GoChoice next,
      Remedies remedies,
      List<Diagnosis> diagnoses) {
    this.capture = capture;
    this.host = host;
    this.next = next;
    this.remedies = remedies;
    this.diagnoses = diagnoses;
  }

  void judge() {
    GoFacts winner = null;
    for (GoFacts go : capture.gos()) {
      if (go.pathPosition() == 1) {
        winner = go;
      }
    }
    if (winner != null) {
      winner(winner);
    }
    for (GoFacts go : capture.gos()) {
      if (go.maker().equals(MODULE_CACHE)) {
        cached(go);
      }
    }
    project();
  }

  private void winner(GoFacts go) {
    if (!go.shim().isEmpty()) {
      diagnoses.add(
          new Diagnosis(
              Finding.of(Rule.GO_SHIM, go.command(), List.of(), go.shim()),
              "",
              List.of("archcheck verify \"$(go env GOROOT)/bin\"")));
    }
    notNative(go);
    shadowed(go);
    overlaid(go);
    for (String problem : go.problems()) {
      diagnoses.add(
          new Diagnosis(
              Finding.of(Rule.GO_BROKEN, go.command(), List.of(), problem),
              "files were removed, or unpacked over others",
              List.of("install it again into an empty folder")));
    }
    advisories(go);
  }

  private static List<Evidence> header(GoFacts go) {
    return List.of(
        new Evidence.Declared("header of " + go.real(), String.join(", ", go.platforms())));
  }

  private void notNative(GoFacts go) {
    Fit fit = Doctor.fit(host, go.platforms(), go.interpreter());
    String does =
        switch (fit.kind()) {
          case EMULATED -> "runs it only by " + fit.by();
          case FOREIGN -> "does not run it";
          case NATIVE, COMPATIBLE, UNKNOWN -> "";
        };
    if (does.isEmpty()) {
      return;
    }
    GoFacts better = better(go);
    List<String> fix = new ArrayList<>();
    if (better != null) {
      fix.addAll(remedies.first(folder(better)));
    } else {
      fix.addAll(remedies.replace(go, host.kernel().toString()));
    }
    diagnoses.add(
        new Diagnosis(
            Finding.of(
                Rule.GO_NOT_NATIVE,
                go.command(),
                header(go),
                String.join(" and ", go.platforms()),
                host.kernel(),
                does),
            "go env GOHOSTARCH says what go was built for, and not what the machine is; a download"
                + " or an installer for another processor was taken",
            fix));
  }

  /** {@return a whole go for this machine that is not the one which a shell starts} */
  private @Nullable GoFacts better(GoFacts than) {
    GoFacts best = null;
    for (GoFacts go : capture.gos()) {
      boolean can =
          !go.command().equals(than.command())
              && !go.maker().equals(MODULE_CACHE)
              && go.problems().isEmpty()
              && Doctor.fit(host, go.platforms(), "").kind() == Fit.Kind.NATIVE;
      if (can && (best == null || isNewer(go, best))) {
        best = go;
      }
    }
    return best;
  }

  private static boolean isNewer(GoFacts one, GoFacts other) {
    Optional<VersionWord> first = GoChoice.word(one.knownVersion());
    Optional<VersionWord> second = GoChoice.word(other.knownVersion());
    return first.isPresent() && (second.isEmpty() || first.get().compareTo(second.get()) > 0);
  }

  private static String folder(GoFacts go) {
    int end = Math.max(go.command().lastIndexOf('/'), go.command().lastIndexOf('\\'));
    return end <= 0 ? go.command() : go.command().substring(0, end);
  }

  /** Several on PATH are no fault; that the first is the worse one is. */
  private void shadowed(GoFacts winner) {
    for (GoFacts go : capture.gos()) {
      boolean behind = go.pathPosition() > 1 && go.shim().isEmpty() && !go.platforms().isEmpty();
      if (!behind) {
        continue;
      }
      boolean isBetter = winner.shim().isEmpty() && isBetter(go, winner);
      Finding finding =
          new Finding(
              Rule.GO_SHADOWED,
              isBetter ? Severity.WARNING : Severity.NOTE,
              winner.command(),
              Rule.GO_SHADOWED.message(described(go) + " (" + go.command() + ")"),
              header(go),
              go.command());
      diagnoses.add(
          new Diagnosis(
              finding,
              "the first folder on PATH that has a go wins",
              isBetter ? remedies.first(folder(go)) : List.of()));
    }
  }

  private boolean isBetter(GoFacts go, GoFacts winner) {
    boolean isNative = Doctor.fit(host, go.platforms(), "").kind() == Fit.Kind.NATIVE;
    boolean wins = Doctor.fit(host, winner.platforms(), "").kind() == Fit.Kind.NATIVE;
    return isNative && (!wins || isNewer(go, winner));
  }

  private static String described(GoFacts go) {
    String version = go.knownVersion();
    return (version.isEmpty() ? "a go" : version) + " " + go.platform();
  }

  private void overlaid(GoFacts go) {
    List<String> reasons = new ArrayList<>();
    if (!go.version().isEmpty() && !go.builtBy().isEmpty() && !same(go.version(), go.builtBy())) {
      reasons.add("VERSION says " + go.version() + ", its command was built as " + go.builtBy());
    }
    for (String platform : go.commands()) {
      if (!go.platforms().contains(platform)) {
        reasons.add("its folder bin holds a program for " + platform);
      }
    }
    for (GoFacts.ToolFolder folder : go.tools()) {
      String named = folder.name().replaceFirst("_", "/");
      for (String platform : folder.platforms()) {
        if (!plain(platform).equals(named)) {
          reasons.add("pkg/tool/" + folder.name() + " holds tools for " + platform);
        }
      }
    }
    // A distribution may have tools of several systems; two of one system are two installers.
    String own = plain(go.platform());
    for (GoFacts.ToolFolder folder : go.tools()) {
      String named = folder.name().replaceFirst("_", "/");
      boolean sameSystem = named.startsWith(own.substring(0, own.indexOf('/') + 1));
      if (!own.isEmpty() && sameSystem && !named.equals(own) && !folder.platforms().isEmpty()) {
        reasons.add("pkg/tool/" + folder.name() + " beside a go for " + own);
      }
    }
    if (!reasons.isEmpty()) {
      diagnoses.add(
          new Diagnosis(
              Finding.of(Rule.GO_OVERLAID, go.command(), header(go), String.join("; ", reasons)),
              "one installation was put over another: the installers of Windows for two processors"
                  + " share a folder, and archives are unpacked over what is there",
              remedies.replace(go, host.kernel().toString())));
    }
  }

  private static boolean same(String version, String builtBy) {
    String first = builtBy.indexOf(' ') < 0 ? builtBy : builtBy.substring(0, builtBy.indexOf(' '));
    return version.equals(builtBy) || version.equals(first) || !builtBy.startsWith("go");
  }

  private static String plain(String platform) {
    Platform parsed = Doctor.platform(platform);
    return platform.isEmpty() ? "" : parsed.os() + "/" + parsed.arch();
  }

  private void advisories(GoFacts go) {
    Optional<VersionWord> version = GoChoice.word(go.knownVersion());
    List<String> numbers = version.map(Advisories::of).orElse(List.of());
    if (numbers.isEmpty()) {
      return;
    }
    String mended = Advisories.mendedFor(version.get());
    boolean otherProxy = hasProxyOfItsOwn();
    diagnoses.add(
        new Diagnosis(
            new Finding(
                Rule.GO_ADVISORY,
                otherProxy ? Severity.WARNING : Severity.NOTE,
                go.command(),
                Rule.GO_ADVISORY.message(go.knownVersion(), String.join(", ", numbers)),
                List.of(),
                ""),
            otherProxy
                ? "GOPROXY names another module proxy than the usual one"
                : "it matters where a module proxy is not to be trusted",
            List.of("archcheck toolchain install " + mended, "archcheck toolchain use " + mended)));
  }

  /** The usual one stands in go.env of every release since Go 1.21. */
  private boolean hasProxyOfItsOwn() {
    for (SettingFacts setting : capture.settings()) {
      if (setting.name().equals("GOPROXY")) {
        String usual = setting.of(Kind.GOROOT_FILE).map(SettingFacts.Layer::value).orElse("");
        return !setting.value().equals(usual);
      }
    }
    return false;
  }

  /** Go fetches what is of its own platform, so that emulation goes on by itself. */
  private void cached(GoFacts go) {
    Fit fit = Doctor.fit(host, go.platforms(), go.interpreter());
    if (fit.kind() != Fit.Kind.EMULATED && fit.kind() != Fit.Kind.FOREIGN) {
      return;
    }
    // One for another system was fetched on purpose: no go here would switch to it.
    boolean isOfThisSystem = Doctor.platform(go.platform()).os().equals(host.kernel().os());
    String does =
        fit.kind() == Fit.Kind.EMULATED ? "runs it only by " + fit.by() : "does not run it";
    diagnoses.add(
        new Diagnosis(
            new Finding(
                Rule.CACHED_TOOLCHAIN,
                isOfThisSystem ? Severity.WARNING : Severity.NOTE,
                go.goroot(),
                Rule.CACHED_TOOLCHAIN.message(go.platform(), host.kernel(), does),
                header(go),
                ""),
            "a go downloads toolchains for its own platform, and not for the machine's",
            remedies.withoutCached(go.goroot())));
  }

  private void project() {
    if (next.outcome() != GoChoice.Outcome.REFUSES) {
      return;
    }
    String wanted = capture.project().goLine();
    diagnoses.add(
        new Diagnosis(
            Finding.of(
                Rule.GO_TOO_OLD,
                capture.project().exists() ? capture.project().file() : Doctor.GO,
                List.of(),
                "go does not work here",
                next.why()),
            "",
            wanted.isEmpty()
                ? List.of("go env -u GOTOOLCHAIN")
                : List.of(
                    "archcheck toolchain install " + wanted, "archcheck toolchain use " + wanted)));
  }
}
