package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.doctor.ProgramFacts.Role;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.toolchain.doctor.SettingFacts.Origin;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings that were meant for something else than they now do, or do nothing at all. */
final class SettingRules {

  /** The processor that a compiler for another one has in its name. */
  private static final Pattern TRIPLE =
      Pattern.compile("(?:.*[/\\\\])?(x86_64|i[3-6]86|aarch64|arm|riscv64|s390x|powerpc64le)-.*");

  private final Settings all;

  SettingRules(Settings settings) {
    this.all = settings;
  }

  void judge() {
    goroot();
    target();
    left();
    compiler();
    dead();
    twice();
    stale();
    misspelt();
  }

  private void goroot() {
    SettingFacts setting = all.setting("GOROOT").orElse(null);
    GoFacts go = all.go;
    if (setting == null || go == null) {
      return;
    }
    Layer layer = setting.layers().getFirst();
    String there = all.capture.goroot();
    GoFacts other =
        all.capture.gos().stream()
            .filter(one -> !there.isEmpty() && one.goroot().equals(there))
            .findFirst()
            .orElse(null);
    if (!go.goroot().isEmpty() && isSame(go.goroot(), there.isEmpty() ? layer.value() : there)) {
      all.add(
          Rule.SETTING_LEFT,
          Severity.NOTE,
          setting,
          layer,
          "go finds this itself, and will go on with it when PATH leads to another go",
          "go needs no GOROOT; a setting outlives the installation that it was for");
      return;
    }
    if (other != null && isOneVersion(go, other)) {
      if (!go.goroot().isEmpty()) { // else without the setting this go would find no library
        note(setting, "another tree of the same version, which go takes in place of its own", "");
      }
      return;
    }
    String what =
        other == null || other.platforms().isEmpty()
            ? "and no go is there"
            : "where "
                + other.knownVersion()
                + " "
                + other.platform()
                + " is, but PATH leads to "
                + go.knownVersion()
                + " "
                + go.platform();
    all.add(
        Rule.GOROOT_SETTING,
        setting,
        what,
        "go takes its standard library and its tools from there, whatever go it is");
  }

  /** Windows does not tell the case of names apart, nor one separator from the other. */
  private boolean isSame(String one, String other) {
    if (!all.machine.os().equals(Os.WINDOWS)) {
      return one.equals(other);
    }
    return one.replace('/', '\\').equalsIgnoreCase(other.replace('/', '\\'));
  }

  private static boolean isOneVersion(GoFacts one, GoFacts other) {
    return one.release().equals(other.release()) && one.platform().equals(other.platform());
  }

  private void target() {
    GoFacts go = all.go;
    if (go == null || go.platforms().isEmpty()) {
      return;
    }
    Platform own = Doctor.platform(go.platform());
    String os = all.setting("GOOS").map(SettingFacts::value).orElse(own.os().name());
    String arch = all.setting("GOARCH").map(SettingFacts::value).orElse(own.arch().name());
    boolean cgo = all.value("CGO_ENABLED").equals("1");
    for (String name : List.of("GOOS", "GOARCH")) {
      String usual = name.equals("GOOS") ? own.os().name() : own.arch().name();
      all.setting(name)
          .filter(one -> !one.value().equals(usual) && ValueRules.isTarget(name, one.value()))
          .ifPresent(one ->
              all.add(
                  Rule.SETTING_LEFT,
                  one,
                  "every build is for " + os + "/" + arch + (cgo ? "" : ", and without cgo"),
                  "it was set for one build and stayed"));
    }
  }

