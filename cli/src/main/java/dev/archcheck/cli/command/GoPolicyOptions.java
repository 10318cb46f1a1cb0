package dev.archcheck.cli.command;

import dev.archcheck.verify.go.GoPolicy;
import dev.archcheck.verify.go.SettingRequirement;
import dev.archcheck.verify.go.VersionRequirement;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options that say what Go programs must be built with. */
final class GoPolicyOptions {

  private GoPolicyOptions() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
            "HOW",
            "C code in Go programs: forbid, std-only (what the standard library uses) or allow."
                + " Default: allow.",
            "--cgo"));
    spec.addOption(
        Options.value(
            "VERSION[,...]",
            "The versions of Go that may have built them: 1.26.8, 1.26 (all its releases),"
                + " '>=1.26.3'.",
            "--go-version"));
    spec.addOption(
        Options.flag("All Go programs must be built by one version of Go.", "--one-go-version"));
    spec.addOption(
        Options.values(
            "KEY=VALUE[,VALUE...]",
            "What their build information must say: GOAMD64=v1,v2 or vcs.modified=false or"
                + " mod=example.com/app@v1.2.3. Repeatable.",
            "--go-build"));
  }

  static GoPolicy read(ParseResult arguments) throws UsageException {
    return new GoPolicy(
        switch (Options.choice(arguments, "--cgo", "allow", "std-only", "forbid")) {
          case "forbid" -> GoPolicy.Cgo.FORBID;
          case "std-only" -> GoPolicy.Cgo.STD_ONLY;
          default -> GoPolicy.Cgo.ALLOW;
        },
        Options.isSet(arguments, "--go-version")
            ? versions(Options.text(arguments, "--go-version", ""))
            : null,
        Options.isSet(arguments, "--one-go-version"),
        settings(Options.texts(arguments, "--go-build")));
  }

  private static VersionRequirement versions(String option) throws UsageException {
    try {
      return VersionRequirement.parse(option);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--go-version: " + e.getMessage(),
          "1.26.8 is that release, 1.26 all of its releases, '>=1.26.3' it and newer ones");
    }
  }

  private static List<SettingRequirement> settings(List<String> options) throws UsageException {
    List<SettingRequirement> settings = new ArrayList<>();
    for (String option : options) {
      try {
        settings.add(SettingRequirement.parse(option));
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "--go-build: " + e.getMessage(), "for example --go-build vcs.modified=false");
      }
    }
    return List.copyOf(settings);
  }
}
