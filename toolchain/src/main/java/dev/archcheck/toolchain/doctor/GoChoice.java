package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.activate.VersionWord;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version the go command becomes in a project before it does anything else there: since Go
 * 1.21 it may start another one (cmd/go/internal/toolchain, Select).
 *
 * @param version with {@code go} in front; the empty string where it cannot be told
 * @param why for people
 */
public record GoChoice(Outcome outcome, String version, String why) {

  /** Go 1.21 is the first that switches. */
  private static final VersionWord FIRST_THAT_SWITCHES = new VersionWord(21, -1, "", 0);

  private static final String LOCAL = "local";

  /** How it comes to its version. */
  public enum Outcome {
    /** There is no go, or nothing says what it is. */
    UNKNOWN,
    /** It is the one that is called. */
    ITSELF,
    /** It starts another one, which the module cache or PATH has. */
    SWITCHES,
    /** It first downloads another one. */
    DOWNLOADS,
    /** It refuses to work in the project. */
    REFUSES
  }

  /** {@return the choice of the first go on PATH} */
  static GoChoice of(Capture capture) {
    return new Choosing(capture).choose();
  }

  /** {@return a version as it is compared, of a text as VERSION and build information have it} */
  static Optional<VersionWord> word(String version) {
    if (!version.startsWith("go")) {
      return Optional.empty(); // devel go1.28-…
    }
    int end = version.indexOf(' ');
    String first = version.substring(2, end < 0 ? version.length() : end);
    int dash = first.indexOf('-');
    return VersionWord.parse(dash < 0 ? first : first.substring(0, dash)).map(VersionWord::ordered);
  }

  private static final class Choosing {

    private final Capture capture;
    private final ProjectFacts project;

    Choosing(Capture capture) {
      this.capture = capture;
      this.project = capture.project();
    }

    GoChoice choose() {
      Optional<GoFacts> go =
          capture.gos().stream()
              .filter(one -> one.pathPosition() == 1 && one.shim().isEmpty())
              .findFirst();
      Optional<VersionWord> own = go.flatMap(one -> word(one.knownVersion()));
      if (go.isEmpty() || own.isEmpty()) {
        return new GoChoice(Outcome.UNKNOWN, "", "nothing says which version go is");
      }
      return own.get().compareTo(FIRST_THAT_SWITCHES) < 0
          ? old(go.get(), own.get())
          : switching(go.get(), own.get());
    }

    private GoChoice old(GoFacts go, VersionWord own) {
      VersionWord wanted = goLine();
      if (wanted == null || wanted.compareTo(own) <= 0) {
        return itself(go, "before Go 1.21 it never starts another");
      }
      return new GoChoice(
          Outcome.REFUSES,
          go.knownVersion(),
          "the module wants go " + project.goLine() + ", and before Go 1.21 it starts no other");
    }

    private GoChoice switching(GoFacts go, VersionWord own) {
      String setting = setting();
      int plus = setting.indexOf('+');
      String first = plus < 0 ? setting : setting.substring(0, plus);
      String mode = plus < 0 ? "" : setting.substring(plus + 1);
      VersionWord least = own;
      String leastName = go.knownVersion();
      String why = "";
      if (first.equals("auto") || first.equals("path")) {
        mode = first;
      } else if (!first.equals(LOCAL)) {
        Optional<VersionWord> named = word(first);
        if (named.isEmpty()) {
          return new GoChoice(
              Outcome.REFUSES, "", "GOTOOLCHAIN=" + setting + " names no version of Go");
        }
        least = named.get();
        leastName = first;
        why = "GOTOOLCHAIN=" + setting + place();
      }
      if (!mode.equals("auto") && !mode.equals("path")) {
        return fixed(go, own, least, leastName, why, setting);
      }
      VersionWord tool = toolchainLine();
      if (tool != null && tool.compareTo(least) > 0) {
        least = tool;
        leastName = "go" + tool;
        why = place(project.toolchainLineNumber()) + " says toolchain " + project.toolchainLine();
      }
      VersionWord wanted = goLine();
      if (wanted != null && wanted.compareTo(least) > 0) {
        VersionWord release = wanted.release();
        leastName = "go" + release;
        why = place(project.goLineNumber()) + " says go " + project.goLine();
      }
      if (why.isEmpty() || leastName.equals(go.knownVersion())) {
        return itself(go, project.exists() ? "it is new enough for " + project.file() : "");
      }
      return switched(go, leastName, why, mode);
    }

    private GoChoice fixed(
        GoFacts go, VersionWord own, VersionWord named, String name, String why, String setting) {
      VersionWord wanted = goLine();
      if (wanted != null && wanted.compareTo(named) > 0) {
        return new GoChoice(
            Outcome.REFUSES,
            name,
            place(project.goLineNumber())
                + " says go "
                + project.goLine()
                + ", and GOTOOLCHAIN="
                + setting
                + place()
                + " forbids to switch");
      }
      return named.equals(own)
          ? itself(go, setting.equals(LOCAL) ? "GOTOOLCHAIN=local" + place() : "")
          : switched(go, name, why, "auto");
    }

    private GoChoice itself(GoFacts go, String why) {
      return new GoChoice(Outcome.ITSELF, go.knownVersion(), why);
    }

    /** Go takes one of its own platform, whatever the machine is. */
    private GoChoice switched(GoFacts go, String name, String why, String mode) {
      for (GoFacts other : capture.gos()) {
        boolean cached =
            other.maker().equals("module-cache")
                && other.version().equals(name)
                && other.platform().equals(go.platform());
        if (cached) {
          return new GoChoice(Outcome.SWITCHES, name, why + "; the module cache has it");
        }
      }
      return mode.equals("path")
          ? new GoChoice(Outcome.REFUSES, name, why + ", and GOTOOLCHAIN=path takes only PATH")
          : new GoChoice(Outcome.DOWNLOADS, name, why);
    }

    private Optional<Layer> layer() {
      return capture.settings().stream()
          .filter(one -> one.name().equals("GOTOOLCHAIN"))
          .flatMap(one -> one.layers().stream())
          .findFirst();
    }

    private String setting() {
      return layer().map(Layer::value).orElse("auto");
    }

    private String place() {
      return layer()
          .map(one -> one.kind() == Kind.ENVIRONMENT ? "" : " (" + one.place() + ")")
          .orElse("");
    }

    private String place(int line) {
      return project.file() + ":" + line;
    }

    private @Nullable VersionWord goLine() {
      return VersionWord.parse(project.goLine())
          .filter(one -> one.minor() >= 0)
          .map(VersionWord::ordered)
          .orElse(null);
    }

    private @Nullable VersionWord toolchainLine() {
      return project.toolchainLine().startsWith("go")
          ? word(project.toolchainLine()).orElse(null)
          : null;
    }
  }
}
