package dev.archcheck.toolchain.activate;

import java.util.Comparator;
import java.util.Optional;

/**
 * A version as people write it into files, without {@code go} in front: {@code 1.27.0}, {@code
 * 1.27rc1}, or the beginning of some, {@code 1.27} and {@code 1}. Nothing else is one: what is read
 * from a file of a stranger goes no further (CVE-2023-39320).
 *
 * @param minor the number behind {@code 1.}, -1 where there is none
 * @param patch the third number, -1 where there is none
 * @param kind {@code alpha}, {@code beta}, {@code rc} or the empty string
 * @param pre the number of the alpha, beta or release candidate, else 0
 */
public record VersionWord(int minor, int patch, String kind, int pre)
    implements Comparable<VersionWord> {

  private static final String[] KINDS = {"alpha", "beta", "rc"};
  private static final int MAX_DIGITS = 6;

  /** Up to 1.20 the first release of a version had no third number. */
  private static final int FIRST_WITH_ZERO = 21;

  // As in internal/gover: a kind is later than none, since 1.21rc1 is later than the language 1.21.
  private static final Comparator<VersionWord> ORDER =
      Comparator.comparingInt(VersionWord::minor)
          .thenComparingInt(VersionWord::patch)
          .thenComparing(VersionWord::kind)
          .thenComparingInt(VersionWord::pre);

  /** {@return what a word says, if it is a version} */
  public static Optional<VersionWord> parse(String word) {
    if (word.equals("1")) {
      return Optional.of(new VersionWord(-1, -1, "", 0));
    }
    return word.startsWith("1.") ? parseRest(word.substring(2)) : Optional.empty();
  }

  private static Optional<VersionWord> parseRest(String rest) {
    int digits = digits(rest);
    int minor = number(rest.substring(0, digits));
    String tail = rest.substring(digits);
    if (minor < 0) {
      return Optional.empty();
    }
    if (tail.isEmpty()) {
      return Optional.of(new VersionWord(minor, -1, "", 0));
    }
    if (tail.startsWith(".")) {
      int patch = number(tail.substring(1));
      return patch < 0 ? Optional.empty() : Optional.of(new VersionWord(minor, patch, "", 0));
    }
    for (String kind : KINDS) {
      if (tail.startsWith(kind)) {
        int pre = number(tail.substring(kind.length()));
        return pre < 0 ? Optional.empty() : Optional.of(new VersionWord(minor, -1, kind, pre));
      }
    }
    return Optional.empty();
  }

  private static int digits(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
      count++;
    }
    return count;
  }

  /** {@return the number that a text is, or -1} */
  private static int number(String text) {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && digits(text) == text.length()
            && (text.length() == 1 || text.charAt(0) != '0');
    return isNumber ? Integer.parseInt(text) : -1;
  }

  /** {@return whether it leaves open which release is meant} */
  public boolean isPartial() {
    return patch < 0 && kind.isEmpty();
  }

  /** {@return it as Go compares it: up to 1.20 a version without a third number is a release} */
  public VersionWord ordered() {
    boolean isRelease = isPartial() && minor >= 0 && minor < FIRST_WITH_ZERO;
    return isRelease ? new VersionWord(minor, 0, "", 0) : this;
  }

  /** {@return the first release of a language version, which Go takes for it} */
  public VersionWord release() {
    return isPartial() ? new VersionWord(minor, 0, "", 0) : this;
  }

  @Override
  public int compareTo(VersionWord other) {
    return ORDER.compare(this, other);
  }

  /** {@return the version as Go spells it, without {@code go}} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("1");
    if (minor >= 0) {
      text.append('.').append(minor);
    }
    if (patch > 0 || (patch == 0 && minor >= FIRST_WITH_ZERO)) {
      text.append('.').append(patch);
    }
    if (!kind.isEmpty()) {
      text.append(kind).append(pre);
    }
    return text.toString();
  }
}
