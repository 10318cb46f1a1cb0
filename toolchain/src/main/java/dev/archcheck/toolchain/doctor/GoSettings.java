package dev.archcheck.toolchain.doctor;

import dev.archcheck.verify.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of settings that go heeds. */
final class GoSettings {

  /** What {@code go env} lists and a person can set (cmd/go/internal/cfg, KnownEnv; Go 1.27). */
  static final List<String> OF_GO =
      List.of(
          "AR",
          "CC",
          "CGO_CFLAGS",
          "CGO_CPPFLAGS",
          "CGO_CXXFLAGS",
          "CGO_ENABLED",
          "CGO_FFLAGS",
          "CGO_LDFLAGS",
          "CXX",
          "FC",
          "GCCGO",
          "GO111MODULE",
          "GO386",
          "GOAMD64",
          "GOARCH",
          "GOARM",
          "GOARM64",
          "GOAUTH",
          "GOBIN",
          "GOCACHE",
          "GOCACHEPROG",
          "GODEBUG",
          "GOENV",
          "GOEXE",
          "GOEXPERIMENT",
          "GOFIPS140",
          "GOFLAGS",
          "GOINSECURE",
          "GOMIPS",
          "GOMIPS64",
          "GOMODCACHE",
          "GONOPROXY",
          "GONOSUMDB",
          "GOOS",
          "GOPATH",
          "GOPPC64",
          "GOPRIVATE",
          "GOPROXY",
          "GORISCV64",
          "GOROOT",
          "GOSUMDB",
          "GOTELEMETRYDIR",
          "GOTMPDIR",
          "GOTOOLCHAIN",
          "GOVCS",
          "GOWASM",
          "GOWORK",
          "PKG_CONFIG");

  /** Not of go itself, but of the parts that it uses for certificates and proxies. */
  static final List<String> HEEDED =
      List.of(
          "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "ALL_PROXY");

  /** Where os.UserCacheDir and os.UserConfigDir look first, elsewhere than on Windows and macOS. */
  static final List<String> PLACES = List.of("XDG_CACHE_HOME", "XDG_CONFIG_HOME");

  /** Of the runtime of Go programs, of building Go itself, and what {@code go env} only reports. */
  static final List<String> OTHERS =
      List.of(
          "GOCOVERDIR",
          "GOGC",
          "GOGCCFLAGS",
          "GOHOSTARCH",
          "GOHOSTOS",
          "GOMAXPROCS",
          "GOMEMLIMIT",
          "GOMOD",
          "GOPACKAGESDRIVER",
          "GOROOT_BOOTSTRAP",
          "GOROOT_FINAL",
          "GORACE",
          "GOTELEMETRY",
          "GOTOOLDIR",
          "GOTRACEBACK",
          "GOVERSION",
          "GO_ENV");

  /** What articles name, and go never knew. */
  private static final Set<String> NEVER = Set.of("GOTRUST", "GONOSUMCHECK", "GONOVERIFY");

  /** What go takes from the environment alone, whatever its file says (envcmd, checkEnvWrite). */
  static final Set<String> OF_ENVIRONMENT_ONLY = Set.of("GODEBUG", "GOENV", "GOEXE");

  /** What people write before a name, and behind it: {@code export GOFLAGS}, {@code GOFLAGS:}. */
  private static final Pattern OF_A_LINE =
      Pattern.compile("[\\s\\uFEFF]*(?:export\\s+|set\\s+)?([A-Za-z0-9_]+)(?:[\\s:].*)?$");

  private static final int SHORT = 8;
  private static final int PREFIX = 4;

  private GoSettings() {}

  /** {@return whether a name looks as if it were meant for go, and is unknown to it} */
  static boolean isLikeOne(String name) {
    return NEVER.contains(name) || !meant(name).isEmpty();
  }

  /** {@return what an unknown name was probably meant to be, or the empty string} */
  static String meant(String name) {
    if (NEVER.contains(name)) {
      return "";
    }
    Matcher line = OF_A_LINE.matcher(name);
    if (line.lookingAt()) {
      String plain = line.group(1).toUpperCase(Locale.ROOT);
      if (!name.equals(plain) && plain.startsWith("GO") && OF_GO.contains(plain)) {
        return plain;
      }
    }
    boolean begins =
        name.startsWith("GO")
            || name.startsWith("CGO_")
            || name.startsWith("HTTP")
            || name.startsWith("SSL_CERT");
    List<String> known = new ArrayList<>(OF_GO);
    known.remove("GOEXE"); // nobody sets it
    known.addAll(HEEDED);
    if (!begins || known.contains(name) || OTHERS.contains(name) || name.equals("GOEXE")) {
      return "";
    }
    String nearest = Spelling.nearest(name, known);
    boolean isLong =
        nearest.length() > SHORT
            && name.length() > PREFIX
            && nearest.startsWith(name.substring(0, PREFIX));
    return isLong || isOneSlip(name, nearest) ? nearest : "";
  }

  /** Short names are alike by chance: a letter too many, too few, another, or two swapped. */
  private static boolean isOneSlip(String one, String other) {
    int start = 0;
    int least = Math.min(one.length(), other.length());
    while (start < least && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < least - start
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    String first = one.substring(start, one.length() - end);
    String second = other.substring(start, other.length() - end);
    boolean swapped =
        first.length() == 2 && new StringBuilder(first).reverse().toString().equals(second);
    return (first.length() <= 1 && second.length() <= 1) || swapped;
  }
}
