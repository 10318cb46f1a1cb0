package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.doctor.FolderFacts.State;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.policy.GoTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Values at which go stops. */
final class ValueRules {

  private static final Pattern MODULES = Pattern.compile("on|off|auto");

  /** Of these a blank at the end changes what go does; of others it is passed over. */
  private static final Set<String> EXACT =
      Set.of(
          "GO111MODULE",
          "GOARCH",
          "GOBIN",
          "GOCACHE",
          "GOINSECURE",
          "GOMODCACHE",
          "GONOPROXY",
          "GONOSUMDB",
          "GOOS",
          "GOPATH",
          "GOPRIVATE",
          "GOROOT",
          "GOTMPDIR",
          "GOTOOLCHAIN",
          "GOWORK");

  /** Of these go takes quotes for what they are elsewhere. */
  private static final Set<String> QUOTED =
      Set.of(
          "AR",
          "CC",
          "CGO_CFLAGS",
          "CGO_CPPFLAGS",
          "CGO_CXXFLAGS",
          "CGO_FFLAGS",
          "CGO_LDFLAGS",
          "CXX",
          "FC",
          "GCCGO",
          "GOCACHEPROG",
          "GOFLAGS",
          "PKG_CONFIG");

  private static final Pattern FIPS =
      Pattern.compile("off|latest|inprocess|certified|v[0-9]+\\.[0-9]+\\.[0-9]+\\S*");

  private final Settings all;

  ValueRules(Settings settings) {
    this.all = settings;
  }

  void judge() {
    blanks();
    for (String name : List.of("GOOS", "GOARCH")) {
      all.setting(name)
          .filter(one -> !isTarget(name, one.value()))
          .ifPresent(one -> refused(one, "go knows no such " + name));
    }
    all.setting("GO111MODULE")
        .filter(one -> !MODULES.matcher(one.value()).matches())
        .ifPresent(one -> refused(one, "unknown environment setting"));
    all.setting("GOFIPS140")
        .filter(one -> !all.isBefore(24) && !FIPS.matcher(one.value()).matches())
        .ifPresent(one -> refused(one, "no such GOFIPS140"));
    boolean hasKnownFlags = !all.isBefore(GoFlags.FIRST) && all.isBefore(GoFlags.LAST + 1);
    all.setting("GOFLAGS")
        .ifPresent(one -> {
          String what = GoFlags.fault(one.value(), hasKnownFlags, all.capture.isWorkspace());
          if (!what.isEmpty()) {
            refused(one, what);
          }
        });
    for (String name : List.of("CC", "CXX")) {
      all.setting(name).ifPresent(this::compiler);
    }
    all.setting("GOCACHEPROG")
        .filter(_ -> all.capture.absent().contains("GOCACHEPROG"))
        .ifPresent(one -> refused(one, "there is no such program"));
    folders();
    places();
    toolchain();
  }

  static boolean isTarget(String name, String word) {
    return name.equals("GOOS") ? GoTargets.isSystem(word) : GoTargets.isArchitecture(word);
  }

  /** One reason is enough for go to stop. */
  private void refused(SettingFacts setting, String what) {
    if (!all.has(Rule.SETTING_INVALID, setting.name())) {
      all.add(Rule.SETTING_INVALID, setting, what, "");
    }
  }

  /** Go keeps blanks that an editor left at the end of a line, and quotes that no shell removed. */
  private void blanks() {
    for (SettingFacts setting : all.capture.settings()) {
      if (setting.layers().isEmpty()) {
        continue;
      }
      Layer layer = setting.layers().getFirst();
      String value = layer.value();
      boolean isExact = EXACT.contains(setting.name()) && layer.kind() != Kind.ENVIRONMENT;
      String bare = isExact ? value.stripTrailing() : value;
      boolean isQuoted =
          !QUOTED.contains(setting.name())
              && !GoSettings.HEEDED.contains(setting.name().toUpperCase(Locale.ROOT))
              && bare.length() > 1
              && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
              && bare.charAt(0) == bare.charAt(bare.length() - 1);
      if (isQuoted || !value.equals(bare)) {
        String what =
            isQuoted
                ? "quotes are"
                : value.endsWith("\r")
                    ? "a carriage return at its end is"
                    : "a blank at its end is";
        all.add(
            Rule.SETTING_INVALID,
            Severity.ERROR,
            setting,
            layer,
            what + " part of it",
            "",
            all.remedies.set(
                setting, layer, isQuoted ? bare.substring(1, bare.length() - 1) : bare));
      }
    }
  }

  private void folders() {
    boolean first = true;
    for (FolderFacts folder : all.capture.folders()) {
      // Of GOPATH go writes to the first only, and to that no more than to GOMODCACHE and GOBIN.
      boolean ofPath = folder.name().equals("GOPATH");
      boolean matters = !ofPath || folder.state() == State.RELATIVE || first;
      first &= !ofPath;
      String what = matters ? what(folder) : "";
      if (!what.isEmpty() && !isOfAnother(folder)) {
        add(folder, what);
      }
    }
    GoFacts go = all.go;
    all.setting("GOPATH")
        .filter(one -> go != null && !go.goroot().isEmpty() && one.value().equals(go.goroot()))
        .ifPresent(
            one -> all.add(Rule.SETTING_DEAD, one, "GOPATH cannot be the folder of Go itself", ""));
  }