  /** What is meant for one build or one shell and was kept for all. */
  private void left() {
    all.setting("CGO_ENABLED")
        .filter(one -> one.value().equals("0") || one.value().equals("1"))
        .ifPresent(this::cgo);
    all.setting("GO111MODULE")
        .filter(
            one -> (one.value().equals("off") || one.value().equals("auto")) && !all.isBefore(16))
        .ifPresent(one ->
            all.add(
                Rule.SETTING_LEFT,
                one,
                one.value().equals("off")
                    ? "go knows no modules"
                    : "what go does depends on the folder",
                "it is from the time before Go 1.16"));
    all.setting("GOTOOLCHAIN")
        .filter(one -> one.value().startsWith("go") && kind(one) == Kind.USER_FILE)
        .filter(_ -> !all.isBefore(21))
        .ifPresent(one ->
            all.add(
                Rule.SETTING_LEFT,
                one,
                "go starts this version in every project, whichever is first on PATH",
                "go env -w keeps it for every project"));
    all.setting("GOFLAGS")
        .filter(one -> kind(one) != Kind.GOROOT_FILE)
        .filter(_ -> !all.has(Rule.SETTING_INVALID, "GOFLAGS"))
        .ifPresent(one -> note(one, "every go command has these flags", ""));
    all.setting("GOENV")
        .filter(one -> one.value().equals("off"))
        .ifPresent(one -> note(one, "go keeps no settings, and go env -w fails", ""));
    all.setting("GOBIN").filter(_ -> !all.has(Rule.SETTING_INVALID, "GOBIN")).ifPresent(this::bin);
  }

  private static Kind kind(SettingFacts setting) {
    return setting.layers().getFirst().kind();
  }

  private void note(SettingFacts setting, String what, String cause) {
    Layer layer = setting.layers().getFirst();
    all.add(Rule.SETTING_LEFT, Severity.NOTE, setting, layer, what, cause);
  }

  private void cgo(SettingFacts setting) {
    boolean kept = kind(setting) == Kind.USER_FILE;
    String what =
        setting.value().equals("0")
            ? "every build is without cgo"
            : "builds for other platforms look for a C compiler for them";
    if (kept) {
      all.add(Rule.SETTING_LEFT, setting, what, "go env -w keeps it for every project");
    } else if (setting.value().equals("0")) {
      note(setting, what, "a variable is for this shell and what it starts");
    }
  }

  /** Left behind it takes what go install makes where no shell finds it. */
  private void bin(SettingFacts setting) {
    boolean inGoroot =
        all.capture.gos().stream()
            .anyMatch(go ->
                !go.goroot().isEmpty() && (setting.value() + "/").startsWith(go.goroot() + "/"));
    if (inGoroot) {
      all.add(
          Rule.SETTING_LEFT,
          setting,
          "go install puts programs into an installation of Go",
          "it is gone with that installation");
    } else {
      note(setting, "go install puts programs there, and not into the bin folder of GOPATH", "");
    }
  }

  /** A C compiler for another processor than go builds for. */
  private void compiler() {
    SettingFacts setting = all.setting("CC").orElse(null);
    GoFacts go = all.go;
    boolean isOff = all.value("CGO_ENABLED").equals("0");
    if (setting == null || go == null || isOff || setting.value().isBlank()) {
      return;
    }
    boolean isThere =
        all.capture.programs().stream()
            .anyMatch(one ->
                one.role() == Role.C_COMPILER
                    && !one.path().isEmpty()
                    && setting.value().contains(one.name()));
    if (!isThere) {
      all.add(
          Rule.SETTING_LEFT,
          setting,
          "there is no such program, and every build with cgo fails",
          "the variable outlived the compiler");
      return;
    }
    Matcher matcher = TRIPLE.matcher(setting.value());
    String arch =
        all.setting("GOARCH")
            .map(SettingFacts::value)
            .orElse(Doctor.platform(go.platform()).arch().name());
    if (matcher.matches() && !arch.equals(arch(matcher.group(1)))) {
      all.add(
          Rule.SETTING_LEFT,
          setting,
          "it compiles for " + arch(matcher.group(1)) + ", and go builds for " + arch,
          "it was set for one build and stayed");
    }
  }

