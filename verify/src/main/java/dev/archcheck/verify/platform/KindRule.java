package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Kind;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * An extension that the system starts or loads, on a file that only a linker can use: what a build
 * copied from the wrong place. Programs among libraries are left alone, because on some systems
 * they are both.
 */
final class KindRule implements PlatformRule {

  @Override
  public void judge(Subject subject, Consumer<Finding> out) {
    Kind kind = subject.facts().kind();
    String name = subject.fileName().toLowerCase(Locale.ROOT);
    String loaded = loaded(name);
    if (!loaded.isEmpty() && !fits(kind, name)) {
      String extension = name.substring(name.lastIndexOf('.'));
      out.accept(
          subject.finding(
              Rule.WRONG_KIND,
              Subject.bytes(subject.facts().witnesses()),
              article(kind),
              extension,
              loaded));
    }
  }

  private static String loaded(String name) {
    if (name.endsWith(".exe") || name.endsWith(".scr")) {
      return "programs";
    }
    Extension extension = Extension.of(name);
    boolean library = extension.elf() || isLibrary(name.substring(name.lastIndexOf('.') + 1));
    return library ? "libraries that are loaded" : "";
  }

  private static boolean isLibrary(String extension) {
    return switch (extension) {
      case "dll", "pyd", "ocx", "cpl", "dylib", "jnilib", "node" -> true;
      default -> false;
    };
  }

  private static boolean fits(Kind kind, String name) {
    return switch (kind) {
      case OBJECT, STATIC_LIBRARY, IMPORT_LIBRARY -> false;
      case SHARED_LIBRARY, PLUGIN -> !name.endsWith(".exe") && !name.endsWith(".scr");
      default -> true;
    };
  }

  private static String article(Kind kind) {
    return switch (kind) {
      case OBJECT, IMPORT_LIBRARY -> "an " + kind.label();
      default -> "a " + kind.label();
    };
  }
}
