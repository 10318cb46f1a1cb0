package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.activate.VersionWord;
import dev.archcheck.toolchain.discover.Fit;
import dev.archcheck.toolchain.discover.InstallRecord;
import dev.archcheck.toolchain.doctor.GoChoice.Reason;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.toolchain.host.HostJudge;
import dev.archcheck.toolchain.host.HostTruth;
import dev.archcheck.toolchain.host.Nativeness;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with the go commands of a machine. */
final class GoRules {

  /** What the build information of the go command says that it is. */
  private static final String COMMAND = "cmd/go";

  /** Build information is older than this, but not that of the go command itself. */
  private static final int FIRST_WITH_BUILD_INFORMATION = 13;

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
    capture.winner().ifPresent(this::winner);
    for (GoFacts go : capture.gos()) {
      if (go.maker().equals(GoFacts.MODULE_CACHE)) {
        cached(go);
      }
    }
    if (next.outcome() == GoChoice.Outcome.REFUSES && next.reason() != Reason.SETTING) {
      refuses();
    }
  }

  private void add(Finding finding, String cause, List<Step> fix) {
    diagnoses.add(new Diagnosis(finding, cause, fix));
  }

  private void winner(GoFacts go) {
    if (!go.shim().isEmpty()) {
      add(
          Finding.of(Rule.GO_SHIM, go.command(), List.of(), go.shim()),
          "",
          List.of(
              Step.command(
                  "archcheck verify --target " + host.kernel() + " \"$(go env GOROOT)/bin\"")));
      return;
    }
    GoFacts better = better(go);
    boolean isForeign = notNative(go, better);
    boolean isBroken = broken(go, better);
    shadowed(go, isForeign || isBroken ? better : null);
    overlaid(go);
    advisories(go);
  }

  private static List<Evidence> header(GoFacts go) {
    return List.of(
        new Evidence.Declared("header of " + go.real(), String.join(", ", go.platforms())));
  }

  /** {@return whether it is for another platform} */
  private boolean notNative(GoFacts go, @Nullable GoFacts better) {
    Fit fit = Doctor.fit(host, go.platforms(), go.interpreter());
    if (fit.kind() != Fit.Kind.EMULATED && fit.kind() != Fit.Kind.FOREIGN) {
      return false;
    }
    Platform program = Doctor.platform(go.platform());
    boolean asThisProcess =
        host.nativeness() == Nativeness.EMULATED && program.arch().equals(host.process().arch());
    boolean inContainer =
        asThisProcess
            && host.kernel().os().equals(Os.LINUX)
            && host.surroundings().stream().anyMatch(one -> one.startsWith("container"));
    List<Step> fix =
        better != null
            ? remedies.first(folder(better.command()))
            : inContainer
                ? List.of(
                    Step.action(
                        "take an image for "
                            + host.kernel()
                            + ": docker run --platform …, and"
                            + " FROM --platform=$BUILDPLATFORM in a Dockerfile"))
                : remedies.replace(go, host.kernel().toString());
    add(
        Finding.of(
            Rule.GO_NOT_NATIVE,
            go.command(),
            header(go),
            String.join(" and ", go.platforms()),
            host.kernel(),
            does(fit)),
        asThisProcess
            ? "what is around this process is for another processor than the machine's"
            : "go env GOHOSTARCH says what go was built for, and not what the machine is; a"
                + " download or an installer for another processor was taken"
                + until(fit),
        fix);
    return true;
  }

  private String until(Fit fit) {
    boolean translated = host.kernel().os().equals(Os.DARWIN) && fit.kind() == Fit.Kind.EMULATED;
    return translated ? "; " + HostJudge.ROSETTA_2_UNTIL : "";
  }

  private String does(Fit fit) {
    if (fit.kind() == Fit.Kind.FOREIGN) {
      return "does not run it";
    }
    return "runs it only by " + fit.by();
  }

  /** {@return a whole go for this machine that is not the one which a shell starts, or null} */
  private @Nullable GoFacts better(GoFacts than) {
    GoFacts best = null;
    for (GoFacts go : capture.gos()) {
      boolean can = !go.command().equals(than.command()) && isGood(go);
      if (can && (best == null || isNewer(go, best))) {
        best = go;
      }
    }
    return best;
  }

  /** Only what works by itself is worth to be put first. */
  private boolean isGood(GoFacts go) {
    return go.shim().isEmpty()
        && !go.maker().equals(GoFacts.MODULE_CACHE)
        && !go.goroot().isEmpty()
        && go.problems().isEmpty()
        && isTheCommand(go)
        && Doctor.fit(host, go.platforms(), "").kind() == Fit.Kind.NATIVE;
  }

  private static boolean isTheCommand(GoFacts go) {
    if (!go.mainPackage().isEmpty()) {
      return go.mainPackage().equals(COMMAND);
    }
    return GoChoice.word(go.version())
        .map(word -> word.minor() < FIRST_WITH_BUILD_INFORMATION)
        .orElse(false);
  }

  private static boolean isNewer(GoFacts one, GoFacts other) {
    Optional<VersionWord> first = GoChoice.word(one.knownVersion());
    Optional<VersionWord> second = GoChoice.word(other.knownVersion());
    return first.isPresent() && (second.isEmpty() || first.get().compareTo(second.get()) > 0);
  }

  /** {@return the folder of a command} */
  static String folder(String command) {
    int end = Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\'));
    return end <= 0 ? command : command.substring(0, end);
  }

  /** {@return whether it is no go that works} */
  private boolean broken(GoFacts go, @Nullable GoFacts better) {
    List<String> problems = new ArrayList<>(go.problems());
    boolean inTree = !go.goroot().isEmpty();
    if (problems.isEmpty() && !go.platforms().isEmpty() && !isTheCommand(go)) {
      problems.add(
          go.mainPackage().isEmpty()
              ? "the program has no build information of Go, which the go command has"
              : "the program is not the go command: its build information says "
                  + go.mainPackage());
    } else if (problems.isEmpty() && !inTree && !go.platforms().isEmpty() && isLost(go)) {
      problems.add("it stands in no GOROOT, and nothing says where its library and tools are");
    }
    for (String problem : problems) {
      add(
          Finding.of(Rule.GO_BROKEN, go.command(), List.of(), problem),
          inTree
              ? "files were removed, or unpacked over others"
              : "go is a folder with a library and tools, and not one file",
          better != null
              ? remedies.first(folder(better.command()))
              : remedies.install(releaseWord(go), ""));
    }
    return !problems.isEmpty();
  }

  /**
   * Since Go 1.21 a release does not know where it was built; before, and as distributions build
   * it, it may. What GOROOT says is judged by another rule.
   */
  private boolean isLost(GoFacts go) {
    return capture.setting("GOROOT").isEmpty()
        && GoChoice.word(go.knownVersion())
            .map(word -> word.minor() >= GoChoice.FIRST_THAT_SWITCHES)
            .orElse(true);
  }

  /** {@return the version as archcheck toolchain install takes it} */
  private static String releaseWord(GoFacts go) {
    return GoChoice.word(go.knownVersion()).map(word -> word.release().toString()).orElse("stable");
  }

  /** Several on PATH are no fault; that the first is the worse one is. */
  private void shadowed(GoFacts winner, @Nullable GoFacts told) {
    for (GoFacts go : capture.gos()) {
      boolean behind = go.pathPosition() > 1 && go.shim().isEmpty() && !go.platforms().isEmpty();
      if (!behind) {
        continue;
      }
      boolean isTold = told != null && told.command().equals(go.command());
      boolean isBetter = !isTold && isGood(go) && isBetter(go, winner);
      Finding finding =
          new Finding(
              Rule.GO_SHADOWED,
              isBetter ? Severity.WARNING : Severity.NOTE,
              winner.command(),
              Rule.GO_SHADOWED.message(described(go) + " (" + go.command() + ")"),
              header(go),
              go.command());
      add(
          finding,
          "the first folder on PATH that has a go wins",
          isBetter ? remedies.first(folder(go.command())) : List.of());
    }
  }

  private boolean isBetter(GoFacts go, GoFacts winner) {
    boolean wins = Doctor.fit(host, winner.platforms(), "").kind() == Fit.Kind.NATIVE;
    return !wins || isNewer(go, winner);
  }

  private static String described(GoFacts go) {
    String version = go.knownVersion();
    return (version.isEmpty() ? "a go" : version) + " " + go.platform();
  }

  private void overlaid(GoFacts go) {
    List<String> reasons = new ArrayList<>();
    String version = GoFacts.release(go.version());
    String built = GoFacts.release(go.builtBy());
    if (version.startsWith("go") && built.startsWith("go") && !version.equals(built)) {
      reasons.add("VERSION says " + go.version() + ", its command was built as " + go.builtBy());
    }
    List<String> own = go.platforms().stream().map(GoRules::plain).toList();
    for (String platform : go.commands()) {
      if (!own.isEmpty() && !own.contains(plain(platform))) {
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
      if (own.contains(named)) {
        for (String tool : folder.versions()) {
          if (built.startsWith("go") && !GoFacts.release(tool).equals(built)) {
            reasons.add("pkg/tool/" + folder.name() + " holds tools of " + tool);
          }
        }
      }
      // A distribution may have tools of several systems; two of one system are two installers.
      boolean sameSystem =
          own.stream().anyMatch(one -> named.startsWith(one.substring(0, one.indexOf('/') + 1)));
      if (sameSystem && !own.contains(named) && !folder.platforms().isEmpty()) {
        reasons.add("pkg/tool/" + folder.name() + " beside a go for " + String.join(", ", own));
      }
    }
    List<String> installers =
        capture.records().stream()
            .filter(one -> isSame(one.place(), go.goroot()))
            .map(InstallRecord::name)
            .distinct()
            .toList();
    if (installers.size() > 1) {
      reasons.add("Windows has it installed by " + String.join(" and ", installers));
    }
    if (!reasons.isEmpty()) {
      add(
          Finding.of(Rule.GO_OVERLAID, go.command(), header(go), String.join("; ", reasons)),
          "one installation was put over another: the installers of Windows for two processors"
              + " share a folder, and archives are unpacked over what is there",
          remedies.replace(go, host.kernel().toString()));
    }
  }

  private boolean isSame(String place, String goroot) {
    String one = place.replace('/', '\\').toLowerCase(Locale.ROOT);
    String other = goroot.replace('/', '\\').toLowerCase(Locale.ROOT);
    return host.kernel().os().equals(Os.WINDOWS)
        && !place.isEmpty()
        && (one.endsWith("\\") ? one.substring(0, one.length() - 1) : one).equals(other);
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
    boolean otherProxy = hasProxyOfItsOwn();
    GoFacts sound = null;
    for (GoFacts one : capture.gos()) {
      Optional<VersionWord> other = GoChoice.word(one.knownVersion());
      boolean isSound = isGood(one) && other.isPresent() && Advisories.of(other.get()).isEmpty();
      sound = isSound && (sound == null || isNewer(one, sound)) ? one : sound;
    }
    add(
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
        sound != null
            ? remedies.first(folder(sound.command()))
            : remedies.install(Advisories.mendedFor(version.get()), ""));
  }

  /** The usual one stands in go.env of every release since Go 1.21. */
  private boolean hasProxyOfItsOwn() {
    SettingFacts setting = capture.setting("GOPROXY").orElse(null);
    if (setting == null || setting.layers().getFirst().kind() == Kind.GOROOT_FILE) {
      return false;
    }
    String usual = setting.of(Kind.GOROOT_FILE).map(Layer::value).orElse("");
    List<String> known = List.of(usual.split("[,|]", -1));
    for (String entry : setting.value().split("[,|]", -1)) {
      String proxy = entry.strip();
      boolean none = proxy.isEmpty() || proxy.equals("off") || proxy.equals("direct");
      if (!none && !known.contains(proxy)) {
        return true;
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
    add(
        new Finding(
            Rule.CACHED_TOOLCHAIN,
            isOfThisSystem ? Severity.WARNING : Severity.NOTE,
            go.goroot(),
            Rule.CACHED_TOOLCHAIN.message(go.platform(), host.kernel(), does(fit)),
            header(go),
            ""),
        "a go downloads toolchains for its own platform, and not for the machine's",
        isOfThisSystem ? remedies.withoutCached(go.goroot()) : List.of());
  }

  // The project.

  private void refuses() {
    ProjectFacts project = capture.project();
    add(
        Finding.of(
            Rule.GO_REFUSES, project.exists() ? project.file() : Doctor.GO, List.of(), next.why()),
        "",
        switch (next.reason()) {
          case PROJECT -> mended();
          case WORKSPACE -> updated();
          case TIDY -> List.of(Step.command("go mod edit -toolchain=none"));
          case NONE, SETTING, FORBIDDEN, NOWHERE, TOO_OLD -> later();
        });
  }

  /** The go command that does it must itself be as new as each module wants it. */
  private List<Step> updated() {
    VersionWord own = GoChoice.word(next.version()).orElse(new VersionWord(21, 0, "", 0));
    VersionWord most = own;
    for (ProjectFacts.UsedModule used : capture.project().used()) {
      VersionWord wanted = VersionWord.parse(used.goLine()).map(VersionWord::ordered).orElse(own);
      most = wanted.compareTo(most) > 0 ? wanted : most;
    }
    boolean switches =
        capture.value("GOTOOLCHAIN").endsWith("auto")
            || capture.value("GOTOOLCHAIN").equals("path");
    List<Step> steps =
        new ArrayList<>(
            most.compareTo(own) > 0 && !switches
                ? remedies.install(most.release().toString(), "")
                : List.of());
    steps.add(Step.command("go work use"));
    return steps;
  }

  /** Where GOWORK names no workspace, there is no file to mend. */
  private List<Step> mended() {
    ProjectFacts project = capture.project();
    return capture
        .setting("GOWORK")
        .filter(one -> one.value().equals(project.file()) && project.directives().isEmpty())
        .map(one -> remedies.unset(one, one.layers().getFirst()))
        .orElseGet(() -> List.of(Step.action("mend " + project.file())));
  }

  /** A go that is new enough, or the leave to take one. */
  private List<Step> later() {
    VersionWord wanted = wanted();
    GoFacts enough = null;
    for (GoFacts go : capture.gos()) {
      Optional<VersionWord> version = GoChoice.word(go.knownVersion());
      boolean isEnough =
          go.pathPosition() != 1
              && isGood(go)
              && version.isPresent()
              && version.get().compareTo(wanted) >= 0;
      enough = isEnough && (enough == null || isNewer(go, enough)) ? go : enough;
    }
    if (enough != null) {
      return remedies.first(folder(enough.command()));
    }
    List<Step> steps = new ArrayList<>();
    SettingFacts setting = capture.setting("GOTOOLCHAIN").orElse(null);
    if (next.reason() == Reason.FORBIDDEN && setting != null && capture.userFile().isEmpty()) {
      // go env -w has no file to write to, so that only a variable outweighs the rest.
      Layer variable = new Layer(Kind.ENVIRONMENT, "", setting.value());
      List<Step> all = remedies.set(setting, variable, "auto");
      steps.addAll(setting.of(Kind.ENVIRONMENT).isPresent() ? all : all.subList(0, 1));
    } else if (next.reason() == Reason.FORBIDDEN && setting != null) {
      Layer layer = setting.layers().getFirst();
      boolean isVariable = layer.kind() == Kind.ENVIRONMENT;
      if (isVariable) {
        steps.addAll(remedies.unset(setting, layer));
      }
      // Below the variable another layer may say the same.
      boolean below =
          setting.layers().size() > 1 && !setting.layers().get(1).value().startsWith("auto");
      if (!isVariable || below) {
        steps.add(Step.command("go env -w GOTOOLCHAIN=auto"));
      }
    }
    boolean isPublished = next.version().indexOf('-') < 0;
    if (next.reason() == Reason.NOWHERE && isPublished) {
      for (String name : List.of("GOPROXY", "GOSUMDB")) {
        capture
            .setting(name)
            .filter(one -> one.value().equals("off"))
            .ifPresent(one -> steps.addAll(remedies.unset(one, one.layers().getFirst())));
      }
    }
    return steps.isEmpty() ? remedies.install(wanted.toString(), "") : steps;
  }

  /** {@return what the project wants at least} Text of a stranger's file goes no further. */
  private VersionWord wanted() {
    ProjectFacts project = capture.project();
    VersionWord go =
        VersionWord.parse(project.goLine())
            .filter(word -> word.minor() >= 0)
            .map(VersionWord::release)
            .orElse(new VersionWord(21, 0, "", 0));
    VersionWord tool = GoChoice.word(next.version()).map(VersionWord::release).orElse(go);
    return next.reason() == Reason.NOWHERE && tool.compareTo(go) > 0 ? tool : go;
  }
}