  private static String arch(String word) {
    return switch (word) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      case "powerpc64le" -> "ppc64le";
      case "arm", "riscv64", "s390x" -> word;
      default -> "386";
    };
  }

  private void dead() {
    all.setting("GOTOOLCHAIN")
        .filter(_ -> all.isBefore(21))
        .ifPresent(one -> {
          // Another go here heeds it, and may be the one that is put first.
          boolean isOfUse =
              all.capture.gos().stream()
                  .flatMap(go -> GoChoice.word(go.knownVersion()).stream())
                  .anyMatch(word -> word.minor() >= GoChoice.FIRST_THAT_SWITCHES);
          Layer layer = one.layers().getFirst();
          all.add(
              Rule.SETTING_DEAD,
              isOfUse ? Severity.NOTE : Severity.WARNING,
              one,
              layer,
              "only Go 1.21 and later heed it",
              "",
              isOfUse ? List.of() : all.remedies.unset(one, layer));
        });
    all.setting("CGO_ENABLED")
        .filter(one -> !one.value().equals("0") && !one.value().equals("1"))
        .ifPresent(one -> all.add(Rule.SETTING_DEAD, one, "go knows 0 and 1 only", ""));
    for (SettingFacts setting : all.capture.settings()) {
      if (GoSettings.OF_ENVIRONMENT_ONLY.contains(setting.name())) {
        setting
            .of(Kind.USER_FILE)
            .ifPresent(layer ->
                all.add(
                    Rule.SETTING_DEAD,
                    Severity.WARNING,
                    setting,
                    layer,
                    "go takes it from the environment alone",
                    ""));
      }
    }
    for (Capture.PathFault fault : all.capture.pathFaults()) {
      SettingFacts path =
          new SettingFacts("PATH", List.of(new Layer(Kind.ENVIRONMENT, "", fault.element())));
      all.add(
          Rule.SETTING_DEAD,
          Severity.WARNING,
          path,
          path.layers().getFirst(),
          fault.why(),
          "",
          List.of(Step.action("mend it where PATH is set")));
    }
  }

  private void twice() {
    for (SettingFacts setting : all.capture.settings()) {
      Optional<Layer> user = setting.of(Kind.USER_FILE);
      Optional<Layer> variable = setting.of(Kind.ENVIRONMENT);
      if (user.isPresent()
          && variable.isPresent()
          && !user.get().value().equals(variable.get().value())
          && !all.has(Rule.SETTING_DEAD, setting.name())) {
        all.add(
            Rule.SETTING_DEAD,
            Severity.WARNING,
            setting,
            user.get(),
            "the variable of the environment says " + variable.get().value(),
            "a variable outweighs what go env -w wrote");
      }
    }
  }

  /** What the registry says is for programs that are started later. */
  private void stale() {
    for (SettingFacts setting : all.capture.settings()) {
      Origin origin =
          setting.origins().stream()
              .filter(one -> one.source() != SettingFacts.Source.START_FILE)
              .findFirst()
              .orElse(null);
      String now = setting.of(Kind.ENVIRONMENT).map(Layer::value).orElse("");
      if (origin != null && origin.value().indexOf('%') < 0 && !origin.value().equals(now)) {
        Layer layer = new Layer(Kind.ENVIRONMENT, origin.place(), origin.value());
        all.add(
            Rule.SETTING_DEAD,
            Severity.WARNING,
            setting,
            layer,
            now.isEmpty() ? "this shell does not have it" : "this shell has " + now,
            "what was started before " + origin.place() + " was changed keeps what it had",
            List.of(Step.action("open a new terminal")));
      }
    }
  }

  private void misspelt() {
    for (SettingFacts setting : all.capture.unknownSettings()) {
      if (setting.layers().isEmpty()) {
        continue;
      }
      String name = setting.name();
      String meant = GoSettings.meant(name);
      Layer layer = setting.layers().getFirst();
      boolean leaks = meant.equals("GOPRIVATE") || meant.equals("GONOPROXY");
      List<Step> fix = new ArrayList<>(all.remedies.unset(setting, layer));
      boolean isLine = !name.matches("\\w+");
      // What stands behind the name belongs to the value, and who knows how.
      boolean isWhole = !isLine || name.strip().toUpperCase(Locale.ROOT).endsWith(meant);
      if (!meant.isEmpty() && isWhole) {
        fix.add(
            all.remedies
                .set(new SettingFacts(meant, List.of(layer)), layer, layer.value().strip())
                .getFirst());
      }
      String what =
          GoSettings.HEEDED.contains(name)
              ? "go takes it from the environment alone"
              : isLine
                  ? "go passes over the line, which does not begin with " + meant + "="
                  : "go knows no " + name + (meant.isEmpty() ? "" : "; " + meant + " was meant?");
      all.add(
          Rule.SETTING_DEAD,
          leaks ? Severity.ERROR : Severity.WARNING,
          setting,
          layer,
          what + (leaks ? ". Private paths go to public servers" : ""),
          "",
          fix);
    }
  }
}
