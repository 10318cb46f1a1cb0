package dev.archcheck.toolchain.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What go refuses in GOFLAGS (cmd/go/internal/base, InitGOFLAGS and SetFromGOFLAGS;
 * cmd/internal/quoted, Split).
 */
final class GoFlags {

  /** The first minor version of Go whose flags are known here. */
  static final int FIRST = 19;

  /** The last one. */
  static final int LAST = 26;

  /** Flags of all commands that build, and mean nothing without a value. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "asmflags",
          "buildmode",
          "compiler",
          "gccgoflags",
          "gcflags",
          "installsuffix",
          "ldflags",
          "mod",
          "modfile",
          "overlay",
          "p",
          "pgo",
          "pkgdir",
          "tags",
          "toolexec");

  /** The other flags of any command, of all versions that are known (hasFlag). */
  private static final Set<String> FLAGS =
      Set.of(
          "C",
          "a",
          "artifacts",
          "asan",
          "bench",
          "benchmem",
          "benchtime",
          "blockprofile",
          "blockprofilerate",
          "buildvcs",
          "c",
          "cache",
          "changed",
          "compat",
          "compiled",
          "count",
          "cover",
          "covermode",
          "coverpkg",
          "coverprofile",
          "cpu",
          "cpuprofile",
          "d",
          "debug-actiongraph",
          "debug-runtime-trace",
          "debug-trace",
          "deps",
          "diff",
          "dropexclude",
          "dropgodebug",
          "dropignore",
          "dropreplace",
          "droprequire",
          "dropretract",
          "droptool",
          "dropuse",
          "e",
          "exclude",
          "exec",
          "export",
          "f",
          "failfast",
          "find",
          "fix",
          "fmt",
          "fullpath",
          "fuzz",
          "fuzzcache",
          "fuzzminimizetime",
          "fuzztime",
          "go",
          "godebug",
          "i",
          "ignore",
          "insecure",
          "json",
          "linkshared",
          "list",
          "m",
          "memprofile",
          "memprofilerate",
          "modcache",
          "modcacherw",
          "module",
          "msan",
          "mutexprofile",
          "mutexprofilefraction",
          "n",
          "o",
          "outputdir",
          "parallel",
          "print",
          "r",
          "race",
          "replace",
          "require",
          "retract",
          "retracted",
          "reuse",
          "run",
          "short",
          "shuffle",
          "skip",
          "t",
          "test",
          "testcache",
          "timeout",
          "tool",
          "toolchain",
          "trace",
          "trimpath",
          "u",
          "use",
          "v",
          "vendor",
          "versions",
          "vet",
          "vettool",
          "w",
          "work",
          "x");

  /** Flags of all commands that build, and are on or off. */
  private static final Set<String> SWITCHES =
      Set.of(
          "a",
          "asan",
          "cover",
          "linkshared",
          "modcacherw",
          "msan",
          "n",
          "race",
          "trimpath",
          "v",
          "work",
          "x");

  /** strconv.ParseBool. */
  private static final Set<String> BOOLEAN =
      Set.of("1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False");

  /** What the others take that know their values. */
  private static final Map<String, Set<String>> VALUES =
      Map.of(
          "buildmode",
          Set.of("archive", "c-archive", "c-shared", "default", "exe", "pie", "plugin", "shared"),
          "compiler",
          Set.of("gc", "gccgo"),
          "covermode",
          Set.of("set", "count", "atomic"),
          "mod",
          Set.of("", "mod", "readonly", "vendor"));

  /** The flags of tests may have it in front. */
  private static final String OF_TESTS = "test.";

  private GoFlags() {}

  /**
   * {@return why go stops at a value, or the empty string}
   *
   * @param namesAreKnown whether the version of go is one whose flags are known
   * @param inWorkspace whether a go.work is in effect
   */
  static String fault(String value, boolean namesAreKnown, boolean inWorkspace) {
    List<String> words = new ArrayList<>();
    if (split(value, words)) {
      return "parsing $GOFLAGS: a quote does not end";
    }
    // Go looks at the form of all before it takes the first.
    String form = first(words, flag -> form(flag, namesAreKnown));
    return form.isEmpty() ? first(words, flag -> value(flag, inWorkspace)) : form;
  }

  private static String first(List<String> flags, UnaryOperator<String> look) {
    return flags.stream().map(look).filter(what -> !what.isEmpty()).findFirst().orElse("");
  }

  private static String form(String flag, boolean namesAreKnown) {
    if (!flag.matches("--?[^-=].*")) {
      return "parsing $GOFLAGS: non-flag \"" + flag + "\"";
    }
    String name = name(flag);
    String plain = name.startsWith(OF_TESTS) ? name.substring(OF_TESTS.length()) : name;
    boolean isKnown = WITH_VALUE.contains(name) || FLAGS.contains(plain);
    return isKnown || !namesAreKnown ? "" : "parsing $GOFLAGS: unknown flag -" + name;
  }

  private static String value(String flag, boolean inWorkspace) {
    String name = name(flag);
    int equals = flag.indexOf('=');
    String value = flag.substring(equals + 1);
    if (name.equals("C")) {
      return "-C flag must be first flag on command line";
    }
    if (equals < 0) {
      return WITH_VALUE.contains(name) ? "flag needs an argument: -" + name : "";
    }
    boolean isSwitch =
        SWITCHES.contains(name) || (name.equals("buildvcs") && !value.equals("auto"));
    if (isSwitch && !BOOLEAN.contains(value)) {
      return "invalid boolean value \"" + value + "\" for flag -" + name;
    }
    if (inWorkspace && name.equals("modfile") && !value.isEmpty()) {
      return "-modfile cannot be used in workspace mode";
    }
    if (inWorkspace && name.equals("mod") && value.equals("mod")) {
      return "-mod may only be set to readonly or vendor when in workspace mode";
    }
    boolean isKnown =
        name.equals("p")
            ? value.matches("\\+?[0-9]\\w*") && !value.matches("\\+?0+")
            : VALUES.getOrDefault(name, Set.of(value)).contains(value);
    return isKnown ? "" : "invalid value \"" + value + "\" for flag -" + name;
  }

  private static String name(String flag) {
    int equals = flag.indexOf('=');
    return flag.substring(flag.startsWith("--") ? 2 : 1, equals < 0 ? flag.length() : equals);
  }

  /** {@return the value of the last flag of a name, or the empty string} */
  static String last(String value, String name) {
    List<String> words = new ArrayList<>();
    boolean _ = split(value, words);
    return words.reversed().stream()
        .filter(flag -> flag.startsWith("-") && name(flag).equals(name))
        .findFirst()
        .map(flag -> flag.substring(flag.indexOf('=') + 1))
        .orElse("");
  }

  /** {@return whether a word begins with a quote that does not end; it is the last word then} */
  static boolean split(String text, List<String> words) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '\'' || c == '"') {
        int end = text.indexOf(c, at + 1);
        words.add(text.substring(at + 1, end < 0 ? text.length() : end));
        if (end < 0) {
          return true;
        }
        at = end + 1;
      } else {
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
          end++;
        }
        words.add(text.substring(at, end));
        at = end;
      }
    }
    return false;
  }
}
