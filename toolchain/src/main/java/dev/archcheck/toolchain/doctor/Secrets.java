package dev.archcheck.toolchain.doctor;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Leaves user names and passwords out of settings that hold addresses. */
final class Secrets {

  private static final String HIDDEN = "***@";
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

  /** {@code -X} of the linker gives a variable of the program a value, in quotes of any kind. */
  private static final String LINKED = "-X";

  private static final Pattern QUERY = Pattern.compile("([?#])[^,|\\s]*");

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
      int linked = value.indexOf(LINKED);
      return linked < 0
          ? words(value, upper)
          : words(value.substring(0, linked), upper) + LINKED + " " + CUT;
    }
    return words(value, upper);
  }

  private static String words(String value, String upper) {
    boolean list = upper.equals("GOPROXY");
    StringBuilder text = new StringBuilder(value.length());
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      boolean separates =
          i == value.length()
              || Character.isWhitespace(value.charAt(i))
              || (list && ",|".indexOf(value.charAt(i)) >= 0);
      if (separates) {
        text.append(word(value.substring(start, i), ADDRESSES.contains(upper)));
        text.append(i < value.length() ? value.substring(i, i + 1) : "");
        start = i + 1;
      }
    }
    return list ? QUERY.matcher(text).replaceAll("$1" + CUT) : text.toString();
  }

  /** {@return what stands before the part that was left out} */
  static String shown(String value) {
    int cut = value.indexOf(CUT);
    return cut < 0 ? value : value.substring(0, cut);
  }

  /** {@return whether something was left out of a value, so that no command may have it} */
  static boolean isHidden(String value) {
    return value.contains(HIDDEN) || value.contains(CUT);
  }

  /** A password may hold an at sign itself: the last one ends it. */
  private static String word(String word, boolean isAddress) {
    int at = word.lastIndexOf('@');
    int scheme = word.indexOf(SCHEME_END);
    if (at < 0 || (scheme < 0 && !isAddress) || scheme > at) {
      return word;
    }
    int from = scheme < 0 ? 0 : scheme + SCHEME_END.length();
    return word.substring(0, from) + HIDDEN + word.substring(at + 1);
  }
}
