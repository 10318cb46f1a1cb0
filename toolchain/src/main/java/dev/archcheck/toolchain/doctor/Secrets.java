package dev.archcheck.toolchain.doctor;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leaves user names and passwords out of settings that hold addresses. */
final class Secrets {

  private static final String HIDDEN = "***@";

  /** The same of what no address may have there. */
  private static final String WRONG = "***!@";

  private static final String CUT = "…";
  private static final String SCHEME_END = "://";

  /** What go and its parts take for addresses also without a scheme. */
  private static final Set<String> ADDRESSES =
      Set.of(
          "GOPROXY",
          "GOSUMDB",
          "GOPRIVATE",
          "GONOPROXY",
          "GONOSUMDB",
          "GOINSECURE",
          "HTTPS_PROXY",
          "HTTP_PROXY",
          "ALL_PROXY");

  /** What go runs, with what only that has to know. */
  private static final Set<String> COMMANDS = Set.of("GOAUTH", "GOCACHEPROG");

  /** {@code -X} of the linker gives a variable of the program a value; flags stay. */
  private static final Pattern LINKED = Pattern.compile("(-X=?|-[^\\s\"']*)|[^\\s\"']+");

  /** What an address may have before the at sign as it is (net/url, validUserinfo). */
  private static final Pattern USER =
      Pattern.compile("(?:[A-Za-z0-9._:~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})*+");

  /** One that stands in the middle of a word is of a password. */
  private static final Pattern SCHEME = Pattern.compile("(?<![^,|\\s])[A-Za-z][A-Za-z0-9+.-]*://");

  /** What follows the slash is no part of a user then; digits may be a port, or of a password. */
  private static final Pattern HOST_AND_PATH =
      Pattern.compile("(?:\\[[^\\]\\s]*\\]|[^\\s/@:?#,|]+)(:[0-9]*)?[/?#]");

  /** Up to the next address of a list. */
  private static final Pattern QUERY =
      Pattern.compile("([?#])(?:(?![,|]\\s*(?:direct|off|[A-Za-z][A-Za-z0-9+.-]*://))\\S)*+");

  private Secrets() {}

  /** {@return a value without what stands before an at sign in the addresses in it} */
  static String hidden(String name, String value) {
    String meant = GoSettings.meant(name);
    String upper = (meant.isEmpty() ? name : meant).toUpperCase(Locale.ROOT);
    if (COMMANDS.contains(upper)) {
      int end = 0;
      while (end < value.length() && !Character.isWhitespace(value.charAt(end))) {
        end++;
      }
      return end == value.length() ? value : value.substring(0, end) + " " + CUT;
    }
    if (upper.equals("GOFLAGS")) {
      int linked = value.indexOf("-X");
      return linked < 0
          ? words(value)
          : words(value.substring(0, linked))
              + LINKED
                  .matcher(value.substring(linked))
                  .replaceAll(one -> one.group(1) != null ? one.group(1) : CUT);
    }
    return ADDRESSES.contains(upper) ? addresses(value, upper.equals("GOPROXY")) : words(value);
  }

  /** A password may hold what separates addresses: one goes on to where the next begins. */
  private static String addresses(String value, boolean isList) {
    StringBuilder text = new StringBuilder();
    Matcher scheme = SCHEME.matcher(value);
    int from = 0;
    while (scheme.find()) {
      text.append(address(value.substring(from, scheme.start()), false, isList));
      from = scheme.end();
      text.append(scheme.group());
      int next = scheme.find() ? scheme.start() : value.length();
      text.append(address(value.substring(from, next), true, isList));
      from = next;
      scheme.region(next, value.length());
    }
    text.append(address(value.substring(from), false, isList));
    return isList ? QUERY.matcher(text).replaceAll("$1" + CUT) : text.toString();
  }

  /** {@return what stands behind a scheme, or has none} In a path an at sign is one. */
  private static String address(String one, boolean hasScheme, boolean isList) {
    int at = one.lastIndexOf('@');
    Matcher host = HOST_AND_PATH.matcher(one);
    boolean isPath = hasScheme && host.lookingAt();
    if (at < 0 || (isPath && host.group(1) == null)) {
      return one;
    }
    String user = one.substring(0, at);
    boolean separates = isList && (user.indexOf(',') >= 0 || user.indexOf('|') >= 0);
    boolean isRight = !hasScheme || isPath || (USER.matcher(user).matches() && !separates);
    return (isRight ? HIDDEN : WRONG) + one.substring(at + 1);
  }

  private static String words(String value) {
    StringBuilder text = new StringBuilder(value.length());
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || Character.isWhitespace(value.charAt(i))) {
        text.append(word(value.substring(start, i)));
        text.append(i < value.length() ? value.substring(i, i + 1) : "");
        start = i + 1;
      }
    }
    return text.toString();
  }

  /** {@return whether what was left out of an address may not stand in one as it does} */
  static boolean isWrong(String value) {
    return value.contains(WRONG);
  }

  /** {@return whether something was left out of a value, so that no command may have it} */
  static boolean isHidden(String value) {
    return value.contains(HIDDEN) || value.contains(WRONG) || value.contains(CUT);
  }

  /** A password may hold an at sign itself: the last one ends it. */
  private static String word(String word) {
    int at = word.lastIndexOf('@');
    int scheme = word.indexOf(SCHEME_END);
    return scheme < 0 || scheme > at
        ? word
        : word.substring(0, scheme + SCHEME_END.length()) + HIDDEN + word.substring(at + 1);
  }
}
