package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A name of what the system starts or loads, on a file that it cannot: what only a linker can use,
 * a file of debug information, a library of another system. Programs among libraries are left
 * alone, because on some systems they are both.
 */
final class KindRule implements PlatformRule {

  @Override
  public void judge(Subject subject, Consumer<Finding> out) {
    String name = subject.fileName().toLowerCase(Locale.ROOT);
    String should = shouldBe(subject, name);
    if (!should.isEmpty()) {
      out.accept(
          subject.finding(
              Rule.WRONG_KIND,
              Subject.bytes(subject.facts().witnesses()),
              article(subject.facts().kind()),
              should));
      return;
    }
    Os os = Extension.of(name).os();
    if (isForAnother(os, subject)) {
      // Some build tools for Unix call every program .exe.
      out.accept(
          subject.finding(
              Rule.WRONG_OS,
              isProgram(name) ? Severity.WARNING : Severity.ERROR,
              Subject.bytes(subject.facts().witnesses()),
              subject.facts().label(),
              os));
    }
  }

  private static String shouldBe(Subject subject, String name) {
    if (isProgram(name)) {
      return runs(subject) && !isLibrary(subject.facts().kind()) ? "" : "a program";
    }
    if (NameReader.namesProgram(subject.fileName())) {
      return runs(subject) ? "" : "a program";
    }
    boolean library = Extension.of(name).elf() || isLoaded(extension(name));
    return library && isLinked(subject.facts().kind()) ? "a library that is loaded" : "";
  }

  private static boolean runs(Subject subject) {
    Claim claim = subject.claim();
    return switch (subject.facts().kind()) {
      case OBJECT, STATIC_LIBRARY, IMPORT_LIBRARY, CORE_DUMP -> false;
      case DEBUG_SYMBOLS -> isDebugFolder(subject.artifact());
      case FIRMWARE -> claim == null || claim.platforms().getFirst().os().equals(Os.UEFI);
      default -> true;
    };
  }

  private static boolean isDebugFolder(String path) {
    return path.contains(".dSYM/") || path.contains("debug");
  }

  /** The extension fixes the system, no claim says more, and the format is that of another. */
  private static boolean isForAnother(Os os, Subject subject) {
    Facts facts = subject.facts();
    Claim held = subject.heldClaim();
    boolean told = held != null && ServesRule.verdict(held, facts) == ServesRule.Verdict.OTHER_OS;
    String name = subject.fileName().toLowerCase(Locale.ROOT);
    if (told || !(isProgram(name) || isLoaded(extension(name)))) {
      return false;
    }
    return switch (facts.format()) {
      case ELF -> !os.equals(Os.ANY);
      case MACHO, FAT_MACHO -> os.equals(Os.WINDOWS);
      case PE -> os.equals(Os.DARWIN) && isWindows(facts.platforms());
      default -> false;
    };
  }

  private static boolean isWindows(List<Platform> platforms) {
    return !platforms.isEmpty() && platforms.getFirst().os().equals(Os.WINDOWS);
  }

  private static boolean isProgram(String name) {
    return name.endsWith(".exe") || name.endsWith(".scr");
  }

  private static boolean isLibrary(Kind kind) {
    return kind == Kind.SHARED_LIBRARY || kind == Kind.PLUGIN;
  }

  private static boolean isLinked(Kind kind) {
    return kind == Kind.OBJECT || kind == Kind.STATIC_LIBRARY || kind == Kind.IMPORT_LIBRARY;
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean isLoaded(String extension) {
    return switch (extension) {
      case "dll", "pyd", "ocx", "cpl", "dylib", "jnilib", "node" -> true;
      default -> false;
    };
  }

  private static String article(Kind kind) {
    return switch (kind) {
      case OBJECT, IMPORT_LIBRARY -> "an " + kind.label();
      case DEBUG_SYMBOLS, FIRMWARE -> kind.label();
      default -> "a " + kind.label();
    };
  }
}
