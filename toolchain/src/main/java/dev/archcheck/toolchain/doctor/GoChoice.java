package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.activate.VersionWord;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version the go command becomes in a project before it does anything else there: since Go
 * 1.21 it may start another one (cmd/go/internal/toolchain, Select and Exec).
 *
 * @param version with {@code go} in front; the empty string where it cannot be told
 * @param why for people
 * @param reason why it refuses; {@link Reason#NONE} otherwise
 */
public record GoChoice(Outcome outcome, String version, String why, Reason reason) {

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

  /** Why it refuses. */
  public enum Reason {
    /** It does not. */
    NONE,
    /** The value of GOTOOLCHAIN is none. */
    SETTING,
    /** The project wants a later one than GOTOOLCHAIN allows. */
    FORBIDDEN,
    /** Nothing that may be asked has the version. */
    NOWHERE,
    /** Before Go 1.21 it does not know what the project says. */
    TOO_OLD,
    /** What go.mod or go.work says is wrong. */
    PROJECT,
    /** go.mod has a line that go would take out. */
    TIDY,
    /** A module of the workspace wants a later version than go.work says. */
    WORKSPACE
  }

  static final int FIRST_THAT_SWITCHES = 21;
  private static final String LOCAL = "local";
  private static final String AUTO = "auto";
  private static final String PATH = "path";

  /** The first version that knows a word of go.mod or go.work. */
  private static final Map<String, Integer> OF_MODULE =
      Map.of(
          "module", 0,
          "go", 0,
          "require", 0,
          "exclude", 0,
          "replace", 0,
          "retract", 16,
          "toolchain", 21,
          "godebug", 23,
          "tool", 24,
          "ignore", 25);

  private static final Map<String, Integer> OF_WORKSPACE =
      Map.of("go", 0, "use", 0, "replace", 0, "toolchain", 21, "godebug", 23);

  /** {@return whether any go knows a word of go.mod} */
  static boolean isOfModule(String word) {
    return OF_MODULE.containsKey(word);
  }

  /** {@return the choice of the first go on PATH} */
  static GoChoice of(Capture capture) {
    return new Choosing(capture).choose();
  }

  /** {@return a version as it is compared, of a text as VERSION and build information have it} */
  static Optional<VersionWord> word(String version) {
    if (!version.startsWith("go") || version.indexOf('/') >= 0 || version.indexOf('\\') >= 0) {
      return Optional.empty(); // devel go1.28-…
    }
    int end = 2;
    while (end < version.length() && " \t-".indexOf(version.charAt(end)) < 0) {
      end++;
    }
    return VersionWord.parse(version.substring(2, end))
        .filter(one -> one.minor() >= 0)
        .map(VersionWord::ordered);
  }

  private static final class Choosing {

    private final Capture capture;
    private final ProjectFacts project;
    private final String setting;

    Choosing(Capture capture) {
      this.capture = capture;
      this.project = capture.project();
      this.setting = capture.value("GOTOOLCHAIN");
    }

    GoChoice choose() {
      Optional<GoFacts> go =
          capture
              .winner()
              .filter(one -> one.shim().isEmpty())
              .filter(one -> one.mainPackage().isEmpty() || one.mainPackage().equals("cmd/go"));
      Optional<VersionWord> own = go.flatMap(one -> word(one.knownVersion()));
      if (go.isEmpty() || own.isEmpty()) {
        return new GoChoice(Outcome.UNKNOWN, "", "nothing says which version go is", Reason.NONE);
      }
      if (!project.problem().isEmpty()) {
        return new GoChoice(
            Outcome.UNKNOWN, "", project.file() + ": " + project.problem(), Reason.NONE);
      }
      return own.get().minor() < FIRST_THAT_SWITCHES
          ? stays(go.get(), own.get(), "before Go 1.21 it never starts another")
          : switching(go.get(), own.get());
    }

    private GoChoice switching(GoFacts go, VersionWord own) {
      String modules = capture.value("GO111MODULE");
      if (modules.equals("off") || (modules.equals(AUTO) && !project.exists())) {
        String why = "GO111MODULE=" + modules + " keeps it from starting another";
        return new GoChoice(Outcome.ITSELF, go.release(), why, Reason.NONE);
      }
      if (setting.isEmpty()) {
        return stays(go, own, "nothing sets GOTOOLCHAIN, so that it never starts another");
      }
      int plus = setting.indexOf('+');
      String first = plus < 0 ? setting : setting.substring(0, plus);
      String mode = plus < 0 ? "" : setting.substring(plus + 1);
      VersionWord least = own;
      String name = go.release();
      String why = "";
      if (setting.equals(AUTO) || setting.equals(PATH)) {
        mode = setting;
      } else {
        boolean known =
            (plus < 0 || mode.equals(AUTO) || mode.equals(PATH)) && first.equals(first.strip());
        Optional<VersionWord> named = first.equals(LOCAL) ? Optional.of(own) : word(first);
        if (named.isEmpty() || !known) {
          return refuses("", "go knows no such GOTOOLCHAIN", Reason.SETTING);
        }
        if (!first.equals(LOCAL)) {
          least = named.get();
          name = first;
          why = "GOTOOLCHAIN=" + setting + place();
        }
      }
      return mode.isEmpty()
          ? started(go, own, name, least, why)
          : byProject(go, own, name, least, why);
    }

    private GoChoice byProject(
        GoFacts go, VersionWord own, String name, VersionWord least, String why) {
      String line = project.toolchainLine();
      if (line.equals("default")) {
        return started(go, own, name, least, why);
      }
      VersionWord best = least;
      String bestName = name;
      String because = why;
      if (!line.isEmpty()) {
        Optional<VersionWord> tool = word(line);
        if (tool.isEmpty()) {
          return refuses(
              "",
              place(project.toolchainLineNumber()) + ": invalid toolchain '" + line + "'",
              Reason.PROJECT);
        }
        if (tool.get().compareTo(best) > 0) {
          best = tool.get();
          bestName = line;
          because = place(project.toolchainLineNumber()) + " says toolchain " + line;
        }
      }
      VersionWord wanted = goLine();
      if (wanted != null && wanted.compareTo(best) > 0) {
        best = wanted.release();
        bestName = "go" + best;
        because = place(project.goLineNumber()) + " says go " + project.goLine();
      }
      return started(go, own, bestName, best, because);
    }

    /** What go does once it knows the name of the toolchain. */
    private GoChoice started(
        GoFacts go, VersionWord own, String name, VersionWord version, String why) {
      if (name.equals(go.release())) {
        return stays(go, own, setting.startsWith(LOCAL) ? "GOTOOLCHAIN=" + setting + place() : "");
      }
      GoChoice wrong = wrong(name, version);
      if (wrong != null) {
        return wrong;
      }
      for (String command : capture.namedGos()) {
        int end = Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1;
        String base = command.substring(end);
        if (base.equals(name) || base.equals(name + ".exe")) {
          return new GoChoice(
              Outcome.SWITCHES, name, why + "; PATH has it: " + command, Reason.NONE);
        }
      }
      if (capture.value("GOSUMDB").equals("off")) {
        return refuses(name, why + ", and with GOSUMDB=off go does not trust it", Reason.NOWHERE);
      }
      if (setting.equals(PATH) || setting.endsWith("+path")) {
        return refuses(
            name,
            why + ", and GOTOOLCHAIN=" + setting + place() + " takes only what is on PATH",
            Reason.FORBIDDEN);
      }
      if (capture.cached().contains(name + "." + go.platform().replace('/', '-'))) {
        return new GoChoice(Outcome.SWITCHES, name, why + "; the module cache has it", Reason.NONE);
      }
      return download(name, version, why);
    }

    private GoChoice download(String name, VersionWord version, String why) {
      if (version.isPartial() && version.minor() >= FIRST_THAT_SWITCHES) {
        return refuses(
            name, why + ": that is a language version, and no toolchain is called so", of(name));
      }
      if (name.indexOf('-') >= 0) {
        Reason reason = of(name) == Reason.SETTING ? Reason.SETTING : Reason.NOWHERE;
        return refuses(name, why + ": no toolchain of that name is published", reason);
      }
      if (capture.value("GOPROXY").equals("off")) {
        return refuses(name, why + ", and GOPROXY=off forbids to download it", Reason.NOWHERE);
      }
      return new GoChoice(Outcome.DOWNLOADS, name, why, Reason.NONE);
    }

    /** {@return where a name is from} */
    private Reason of(String name) {
      boolean isSaid = setting.equals(name) || setting.startsWith(name + "+");
      return isSaid ? Reason.SETTING : Reason.PROJECT;
    }

    private GoChoice stays(GoFacts go, VersionWord own, String why) {
      GoChoice wrong = wrong(go.release(), own);
      if (wrong != null) {
        return wrong;
      }
      String because =
          !why.isEmpty()
              ? why
              : project.exists() ? "it is new enough for " + project.file() : "no module";
      return new GoChoice(Outcome.ITSELF, go.release(), because, Reason.NONE);
    }

    /** {@return why a version does not work in the project, or null} */
    private @Nullable GoChoice wrong(String name, VersionWord version) {
      if (!GoFlags.last(capture.value("GOFLAGS"), "modfile").isEmpty()) {
        return null; // go reads another file, which is not looked at
      }
      for (String fault : project.faults()) {
        return refuses(name, project.file() + ": " + fault, Reason.PROJECT);
      }
      Map<String, Integer> known = capture.isWorkspace() ? OF_WORKSPACE : OF_MODULE;
      for (ProjectFacts.Directive one : project.directives()) {
        Integer since = known.get(one.word());
        if (since == null || version.minor() < since) {
          return refuses(
              name,
              place(one.line())
                  + ": unknown directive: "
                  + one.word()
                  + (since == null ? "" : ", which is of Go 1." + since),
              since == null ? Reason.PROJECT : Reason.TOO_OLD);
        }
      }
      if (version.minor() < FIRST_THAT_SWITCHES) {
        boolean advice = project.goLine().isEmpty() || project.goLine().matches("1\\.[0-9]+");
        return advice
            ? null // until then a later version is only mentioned where something fails
            : refuses(
                name,
                place(project.goLineNumber())
                    + ": invalid go version '"
                    + project.goLine()
                    + "' for "
                    + name,
                Reason.TOO_OLD);
      }
      VersionWord wanted = goLine();
      if (wanted != null && wanted.compareTo(version) > 0) {
        return refuses(
            name,
            place(project.goLineNumber())
                + " says go "
                + project.goLine()
                + ", and "
                + keeper()
                + " keeps it at "
                + name,
            Reason.FORBIDDEN);
      }
      if (wanted != null && isIdle()) {
        return refuses(
            name,
            place(project.toolchainLineNumber())
                + ": updates to go.mod needed, as toolchain "
                + project.toolchainLine()
                + " says no more than go "
                + project.goLine(),
            Reason.TIDY);
      }
      for (ProjectFacts.UsedModule used : project.used()) {
        VersionWord module = line(used.goLine());
        VersionWord work = wanted == null ? new VersionWord(18, 0, "", 0) : wanted;
        // Before it a later version was mere advice (gover.GoStrictVersion).
        if (module != null && module.minor() >= FIRST_THAT_SWITCHES && module.compareTo(work) > 0) {
          return refuses(
              name,
              "module "
                  + used.folder()
                  + " requires go >= "
                  + used.goLine()
                  + ", but "
                  + project.file()
                  + " lists go "
                  + (project.goLine().isEmpty() ? "1.18" : project.goLine()),
              Reason.WORKSPACE);
        }
      }
      return null;
    }

    /** Go takes such a line out, and may not do so by itself (modload, UpdateGoModFromReqs). */
    private boolean isIdle() {
      String line = project.toolchainLine();
      VersionWord said = word(line).orElse(null);
      return !line.isEmpty()
          && !capture.isWorkspace()
          && !GoFlags.last(capture.value("GOFLAGS"), "mod").equals("mod")
          && (said == null
              || said.minor() < FIRST_THAT_SWITCHES
              || line.equals("go" + project.goLine()));
    }

    private String keeper() {
      if (setting.isEmpty()) {
        return "nothing sets GOTOOLCHAIN, which";
      }
      boolean byProject = project.toolchainLine().equals("default") && !setting.startsWith(LOCAL);
      return byProject ? "toolchain default" : "GOTOOLCHAIN=" + setting + place();
    }

    private static GoChoice refuses(String version, String why, Reason reason) {
      return new GoChoice(Outcome.REFUSES, version, why, reason);
    }

    private String place() {
      return capture
          .layer("GOTOOLCHAIN")
          .map(one -> one.place().isEmpty() ? "" : " (" + one.place() + ")")
          .orElse("");
    }

    private String place(int line) {
      return project.file() + ":" + line;
    }

    private @Nullable VersionWord goLine() {
      return line(project.goLine());
    }

    private static @Nullable VersionWord line(String text) {
      return VersionWord.parse(text)
          .filter(one -> one.minor() >= 0)
          .map(VersionWord::ordered)
          .orElse(null);
    }
  }
}
