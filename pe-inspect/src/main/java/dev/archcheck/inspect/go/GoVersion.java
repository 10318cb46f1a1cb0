package dev.archcheck.inspect.go;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of Go: {@code go1.26.8}, {@code go1.27rc1}, {@code go1.21}. Ordered as Go orders them
 * (Go, internal/gover): since 1.21 {@code go1.21} is the language, before the first release
 * candidate, which is before {@code go1.21.0}; up to 1.20 {@code go1.20} is the release itself.
 *
 * @param minor the number behind {@code go1.}
 * @param patch the third number, -1 where there is none
 * @param kind {@code alpha}, {@code beta}, {@code rc} or the empty string
 * @param pre the number of the beta or release candidate, else 0
 */
public record GoVersion(int minor, int patch, String kind, int pre)
    implements Comparable<GoVersion> {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:go)?1(?:\\.(0|[1-9]\\d{0,5})(?:\\.(0|[1-9]\\d{0,5}))?)?(?:(alpha|beta|rc)(0|[1-9]\\d{0,5}))?");

  /** Up to 1.20 the first release of a version had no third number. */
  private static final int FIRST_WITH_ZERO = 21;

  /**
   * {@return a version, with or without {@code go} in front} What a vendor or an experiment adds
   * behind a blank, a hyphen or a plus is passed over; {@code devel} is no version.
   */
  public static Optional<GoVersion> parse(String text) {
    int end = 0;
    while (end < text.length() && " -+".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    Matcher form = FORM.matcher(text.substring(0, end));
    if (!form.matches()) {
      return Optional.empty();
    }
    int minor = number(form.group(1), 0);
    String kind = form.group(3) == null ? "" : form.group(3);
    int none = minor < FIRST_WITH_ZERO && kind.isEmpty() ? 0 : -1;
    return Optional.of(
        new GoVersion(minor, number(form.group(2), none), kind, number(form.group(4), 0)));
  }

  private static int number(@Nullable String digits, int none) {
    return digits == null ? none : Integer.parseInt(digits);
  }

  /** {@return whether only the first two numbers are said, which stands for all of its releases} */
  public boolean isLanguage() {
    return patch < 0 && kind.isEmpty();
  }

  @Override
  public int compareTo(GoVersion other) {
    int order = Integer.compare(minor, other.minor);
    if (order == 0) {
      order = Integer.compare(patch, other.patch);
    }
    if (order == 0) {
      order = kind.compareTo(other.kind);
    }
    return order != 0 ? order : Integer.compare(pre, other.pre);
  }

  /** {@return the version as Go spells it} */
  @Override
  public String toString() {
    String text = "go1." + minor;
    boolean silent = patch < 0 || (patch == 0 && minor < FIRST_WITH_ZERO);
    return text + (silent ? "" : "." + patch) + kind + (kind.isEmpty() ? "" : pre);
  }
}
