package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.policy.GoTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values at which go stops. */
final class ValueRules {

  /** What internal/buildcfg and cmd/go take; a setting for another processor is not looked at. */
  private static final Map<String, Pattern> ALLOWED =
      Map.of(
          "GO386", Pattern.compile("sse2|softfloat"),
          "GOAMD64", Pattern.compile("v[1-4]"),
          "GOARM", Pattern.compile("[567](?:,(?:softfloat|hardfloat))?"),
          "GOMIPS", Pattern.compile("hardfloat|softfloat"),
          "GOMIPS64", Pattern.compile("hardfloat|softfloat"),
          "GO111MODULE", Pattern.compile("on|off|auto"));

  private static final Map<String, String> PROCESSOR =
      Map.of("GO386", "386", "GOAMD64", "amd64", "GOARM", "arm");

  private static final Pattern FIPS =
      Pattern.compile("off|latest|inprocess|certified|v[0-9]+\\.[0-9]+\\.[0-9]+\\S*");

  private static final Pattern MOD = Pattern.compile("--?mod=(.*)");

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
    ALLOWED.forEach((name, pattern) -> {
      String processor = PROCESSOR.getOrDefault(name, "");
      boolean heeded = processor.isEmpty() || processor.equals(arch());
      all.setting(name)
          .filter(one -> heeded && !pattern.matcher(one.value()).matches())
          .ifPresent(one -> refused(one, "unknown environment setting"));
    });
    all.setting("GOFIPS140")
        .filter(one -> !all.isBefore(24) && !FIPS.matcher(one.value()).matches())
        .ifPresent(one -> refused(one, "no such GOFIPS140"));
    all.setting("GOFLAGS").ifPresent(this::flags);
    blanks();
    folders();
    toolchain();
  }

  static boolean isTarget(String name, String word) {
    return name.equals("GOOS") ? GoTargets.isSystem(word) : GoTargets.isArchitecture(word);
  }

  private String arch() {
    String said = all.value("GOARCH");
    GoFacts go = all.go;
    return !said.isEmpty() || go == null ? said : Doctor.platform(go.platform()).arch().name();
  }

  private void refused(SettingFacts setting, String what) {
    all.add(Rule.SETTING_INVALID, setting, what, "");
  }

  /** cmd/go/internal/base, InitGOFLAGS; cmd/internal/quoted, Split. */
  private void flags(SettingFacts setting) {
    for (String flag : split(setting.value())) {
      if (!flag.matches("--?[^-=].*")) {
        refused(setting, "parsing $GOFLAGS: non-flag \"" + flag + "\"");
        return;
      }
      Matcher mod = MOD.matcher(flag);
      if (mod.matches() && !mod.group(1).matches("mod|readonly|vendor|")) {
        refused(setting, flag + " not supported (can be '', 'mod', 'readonly', or 'vendor')");
        return;
      }
      if (flag.matches("--?insecure(?:=.*)?") && !all.isBefore(17)) {
        refused(setting, "parsing $GOFLAGS: unknown flag -insecure");
        return;
      }
    }
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      int end;
      if (c == '\'' || c == '"') {
        end = text.indexOf(c, at + 1);
        end = end < 0 ? text.length() : end;
        words.add(text.substring(at + 1, end));
        at = end + 1;
      } else {
        end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
          end++;
        }
        words.add(text.substring(at, end));
        at = end;
      }
    }
    return words;
  }

  /** Go keeps what an editor of another system left at the end of a line. */
  private void blanks() {
    for (SettingFacts setting : all.capture.settings()) {
      if (setting.layers().isEmpty()) {
        continue;
      }
      Layer layer = setting.layers().getFirst();
      String value = layer.value();
      if (layer.kind() != Kind.ENVIRONMENT && !value.equals(value.stripTrailing())) {
        boolean isReturn = value.endsWith("\r");
        all.add(
            Rule.SETTING_INVALID,
            Severity.ERROR,
            setting,
            layer,
            (isReturn ? "a carriage return" : "a blank") + " at its end is part of it",
            "the file was written by an editor, and not by go env -w",
            all.remedies.set(setting, layer, value.stripTrailing()));
      }
    }
  }

  private void folders() {
    for (FolderFacts folder : all.capture.folders()) {
      String what = what(folder);
      if (what.isEmpty()) {
        continue;
      }
      SettingFacts setting =
          all.setting(folder.name())
              .orElseGet(() ->
                  new SettingFacts(
                      folder.name(), List.of(new Layer(Kind.ENVIRONMENT, "", folder.path()))));
      Layer layer = setting.layers().getFirst();
      all.add(
          Rule.SETTING_INVALID,
          Severity.ERROR,
          setting,
          layer,
          what,
          folder.isSet() ? "" : "it is where go has it without the setting",
          fix(folder, setting, layer));
    }
    GoFacts go = all.go;
    all.setting("GOPATH")
        .filter(one -> go != null && !go.goroot().isEmpty() && one.value().equals(go.goroot()))
        .ifPresent(
            one -> all.add(Rule.SETTING_DEAD, one, "GOPATH cannot be the folder of Go itself", ""));
  }

  private static String what(FolderFacts folder) {
    boolean off = folder.name().equals("GOCACHE") && folder.path().equals("off");
    return switch (folder.state()) {
      case USABLE -> "";
      case ABSENT -> "no such folder";
      case NO_FOLDER -> "it is no folder";
      case NOT_WRITABLE -> "this user may not write there";
      case NO_PROGRAMS -> "its file system is mounted noexec, so that go run and go test fail";
      case RELATIVE ->
          off
              ? "build cache is disabled by GOCACHE=off, but required as of Go 1.12"
              : "it is relative; must be absolute path";
      case UNKNOWN -> "it is not defined, nor are the variables that go would take it from";
    };
  }

  private List<Step> fix(FolderFacts folder, SettingFacts setting, Layer layer) {
    return switch (folder.state()) {
      case UNKNOWN -> List.of(Step.action("set HOME, or " + folder.name()));
      case NO_PROGRAMS ->
          List.of(Step.action("set GOTMPDIR to a folder in which programs can be started"));
      case NOT_WRITABLE, ABSENT, NO_FOLDER ->
          folder.isSet()
              ? all.remedies.unset(setting, layer)
              : List.of(Step.action("make " + folder.path() + " a folder of this user's"));
      case RELATIVE, USABLE -> all.remedies.unset(setting, layer);
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
