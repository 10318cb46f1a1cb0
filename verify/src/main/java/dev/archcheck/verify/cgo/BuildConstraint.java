package dev.archcheck.verify.cgo;

import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Go file would belong to a build without cgo: its {@code //go:build} line, as {@code go
 * help buildconstraint} describes it, and the target in its name.
 */
final class BuildConstraint {

  private static final String LINE = "//go:build ";
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

  /** goosList of internal/syslist. */
  private static final Set<String> SYSTEMS =
      Set.of(
          "aix",
          "android",
          "darwin",
          "dragonfly",
          "freebsd",
          "hurd",
          "illumos",
          "ios",
          "js",
          "linux",
          "nacl",
          "netbsd",
          "openbsd",
          "plan9",
          "solaris",
          "wasip1",
          "windows",
          "zos");

  /** goarchList of internal/syslist, without those that no compiler of Go ever had. */
  private static final Set<String> ARCHITECTURES =
      Set.of(
          "386",
          "amd64",
          "arm",
          "arm64",
          "loong64",
          "mips",
          "mips64",
          "mips64le",
          "mipsle",
          "ppc64",
          "ppc64le",
          "riscv64",
          "s390x",
          "wasm");

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
    for (String line : (Iterable<String>) source.lines()::iterator) {
      String stripped = line.strip();
      if (stripped.startsWith(LINE)) {
        return stripped.substring(LINE.length()).strip();
      }
      if (stripped.startsWith("package ")) {
        return null;
      }
    }
    return null;
  }

  private static boolean fitsName(String file, Platform target) {
    String[] words = file.replaceAll("(_test)?\\.go$", "").split("_", -1);
    for (int i = Math.max(1, words.length - 2); i < words.length; i++) {
      boolean wrongSystem = SYSTEMS.contains(words[i]) && !isSystem(words[i], target.os());
      boolean wrongArch =
          ARCHITECTURES.contains(words[i]) && !words[i].equals(target.arch().name());
      if (wrongSystem || wrongArch) {
        return false;
      }
    }
    return true;
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
