package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.activate.VersionWord;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with the settings of go, judged for the version that was found. */
final class SettingRules {

  private static final Set<String> PATTERNS =
      Set.of("GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE");

  private final Capture capture;
  private final Platform machine;
  private final Remedies remedies;
  private final List<Diagnosis> diagnoses;
  private final Map<String, SettingFacts> settings = new HashMap<>();
  private final @Nullable GoFacts go;
  private final @Nullable VersionWord version;

  SettingRules(Capture capture, Platform machine, Remedies remedies, List<Diagnosis> diagnoses) {
    this.capture = capture;
    this.machine = machine;
    this.remedies = remedies;
    this.diagnoses = diagnoses;
    capture.settings().stream()
        .filter(one -> !one.layers().isEmpty()) // as only a capture can have it
        .forEach(one -> settings.put(one.name(), one));
    go =
        capture.gos().stream()
            .filter(one -> one.pathPosition() == 1 && one.shim().isEmpty())
            .findFirst()
            .orElse(null);
    version = go == null ? null : GoChoice.word(go.knownVersion()).orElse(null);
  }

  void judge() {
    goroot();
    target();
    left();
    twice();
    patterns();
    proxy();
    sumdb();
    debug();
    certificates();
    misspelt();
  }

  private boolean isBefore(int minor) {
    return version != null && version.minor() < minor;
  }

  private Optional<SettingFacts> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  private void add(Rule rule, SettingFacts setting, String what, String cause) {
    add(rule, rule.severity(), setting, setting.layers().getFirst(), what, cause);
  }

  private void add(
      Rule rule, Severity severity, SettingFacts setting, Layer layer, String what, String cause) {
    Finding finding =
        new Finding(
            rule,
            severity,
            setting.name(),
            rule.message(layer.value(), what),
            List.of(evidence(layer)),
            "");
    diagnoses.add(new Diagnosis(finding, cause, unset(setting.name(), layer)));
  }

  private static Evidence evidence(Layer layer) {
    return switch (layer.kind()) {
      case ENVIRONMENT -> new Evidence.Declared("environment", layer.value());
      case USER_FILE -> new Evidence.Declared("go env -w, " + layer.place(), layer.value());
      case GOROOT_FILE -> new Evidence.Declared(layer.place(), layer.value());
    };
  }

  private List<String> unset(String name, Layer layer) {
    return switch (layer.kind()) {
      case ENVIRONMENT -> remedies.unset(name);
      case USER_FILE -> remedies.unsetInFile(name);
      case GOROOT_FILE -> List.of("take it out of " + layer.place());
    };
  }

  private void goroot() {
    SettingFacts setting = settings.get("GOROOT");
    if (setting == null || go == null) {
      return;
    }
    Layer layer = setting.layers().getFirst();
    if (go.goroot().equals(layer.value())) {
      add(
          Rule.SETTING_LEFT,
          Severity.NOTE,
          setting,
          layer,
          "go finds this itself, and will go on with it when PATH leads to another go",
          "go needs no GOROOT; a setting outlives the installation that it was for");
      return;
    }
    GoFacts other =
        capture.gos().stream()
            .filter(one -> one.goroot().equals(layer.value()))
            .findFirst()
            .orElse(null);
    String what =
        other == null
            ? "and no go is there"
            : "where "
                + other.knownVersion()
                + " "
                + other.platform()
                + " is, but PATH leads to "
                + go.knownVersion()
                + " "
                + go.platform();
    add(
        Rule.GOROOT_SETTING,
        Severity.ERROR,
        setting,
        layer,
        what,
        "go takes its standard library and its tools from there, whatever go it is");
  }

  private void target() {
    if (go == null || go.platforms().isEmpty()) {
      return;
    }
    Platform own = Doctor.platform(go.platform());
    String os = setting("GOOS").map(SettingFacts::value).orElse(own.os().name());
    String arch = setting("GOARCH").map(SettingFacts::value).orElse(own.arch().name());
    for (String name : List.of("GOOS", "GOARCH")) {
      SettingFacts setting = settings.get(name);
      String usual = name.equals("GOOS") ? own.os().name() : own.arch().name();
      if (setting != null && !setting.value().equals(usual)) {
        add(
            Rule.SETTING_LEFT,
            setting,
            "every build is for " + os + "/" + arch + ", and without cgo",
            "it was set for one build and stayed");
      }
    }
  }

  /** What is meant for one build or one shell and was kept for all. */
  private void left() {
    setting("CGO_ENABLED")
        .flatMap(one -> one.of(Kind.USER_FILE))
        .ifPresent(layer ->
            add(
                Rule.SETTING_LEFT,
                Severity.WARNING,
                settings("CGO_ENABLED"),
                layer,
                layer.value().equals("0")
                    ? "every build is without cgo"
                    : "builds for other platforms look for a C compiler for them",
                "go env -w keeps it for every project"));
    setting("GO111MODULE")
        .filter(one -> !one.value().equals("on") && !isBefore(16))
        .ifPresent(one ->
            add(
                Rule.SETTING_LEFT,
                one,
                one.value().equals("off")
                    ? "go knows no modules"
                    : "what go does depends on the folder",
                "it is from the time before Go 1.16"));
    setting("GOTOOLCHAIN")
        .filter(one -> one.value().startsWith("go") && one.of(Kind.USER_FILE).isPresent())
        .ifPresent(one ->
            add(
                Rule.SETTING_LEFT,
                one,
                "go starts this version in every project, whichever is first on PATH",
                "go env -w keeps it until go env -u GOTOOLCHAIN"));
    setting("GOFLAGS")
        .filter(one -> one.of(Kind.USER_FILE).isPresent())
        .ifPresent(one ->
            add(
                Rule.SETTING_LEFT,
                Severity.NOTE,
                one,
                one.of(Kind.USER_FILE).orElseThrow(),
                "every go command has these flags",
                ""));
    setting("GOTOOLCHAIN")
        .filter(_ -> isBefore(21))
        .ifPresent(one -> add(Rule.SETTING_DEAD, one, "only Go 1.21 and later heed it", ""));
  }

