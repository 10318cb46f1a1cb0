package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Settings of what go downloads, and of how it gets there. */
final class NetworkSettingRules {

  private static final List<String> PATTERNS =
      List.of("GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE");

  /** A verifier key of golang.org/x/mod/sumdb/note. */
  private static final Pattern KEY = Pattern.compile("[^+\\s]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]+=*");

  /** Names that go knows the keys of (cmd/go/internal/modfetch, key.go and sumdb.go). */
  private static final Set<String> USUAL = Set.of("sum.golang.org", "sum.golang.google.cn");

  /** What no module path has, and no pattern (golang.org/x/mod/module, CheckPath). */
  private static final Pattern NEVER_IN_A_PATH = Pattern.compile("[\\s;:|\"'`<>&=@]");

  private static final Pattern PROXY =
      Pattern.compile(
          "(?iU:(?:https?|socks5h?)://(?:[^\\s/]*@)?{host}(?:[/?#]\\S*)?|(?:[^\\s/]*@)?{host}(?:/(?!/)\\S*)?)"
              .replace(
                  "{host}",
                  "(?:\\[[0-9A-Fa-f:.]+(?:%25[\\w.~-]+)?\\]|(?!(?:direct|none|off)$)[\\w.-]+)"
                      + "(?::(?:\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5])?)?"));

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?iU:https?://(?:[^\\s/@]*@)?(?:\\[[0-9a-f:.]+(?:%25[\\w.~-]+)?\\]|[\\w.~-]+)(?::\\d*)?"
              + "(?:[/?#](?:[^\\s%;\"<>]|%[0-9a-f]{2})*+)?|file:///\\S*)");

  private final Settings all;

  NetworkSettingRules(Settings settings) {
    this.all = settings;
  }

  void judge() {
    users();
    patterns();
    insecure();
    proxy();
    sumdb();
    versionControl();
    debug();
    certificates();
    httpProxies();
  }

  /** net/url takes nothing behind them for a host then, and passwords are not sent in the clear. */
  private void users() {
    for (SettingFacts setting : all.capture.settings()) {
      String value = setting.value();
      boolean isClear =
          setting.name().equals("GOPROXY")
              && value.contains("http://***@")
              && all.value("GOINSECURE").isEmpty();
      if (Secrets.isWrong(value) || isClear) {
        all.add(
            Rule.SETTING_INVALID,
            Severity.ERROR,
            setting,
            setting.layers().getFirst(),
            isClear
                ? "refusing to pass credentials to insecure URL"
                : "user or password have characters that an address may not have there",
            "",
            List.of(
                Step.action(
                    isClear
                        ? "use https"
                        : "write each of these characters as % and two hexadecimal digits")));
      }
    }
  }

  /** A slash at the end is passed over since Go 1.18 (golang.org/x/mod/module). */
  private void patterns() {
    for (String name : PATTERNS) {
      all.setting(name)
          .filter(_ -> !all.has(Rule.SETTING_INVALID, name))
          .ifPresent(setting -> {
            List<String> mended = new ArrayList<>();
            String wrong = "";
            for (String pattern : setting.value().split(",", -1)) {
              String why = whyMatchesNothing(pattern);
              if (!why.isEmpty()) {
                wrong = "'" + pattern + "' " + why + " and matches no module path";
              }
              int scheme = pattern.indexOf("://");
              String bare = (scheme >= 0 ? pattern.substring(scheme + 3) : pattern).strip();
              mended.add(bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare);
            }
            if (!wrong.isEmpty()) {
              boolean leaks = !name.equals("GOINSECURE");
              Layer layer = setting.layers().getFirst();
              all.add(
                  Rule.SETTING_DEAD,
                  leaks ? Severity.ERROR : Severity.WARNING,
                  setting,
                  layer,
                  wrong + (leaks ? ", so that private paths go to public servers" : ""),
                  "the patterns are of module paths, and not of addresses",
                  mended.stream().allMatch(one -> whyMatchesNothing(one).isEmpty())
                      ? all.remedies.set(setting, layer, String.join(",", mended))
                      : List.of(Step.action("write it anew: path patterns with commas between")));
            }
          });
    }
  }

  /** {@return what a module path cannot have, or the empty string} Of a wrong glob go is silent. */
  private String whyMatchesNothing(String pattern) {
    if (pattern.contains("://")) {
      return "has a scheme";
    }
    if (pattern.endsWith("/") && all.isBefore(18)) {
      return "ends with a slash";
    }
    if (!pattern.isEmpty() && !pattern.strip().equals(pattern)) {
      return "has a blank at its end or before it";
    }
    Matcher other = NEVER_IN_A_PATH.matcher(pattern);
    if (other.find()) {
      return "has a " + (other.group().isBlank() ? "blank" : "'" + other.group() + "'");
    }
    return isGlob(pattern) ? "" : "is no pattern";
  }

  /** path.Match: a character class has something in it and an end, a backslash something behind. */
  private static boolean isGlob(String pattern) {
    boolean inClass = false;
    boolean isEmpty = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '[' && !inClass) {
        inClass = true;
        isEmpty = true;
        i += pattern.startsWith("^", i + 1) ? 1 : 0;
      } else if (c == ']' && inClass) {
        if (isEmpty) {
          return false;
        }
        inClass = false;
      } else {
        isEmpty = false;
        i += c == '\\' ? 1 : 0;
        if (i >= pattern.length()) {
          return false;
        }
      }
    }
    return !inClass;
  }

  /** It is for what is fetched without a module proxy. */
  private void insecure() {
    String proxies = all.value("GOPROXY");
    boolean direct = List.of(proxies.split("[,|]", -1)).contains("direct");
    String past =
        all.value("GONOPROXY").isEmpty() ? all.value("GOPRIVATE") : all.value("GONOPROXY");
    if (!proxies.isEmpty() && !direct && (past.isEmpty() || past.equals("none"))) {
      all.setting("GOINSECURE")
          .ifPresent(one ->
              all.add(
                  Rule.SETTING_DEAD,
                  one,
                  "GOPROXY has no direct, and nothing is fetched past it",
                  "it is for what is fetched directly"));
    }
  }

  private void proxy() {
    SettingFacts setting = all.setting("GOPROXY").orElse(null);
    if (setting == null || all.has(Rule.SETTING_INVALID, "GOPROXY")) {
      return;
    }
    List<String> entries = new ArrayList<>();
    for (String entry : setting.value().split("[,|]", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.strip());
      }
    }
    for (String entry : entries) {
      boolean isAddress =
          entry.contains("://") ? ADDRESS.matcher(entry).matches() : isWithoutScheme(entry);
      if (isNamed(entry) && (!isAddress || entry.indexOf(' ') >= 0)) {
        all.add(Rule.SETTING_INVALID, setting, entry + " is no address of a module proxy", "");
      }
    }
    if (entries.isEmpty()) {
      all.add(
          Rule.SETTING_INVALID,
          setting,
          "GOPROXY list is not the empty string, but contains no entries",
          "");
    }
    for (String end : List.of("off", "direct")) {
      int at = entries.indexOf(end);
      if (at >= 0 && at < entries.size() - 1) {
        all.add(
            Rule.SETTING_DEAD,
            setting,
            "what stands behind " + end + " is never asked",
            "off and direct end the list");
        return;
      }
    }
  }

  /** {@return whether Java could read it at all, which depends on the locale} */
  private static boolean isNamed(String value) {
    return value.indexOf('\uFFFD') < 0;
  }

  /** What go puts https in front of, and its own words (cmd/go/internal/modfetch, proxyList). */
  private static boolean isWithoutScheme(String entry) {
    return Set.of("direct", "off").contains(entry)
        || (!entry.startsWith("/")
            && !entry.contains(":/")
            && entry.chars().anyMatch(c -> ".:/@".indexOf(c) >= 0) // before an at sign was a colon
            && ADDRESS.matcher("https://" + entry).matches());
  }

  private void sumdb() {
    SettingFacts setting = all.setting("GOSUMDB").orElse(null);
    if (setting == null || all.has(Rule.SETTING_INVALID, "GOSUMDB")) {
      return;
    }
    String value = setting.value().strip();
    String first = value.split("\\s+", -1)[0];
    if (setting.value().equals("off")) {
      all.add(
          Rule.SETTING_LEFT,
          setting,
          "what go downloads for the first time is proven by nothing",
          "it was switched off to get past an error");
    } else if (value.split("\\s+", -1).length > 2) {
      all.add(Rule.SETTING_INVALID, setting, "too many fields", "");
    } else if (!KEY.matcher(first).matches() && !USUAL.contains(first)) {
      all.add(
          Rule.SETTING_INVALID,
          setting,
          "malformed verifier id",
          "the first word is name+hash+key, the second the address of the database");
    }
  }

  /** It is only read where something is fetched past the module proxies. */
  private void versionControl() {
    SettingFacts setting = all.setting("GOVCS").filter(one -> !one.value().isBlank()).orElse(null);
    if (setting == null) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (String item : setting.value().split(",", -1)) {
      String[] parts = item.split(":", 2);
      String wrong =
          item.isBlank()
              ? "empty entry in GOVCS"
              : parts.length < 2
                  ? "malformed entry in GOVCS (missing colon)"
                  : parts[0].isBlank()
                      ? "empty pattern in GOVCS"
                      : parts[1].isBlank()
                          ? "empty VCS list in GOVCS"
                          : parts[1].matches("(?s).*(?:\\|\\s*\\||\\|\\s*$).*|\\s*\\|.*")
                              ? "empty VCS name in GOVCS"
                              : !seen.add(parts[0].strip()) ? "unreachable pattern in GOVCS" : "";
      if (!wrong.isEmpty()) {
        Layer layer = setting.layers().getFirst();
        all.add(
            Rule.SETTING_INVALID,
            Severity.WARNING,
            setting,
            layer,
            wrong + ", so that go fetches nothing past the module proxies",
            "it is a list of patterns, each with a colon and the commands it may use");
        return;
      }
    }
  }

  /** Other programs know more forms than httpproxy, which passes over these. */
  private void noProxy(SettingFacts setting) {
    for (String entry : setting.value().split(",", -1)) {
      String host = entry.strip();
      String bare = host.startsWith("*.") ? host.substring(2) : host;
      boolean isPattern = !host.equals("*") && bare.indexOf('*') >= 0;
      String why =
          host.chars().anyMatch(Character::isWhitespace) || host.indexOf(';') >= 0
              ? "has no comma between its parts"
              : host.contains("://")
                  ? "has a scheme"
                  : isPattern || host.indexOf('<') >= 0 ? "is no name, suffix or network" : "";
      if (!why.isEmpty()) {
        Layer layer = setting.layers().getFirst();
        String mended = setting.value().strip().replaceAll("\\w+://|/+(?=[,;\\s]|$)", "");
        all.add(
            Rule.SETTING_DEAD,
            Severity.WARNING,
            setting,
            layer,
            "'" + host + "' " + why + ", and what it was to keep from the proxy goes there",
            "go takes names, suffixes, addresses and networks, with commas between",
            isPattern || host.indexOf('<') >= 0
                ? List.of(
                    Step.action("name a suffix or a network instead: .example.com, 10.0.0.0/8"))
                : all.remedies.set(setting, layer, mended.replaceAll("[\\s;,]+", ",")));
        return;
      }
    }
  }

  private void debug() {
    SettingFacts setting = all.setting("GODEBUG").orElse(null);
    if (setting == null || setting.of(Kind.ENVIRONMENT).isEmpty()) {
      return; // from elsewhere go does not take it at all
    }
    for (String one : setting.value().split(",", -1)) {
      int equals = one.indexOf('=');
      String name = equals < 0 ? one : one.substring(0, equals);
      String value = equals < 0 ? "" : one.substring(equals + 1);
      String why =
          switch (name) {
            case "httpproxy" -> "there is no httpproxy in GODEBUG; NO_PROXY keeps go from a proxy";
            case "netdns" -> netdns(value);
            default -> "";
          };
      if (!why.isEmpty()) {
        without(setting, one, why);
      }
    }
  }

  /** The other words of the setting stay. */
  private void without(SettingFacts setting, String word, String why) {
    List<String> rest = new ArrayList<>(List.of(setting.value().split(",", -1)));
    rest.remove(word);
    Layer whole = setting.layers().getFirst();
    Layer part = new Layer(whole.kind(), whole.place(), word);
    all.add(
        Rule.SETTING_DEAD,
        Severity.WARNING,
        setting,
        part,
        why,
        "",
        rest.isEmpty()
            ? all.remedies.unset(setting, whole)
            : all.remedies.set(setting, whole, String.join(",", rest)));
  }

  /** net/conf.go, goDebugNetDNS: a digit, go or cgo, joined by a plus. */
  private String netdns(String value) {
    for (String word : value.split("\\+", -1)) {
      if (!word.matches("[0-9]+|go|cgo")) {
        return "netdns knows go, cgo and a digit only";
      }
    }
    boolean asksSystem = all.machine.os().equals(Os.WINDOWS) || all.machine.os().equals(Os.DARWIN);
    return asksSystem ? "here go always asks the system for names" : "";
  }

  /** Until Go 1.27 the systems that have a store of their own did not look at them. */
  private void certificates() {
    boolean own = all.machine.os().equals(Os.WINDOWS) || all.machine.os().equals(Os.DARWIN);
    for (String name : List.of("SSL_CERT_FILE", "SSL_CERT_DIR")) {
      all.setting(name)
          .ifPresent(one -> {
            if (own && all.isBefore(27)) {
              all.add(Rule.SETTING_DEAD, one, "before Go 1.27 it is not heeded on this system", "");
            } else if (all.capture.absent().contains(name)) {
              all.add(Rule.SETTING_DEAD, one, "nothing is there, and go says nothing of that", "");
            }
          });
    }
  }

  /** golang.org/x/net/http/httpproxy: upper case first. */
  private void httpProxies() {
    for (String name : List.of("HTTPS_PROXY", "HTTP_PROXY")) {
      all.setting(name)
          .or(() -> all.setting(name.toLowerCase(Locale.ROOT)))
          .filter(one -> !Secrets.isWrong(one.value()) && isNamed(one.value()))
          .filter(one -> !PROXY.matcher(one.value()).matches())
          .ifPresent(one ->
              all.add(
                  Rule.SETTING_INVALID,
                  one,
                  "it is no address of a proxy that go knows: http, https, socks5 or socks5h, and"
                      + " host:port",
                  "go takes what it cannot read for the name of a host; NO_PROXY=* is for none"));
    }
    boolean hasProxy =
        Stream.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
            .anyMatch(name -> all.setting(name).isPresent());
    all.setting("NO_PROXY")
        .or(() -> all.setting("no_proxy"))
        .filter(_ -> hasProxy)
        .ifPresent(this::noProxy);
    for (String name : List.of("HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")) {
      SettingFacts lower = all.setting(name.toLowerCase(Locale.ROOT)).orElse(null);
      String upper = all.value(name);
      if (lower != null && !upper.isEmpty() && !upper.equals(lower.value())) {
        all.add(
            Rule.SETTING_DEAD,
            lower,
            name + " says " + upper,
            "go takes the name in capital letters first; other programs take the other");
      }
    }
    all.setting("ALL_PROXY")
        .filter(_ -> all.value("HTTPS_PROXY").isEmpty() && all.value("https_proxy").isEmpty())
        .ifPresent(
            one -> all.add(Rule.SETTING_DEAD, one, "go knows HTTPS_PROXY and HTTP_PROXY only", ""));
  }
}
