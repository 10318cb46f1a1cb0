package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.activate.VersionWord;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rules about settings look at, and where they put what they find. */
final class Settings {

  final Capture capture;
  final Platform machine;
  final Remedies remedies;

  /** The go that a shell starts, or null. */
  final @Nullable GoFacts go;

  /** Its version, or null. */
  final @Nullable VersionWord version;

  private final List<Diagnosis> diagnoses;

  Settings(Capture capture, Platform machine, Remedies remedies, List<Diagnosis> diagnoses) {
    this.capture = capture;
    this.machine = machine;
    this.remedies = remedies;
    this.diagnoses = diagnoses;
    go = capture.winner().filter(one -> one.shim().isEmpty()).orElse(null);
    version = go == null ? null : GoChoice.word(go.knownVersion()).orElse(null);
  }

  boolean isBefore(int minor) {
    return version != null && version.minor() < minor;
  }

  Optional<SettingFacts> setting(String name) {
    return capture.setting(name);
  }

  String value(String name) {
    return capture.value(name);
  }

  /** Adds a finding about the layer that counts, which is mended by taking it out. */
  void add(Rule rule, SettingFacts setting, String what, String cause) {
    Layer layer = setting.layers().getFirst();
    add(rule, rule.severity(), setting, layer, what, cause);
  }

  /** Adds a finding about a layer, which is mended by taking it out. */
  void add(
      Rule rule, Severity severity, SettingFacts setting, Layer layer, String what, String cause) {
    add(rule, severity, setting, layer, what, cause, remedies.unset(setting, layer));
  }

  void add(
      Rule rule,
      Severity severity,
      SettingFacts setting,
      Layer layer,
      String what,
      String cause,
      List<Step> fix) {
    String value = layer.value().isEmpty() ? "empty" : layer.value();
    diagnoses.add(
        new Diagnosis(
            new Finding(
                rule,
                severity,
                setting.name(),
                rule.message(value, what),
                evidence(setting, layer),
                ""),
            cause,
            fix));
  }

  /** Adds a finding about a setting that nobody made. */
  void addUnset(
      Rule rule, Severity severity, String name, String value, String what, List<Step> fix) {
    Finding finding = new Finding(rule, severity, name, rule.message(value, what), List.of(), "");
    diagnoses.add(new Diagnosis(finding, "", fix));
  }

  /** {@return whether something was found of a setting by a rule} */
  boolean has(Rule rule, String name) {
    return diagnoses.stream()
        .map(Diagnosis::finding)
        .anyMatch(one -> one.rule() == rule && one.artifact().equals(name));
  }

  private static List<Evidence> evidence(SettingFacts setting, Layer layer) {
    List<Evidence> all = new ArrayList<>();
    all.add(
        new Evidence.Declared(
            switch (layer.kind()) {
              case ENVIRONMENT -> "environment";
              case USER_FILE -> "go env -w, " + layer.place();
              case GOROOT_FILE -> layer.place();
            },
            layer.value()));
    if (layer.kind() == Kind.ENVIRONMENT) {
      for (SettingFacts.Origin origin : setting.origins()) {
        all.add(
            new Evidence.Declared(
                "set in",
                origin.line() > 0 ? origin.place() + ":" + origin.line() : origin.place()));
      }
    }
    return all;
  }
}