  /** {@return whether it is where it is by another setting, which is found wrong itself} */
  private boolean isOfAnother(FolderFacts folder) {
    return !folder.isSet()
        && switch (folder.name()) {
          case "GOMODCACHE" -> all.has(Rule.SETTING_INVALID, "GOPATH");
          case "GOCACHE" -> all.setting("XDG_CACHE_HOME").isPresent();
          default -> false;
        };
  }

  /** cmd/go/internal/work, BuildInit: it stops each build, also one without cgo. */
  private void compiler(SettingFacts setting) {
    List<String> words = new ArrayList<>();
    boolean isOpen = GoFlags.split(setting.value(), words);
    String first = words.isEmpty() ? "" : words.getFirst();
    boolean onWindows = all.machine.os().equals(Os.WINDOWS);
    boolean isBare = first.indexOf('/') < 0 && (!onWindows || first.indexOf('\\') < 0);
    boolean isAbsolute =
        onWindows ? first.matches("[A-Za-z]:[/\\\\].*|\\\\\\\\.*") : first.startsWith("/");
    if (isOpen) {
      refused(setting, "environment variable could not be parsed: a quote does not end");
    } else if (!first.isEmpty() && !isBare && !isAbsolute) {
      refused(setting, "environment variable is relative; must be absolute path");
    }
  }

  /** Go's os.UserCacheDir and os.UserConfigDir want an absolute path, and find nothing else. */
  private void places() {
    if (all.setting("GOCACHE").isEmpty()) {
      all.setting("XDG_CACHE_HOME")
          .ifPresent(
              one -> refused(one, "path in $XDG_CACHE_HOME is relative: no place for GOCACHE"));
    }
    if (all.setting("GOENV").isEmpty()) {
      all.setting("XDG_CONFIG_HOME")
          .ifPresent(one ->
              all.add(
                  Rule.SETTING_DEAD,
                  one,
                  "path in $XDG_CONFIG_HOME is relative: go finds no file of go env -w",
                  ""));
    }
  }

  private void add(FolderFacts folder, String what) {
    SettingFacts setting = all.setting(folder.name()).orElse(null);
    if (setting == null) {
      all.addUnset(
          Rule.SETTING_INVALID,
          severity(folder),
          folder.name(),
          folder.path().isEmpty() ? "not set" : folder.path() + " by default",
          what,
          fix(folder));
    } else {
      Layer layer = setting.layers().getFirst();
      all.add(
          Rule.SETTING_INVALID,
          severity(folder),
          setting,
          layer,
          what,
          "",
          all.remedies.unset(setting, layer));
    }
  }

  /** Not every build needs every folder. */
  private static Severity severity(FolderFacts folder) {
    boolean always = folder.name().equals("GOCACHE") || folder.name().equals("GOTMPDIR");
    boolean refused = folder.state() == State.RELATIVE && !folder.name().equals("GOBIN");
    return (always && folder.state() != State.NO_PROGRAMS) || refused
        ? Severity.ERROR
        : Severity.WARNING;
  }

  private static String what(FolderFacts folder) {
    if (folder.name().equals("GOCACHE") && !folder.isSet() && folder.state() == State.RELATIVE) {
      return ""; // only one that is set must be absolute
    }
    boolean off = folder.name().equals("GOCACHE") && folder.path().equals("off");
    String needs =
        switch (folder.name()) {
          case "GOBIN" -> ", so that go install fails";
          case "GOMODCACHE" -> ", so that downloads of modules fail";
          default -> "";
        };
    return switch (folder.state()) {
      case USABLE -> "";
      case ABSENT -> "no such folder";
      case NO_FOLDER -> "it is no folder" + needs;
      case NOT_WRITABLE ->
          folder.name().equals("GOPATH") ? "" : "this user may not write there" + needs;
      case NO_PROGRAMS -> "its file system is mounted noexec, so that go run and go test fail";
      case RELATIVE ->
          off
              ? "build cache is disabled by GOCACHE=off, but required as of Go 1.12"
              : "it is relative; must be absolute path" + needs;
      case UNKNOWN -> "neither HOME nor a variable of XDG gives it a place" + needs;
    };
  }

  private static List<Step> fix(FolderFacts folder) {
    return switch (folder.state()) {
      case UNKNOWN -> List.of(Step.action("set HOME to an absolute path, or " + folder.name()));
      case NO_PROGRAMS ->
          List.of(Step.action("set GOTMPDIR to a folder in which programs can be started"));
      case RELATIVE -> List.of(Step.action("set HOME to an absolute path"));
      case NOT_WRITABLE, ABSENT, NO_FOLDER, USABLE ->
          List.of(Step.action("make " + folder.path() + " a folder of this user's"));
    };
  }

  /** What it cannot be whatever the project says. */
  private void toolchain() {
    GoChoice next = GoChoice.of(all.capture);
    if (next.reason() == GoChoice.Reason.SETTING) {
      all.setting("GOTOOLCHAIN").ifPresent(one -> refused(one, next.why()));
    }
  }
}