  private SettingFacts settings(String name) {
    return setting(name).orElseThrow();
  }

  private void twice() {
    for (SettingFacts setting : capture.settings()) {
      Optional<Layer> user = setting.of(Kind.USER_FILE);
      Optional<Layer> variable = setting.of(Kind.ENVIRONMENT);
      if (user.isPresent()
          && variable.isPresent()
          && !user.get().value().equals(variable.get().value())) {
        add(
            Rule.SETTING_DEAD,
            Severity.WARNING,
            setting,
            user.get(),
            "the variable of the environment says " + variable.get().value(),
            "a variable outweighs what go env -w wrote");
      }
    }
  }

  private void patterns() {
    for (String name : PATTERNS) {
      setting(name)
          .ifPresent(setting -> {
            for (String pattern : setting.value().split(",", -1)) {
              boolean scheme = pattern.contains("://");
              if (scheme || pattern.endsWith("/")) {
                add(
                    Rule.SETTING_DEAD,
                    Severity.ERROR,
                    setting,
                    setting.layers().getFirst(),
                    pattern
                        + (scheme ? " has a scheme" : " ends with a slash")
                        + " and matches no module path, so that private paths go to public servers",
                    "the patterns are of module paths, and not of addresses");
              }
            }
          });
    }
    setting("GOINSECURE")
        .filter(_ -> settings.containsKey("GOPROXY") && !isOnlyDirect())
        .ifPresent(one ->
            add(
                Rule.SETTING_DEAD,
                one,
                "with a module proxy nothing is fetched by it",
                "it is for what is fetched directly"));
  }

  private boolean isOnlyDirect() {
    return setting("GOPROXY").map(one -> one.value().equals("direct")).orElse(false);
  }

  private void proxy() {
    SettingFacts setting = settings.get("GOPROXY");
    if (setting == null) {
      return;
    }
    String[] entries = setting.value().split("[,|]", -1);
    boolean any = false;
    for (int i = 0; i < entries.length; i++) {
      String entry = entries[i].strip();
      any |= !entry.isEmpty();
      if ((entry.equals("off") || entry.equals("direct")) && i < entries.length - 1) {
        add(
            Rule.SETTING_DEAD,
            setting,
            "what stands behind " + entry + " is never asked",
            "off and direct end the list");
      }
    }
    if (!any) {
      add(
          Rule.SETTING_INVALID,
          setting,
          "GOPROXY list is not the empty string, but contains no entries",
          "");
    }
  }

  private void sumdb() {
    SettingFacts setting = settings.get("GOSUMDB");
    if (setting == null) {
      return;
    }
    String value = setting.value().strip();
    String first = value.split("\\s+", -1)[0];
    if (value.equals("off")) {
      add(
          Rule.SETTING_LEFT,
          setting,
          "what go downloads for the first time is proven by nothing",
          "it was switched off to get past an error");
    } else if (!first.contains("+") && !first.startsWith("sum.golang.")) {
      add(
          Rule.SETTING_INVALID,
          setting,
          "malformed verifier id",
          "the first word is name+hash+key, the second the address of the database");
    }
  }

  private void debug() {
    SettingFacts setting = settings.get("GODEBUG");
    if (setting == null) {
      return;
    }
    for (String one : setting.value().split(",", -1)) {
      int equals = one.indexOf('=');
      String name = equals < 0 ? one : one.substring(0, equals);
      String value = equals < 0 ? "" : one.substring(equals + 1);
      if (name.equals("httpproxy")) {
        add(
            Rule.SETTING_DEAD,
            setting,
            "there is no httpproxy in GODEBUG; NO_PROXY keeps go from a proxy",
            "");
      } else if (name.equals("netdns")) {
        netdns(setting, value);
      }
    }
  }

  /** net/conf.go, goDebugNetDNS: a digit, go or cgo, joined by a plus. */
  private void netdns(SettingFacts setting, String value) {
    boolean known = true;
    for (String word : value.split("\\+", -1)) {
      known &= word.matches("[0-9]") || word.equals("go") || word.equals("cgo");
    }
    if (!known) {
      add(Rule.SETTING_DEAD, setting, "netdns knows go, cgo and a digit only", "");
    } else if (machine.os().equals(Os.WINDOWS) || machine.os().equals(Os.DARWIN)) {
      add(Rule.SETTING_DEAD, setting, "here go always asks the system for names", "");
    }
  }

  /** Until Go 1.27 the systems that have a store of their own did not look at them. */
  private void certificates() {
    boolean own = machine.os().equals(Os.WINDOWS) || machine.os().equals(Os.DARWIN);
    for (String name : List.of("SSL_CERT_FILE", "SSL_CERT_DIR")) {
      if (own && isBefore(27)) {
        setting(name)
            .ifPresent(one ->
                add(Rule.SETTING_DEAD, one, "before Go 1.27 it is not heeded on this system", ""));
      }
    }
  }

  private void misspelt() {
    List<String> known = new ArrayList<>(GoSettings.OF_GO);
    known.addAll(GoSettings.OTHERS);
    for (String name : capture.unknownSettings()) {
      String meant = Spelling.nearest(name, known);
      if (!meant.isEmpty()) {
        SettingFacts none = new SettingFacts(name, List.of(new Layer(Kind.ENVIRONMENT, "", "set")));
        add(Rule.SETTING_DEAD, none, "go knows no " + name + "; " + meant + " was meant?", "");
      }
    }
  }
}
