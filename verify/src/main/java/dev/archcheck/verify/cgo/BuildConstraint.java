package dev.archcheck.verify.cgo;

import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.policy.GoTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Go file would belong to a build without cgo: its {@code //go:build} line, or the {@code
 * // +build} lines of old ones, as {@code go help buildconstraint} describes them, and the target
 * in its name.
 */
final class BuildConstraint {

  private static final String LINE = "//go:build";
  private static final Pattern OLD_LINE = Pattern.compile("//\\s*\\+build\\s+(\\S.*)");
  private static final int MAX_DEPTH = 100;

  private static final Set<String> UNIX =
      Set.of(
          "aix",
          "android",
          "darwin",
          "dragonfly",
          "freebsd",
          "hurd",
          "illumos",
          "ios",
          "linux",
          "netbsd",
          "openbsd",
          "solaris");

  private final String text;
  private final Platform target;
  private final boolean cgo;
  private int at;
  private int depth;

  private BuildConstraint(String text, Platform target, boolean cgo) {
    this.text = text;
    this.target = target;
    this.cgo = cgo;
  }

  /** {@return whether a file is there only without cgo} Tags that a user can set are not set. */
  static boolean onlyWithoutCgo(String file, String source, Platform target) {
    String line = line(source);
    if (line == null || !line.contains("cgo") || !fitsName(file, target)) {
      return false;
    }
    return holds(line, target, false) && !holds(line, target, true);
  }

  /** {@return whether a file is there with cgo} Tags that a user can set are not set. */
  static boolean isThereWithCgo(String file, String source, Platform target) {
    String line = line(source);
    return fitsName(file, target) && (line == null || holds(line, target, true));
  }

  private static boolean holds(String line, Platform target, boolean cgo) {
    BuildConstraint constraint = new BuildConstraint(line, target, cgo);
    try {
      boolean holds = constraint.or();
      return holds && constraint.at == line.length();
    } catch (IllegalArgumentException _) {
      return false; // Go does not build such a file either
    }
  }

  /** The line stands before the package clause, among comments and blank lines. */
  private static @Nullable String line(String source) {
    List<String> old = new ArrayList<>();
    int counting = 0; // of the old ones those that a blank line follows
    boolean inBlock = false;
    for (String line : (Iterable<String>) source.lines()::iterator) {
      String rest = line.strip();
      if (rest.isEmpty()) {
        counting = inBlock ? counting : old.size();
      } else if (!inBlock && isLine(rest)) {
        return rest.substring(LINE.length()).strip();
      } else if (!inBlock && OLD_LINE.matcher(rest).matches()) {
        old.add(rest.replaceFirst(OLD_LINE.pattern(), "$1"));
      }
      int at = 0;
      while (at < rest.length()) {
        if (inBlock) {
          int end = rest.indexOf("*/", at);
          inBlock = end < 0;
          at = end < 0 ? rest.length() : end + 2;
        } else if (Character.isWhitespace(rest.charAt(at))) {
          at++;
        } else if (rest.startsWith("//", at)) {
          at = rest.length();
        } else if (rest.startsWith("/*", at)) {
          inBlock = true;
          at += 2;
        } else {
          return joined(old.subList(0, counting));
        }
      }
    }
    return null;
  }

  private static boolean isLine(String text) {
    return text.startsWith(LINE)
        && text.length() > LINE.length()
        && " \t".indexOf(text.charAt(LINE.length())) >= 0;
  }

  /** Of old lines all must hold, of the words of a line one, and all parts of a word. */
  private static @Nullable String joined(List<String> lines) {
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      all.add("(" + line.replaceAll("\\s+", " || ").replace(",", " && ") + ")");
    }
    return all.isEmpty() ? null : String.join(" && ", all);
  }

  /** goodOSArchFile of go/build: the last word, or the last two if they are system and machine. */
  static boolean fitsName(String file, Platform target) {
    int dot = file.indexOf('.');
    String name = dot < 0 ? file : file.substring(0, dot);
    List<String> words = List.of(name.split("_", -1));
    if (words.getLast().equals("test")) {
      words = words.subList(0, words.size() - 1);
    }
    if (words.size() < 2) {
      return true;
    }
    String last = words.getLast();
    String before = words.size() > 2 ? words.get(words.size() - 2) : "";
    if (GoTargets.isArchitecture(last)) {
      return last.equals(target.arch().name())
          && (!GoTargets.isSystem(before) || isSystem(before, target.os()));
    }
    return !GoTargets.isSystem(last) || isSystem(last, target.os());
  }

  private static boolean isSystem(String word, Os os) {
    return word.equals(os.name())
        || (word.equals("linux") && os.equals(Os.ANDROID))
        || (word.equals("darwin") && os.equals(Os.IOS))
        || (word.equals("solaris") && os.equals(Os.ILLUMOS));
  }

  private boolean or() {
    boolean value = and();
    while (take("||")) {
      value |= and();
    }
    return value;
  }

  private boolean and() {
    boolean value = not();
    while (take("&&")) {
      value &= not();
    }
    return value;
  }

  private boolean not() {
    if (++depth > MAX_DEPTH) {
      throw new IllegalArgumentException("too deep");
    }
    boolean value;
    if (take("!")) {
      if (text.startsWith("!", at)) {
        throw new IllegalArgumentException("two !");
      }
      value = !not();
    } else if (take("(")) {
      value = or();
      if (!take(")")) {
        throw new IllegalArgumentException("no )");
      }
    } else {
      value = tag();
    }
    depth--;
    return value;
  }

  private boolean tag() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    String tag = text.substring(start, at);
    if (tag.isEmpty()) {
      throw new IllegalArgumentException("no tag");
    }
    blanks();
    return switch (tag) {
      case "cgo" -> cgo;
      case "gc" -> true;
      case "unix" -> UNIX.contains(target.os().name());
      default ->
          tag.startsWith("go1.") || isSystem(tag, target.os()) || tag.equals(target.arch().name());
    };
  }

  private boolean take(String word) {
    blanks();
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    blanks();
    return true;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
