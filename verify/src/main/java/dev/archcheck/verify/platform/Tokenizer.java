package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a name into words; of words that begin with one another the longest is taken. */
final class Tokenizer {

  /** A longer name is not made of platform words; its end says as much as all of it. */
  private static final int MAX_LENGTH = 256;

  /** {@code ubuntu2204}; more digits are something else. */
  private static final int MAX_VERSION_DIGITS = 4;

  private static final Word BITS_64 = Word.bits(64);
  private static final Word BITS_32 = Word.bits(32);
  private static final Word I386 = Word.weakArch(Arch.I386);
  private static final Word PYTHON = Word.role(Word.Role.PYTHON);

  private final String name;
  private final int limit;
  private final List<Token> tokens = new ArrayList<>(8);

  private Tokenizer(String name, int limit) {
    this.name = name;
    this.limit = limit;
  }

  /** {@return the words of a name in lower case, up to {@code limit}} */
  static List<Token> split(String name, int limit) {
    Tokenizer tokenizer = new Tokenizer(name, limit);
    int at = tokenizer.skipSeparators(Math.max(0, limit - MAX_LENGTH));
    while (at < limit) {
      at = tokenizer.skipSeparators(tokenizer.take(at));
    }
    return tokenizer.tokens;
  }

  private int skipSeparators(int from) {
    int at = from;
    while (at < limit && !isWord(name.charAt(at))) {
      at++;
    }
    return at;
  }

  private int endOfPart(int from) {
    int at = from;
    while (at < limit && isWord(name.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c > 0x7F;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int take(int start) {
    int end = endOfPart(start);
    String part = name.substring(start, end);
    if (part.length() <= 3
        && (part.equals("g") || part.equals("c"))
        && name.startsWith("++", end)) {
      end = Math.min(limit, end + 2);
      part = name.substring(start, end);
    }
    if (Vocabulary.OF_RELEASES.beginsLonger(part)) {
      int longer = takeLonger(start, end, part);
      if (longer > 0) {
        return longer;
      }
    }
    add(part, start, end, isNumber(part) ? numberWord(part, start, end) : word(part));
    return end;
  }

  private int takeLonger(int start, int end, String first) {
    int longest = 0;
    Word found = null;
    StringBuilder joined = new StringBuilder(first);
    int at = end;
    for (int parts = 1; parts < Vocabulary.MAX_PARTS && at + 1 < limit; parts++) {
      int next = endOfPart(at + 1);
      // A plus joins two whole words, and two separators in a row part them.
      if (name.charAt(at) == '+' || next == at + 1) {
        break;
      }
      joined.append('_').append(name, at + 1, next);
      Word word = Vocabulary.OF_RELEASES.get(joined.toString());
      if (word != null) {
        found = word;
        longest = next;
      }
      at = next;
    }
    if (found != null) {
      add(name.substring(start, longest), start, longest, found);
    }
    return longest;
  }

  private void add(String text, int start, int end, @Nullable Word word) {
    char separator = start == 0 ? 0 : name.charAt(start - 1);
    tokens.add(new Token(text, start, end, separator, word, word == null && isNumber(text)));
  }

  private static boolean isNumber(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (!isDigit(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Word word(String part) {
    Word word = Vocabulary.OF_RELEASES.get(part);
    if (word != null || !isDigit(part.charAt(part.length() - 1))) {
      return word;
    }
    int end = part.length();
    while (end > 0 && isDigit(part.charAt(end - 1))) {
      end--;
    }
    if (part.length() - end > MAX_VERSION_DIGITS) {
      return null;
    }
    String stem = part.substring(0, end);
    if (stem.equals("cp") || stem.equals("pypy") || stem.equals("graalpy")) {
      return PYTHON;
    }
    return Vocabulary.OF_RELEASES.getVersioned(stem);
  }

  /** Numbers are versions, but for three that stand right beside a system. */
  private @Nullable Word numberWord(String part, int start, int end) {
    char before = start == 0 ? 0 : name.charAt(start - 1);
    if (before == '.' || (end < limit && name.charAt(end) == '.' && part.length() < 3)) {
      return null;
    }
    Token last = tokens.isEmpty() ? null : tokens.getLast();
    boolean afterOs = last != null && last.namesOs() && !last.namesArch();
    return switch (part) {
      case "64" -> afterOs ? BITS_64 : null;
      case "32" -> afterOs ? BITS_32 : null;
      case "386" -> afterOs || beforePlatform(end) ? I386 : null;
      default -> null;
    };
  }

  private boolean beforePlatform(int end) {
    int start = skipSeparators(end);
    if (start >= limit) {
      return false;
    }
    Word next = word(name.substring(start, endOfPart(start)));
    return next != null && (next.namesOs() || !next.arches().isEmpty());
  }
}
