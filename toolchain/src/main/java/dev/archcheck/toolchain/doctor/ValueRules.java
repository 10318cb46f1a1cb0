package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.doctor.FolderFacts.State;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.policy.GoTargets;
import java.util.List;
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

  private static final Pattern FIPS =
      Pattern.compile("off|latest|inprocess|certified|v[0-9]+\\.[0-9]+\\.[0-9]+\\S*");

  private final Settings all;

  ValueRules(Settings settings) {
    this.all = settings;
  }

  void judge() {
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
          String what = GoFlags.fault(one.value(), hasKnownFlags);
          if (!what.isEmpty()) {
            refused(one, what);
          }
        });
    blanks();
    folders();
    places();
    toolchain();
  }

  static boolean isTarget(String name, String word) {
    return name.equals("GOOS") ? GoTargets.isSystem(word) : GoTargets.isArchitecture(word);
  }

  private void refused(SettingFacts setting, String what) {
    all.add(Rule.SETTING_INVALID, setting, what, "");
  }

  /** Go keeps what an editor of another system left at the end of a line. */
  private void blanks() {
    for (SettingFacts setting : all.capture.settings()) {
      if (setting.layers().isEmpty()) {
        continue;
      }
      Layer layer = setting.layers().getFirst();
      String value = layer.value();
      if (layer.kind() != Kind.ENVIRONMENT
          && EXACT.contains(setting.name())
          && !value.equals(value.stripTrailing())) {
        boolean isReturn = value.endsWith("\r");
        all.add(
            Rule.SETTING_INVALID,
            Severity.ERROR,
            setting,
            layer,
            (isReturn ? "a carriage return" : "a blank") + " at its end is part of it",
            "",
            all.remedies.set(setting, layer, value.stripTrailing()));
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
      case NOT_WRITABLE, ABSENT, NO_FOLDER, RELATIVE, USABLE ->
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
