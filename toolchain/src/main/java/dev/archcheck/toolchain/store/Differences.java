package dev.archcheck.toolchain.store;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.store.Difference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares two lists of files, and knows what usually happens to a GOROOT. */
final class Differences {

  private final GoToolchain toolchain;
  private final List<Difference> found = new ArrayList<>();

  Differences(GoToolchain toolchain) {
    this.toolchain = toolchain;
  }

  /** Whether permission bits count: not all lists have them. */
  enum Modes {
    COMPARED,
    UNKNOWN
  }

  /** {@return how the files on disk differ from those that should be there} */
  List<Difference> between(List<SealedFile> expected, TreeReader.Tree tree, Modes modes) {
    Map<String, SealedFile> actual = new HashMap<>();
    for (SealedFile file : tree.files()) {
      if (actual.put(file.path(), file) != null) {
        add(Kind.EXTRA, file.path(), "stands there twice");
      }
    }
    Map<String, String> odd = new HashMap<>();
    for (TreeReader.Odd one : tree.odd()) {
      odd.put(one.path(), one.what());
    }
    for (SealedFile file : expected) {
      SealedFile there = actual.remove(file.path());
      String what = there == null ? odd.remove(file.path()) : null;
      if (there != null) {
        compare(file, there, modes);
      } else if (what != null) {
        add(what.startsWith("cannot") ? Kind.UNREADABLE : Kind.CHANGED, file.path(), what);
      } else {
        add(Kind.MISSING, file.path(), "");
      }
    }
    actual.values().forEach(file -> add(Kind.EXTRA, file.path(), ""));
    odd.forEach(
        (path, what) -> add(what.startsWith("cannot") ? Kind.UNREADABLE : Kind.EXTRA, path, what));
    tree.empty().forEach(folder -> emptyFolder(folder, expected));
    found.sort(Comparator.comparing(Difference::path));
    return List.copyOf(found);
  }

  /** A folder whose files are all missing belongs there; they are named. */
  private void emptyFolder(String path, List<SealedFile> expected) {
    for (SealedFile file : expected) {
      if (file.path().startsWith(path)) {
        return;
      }
    }
    add(Kind.EXTRA, path, "an empty folder");
  }

  private void compare(SealedFile expected, SealedFile actual, Modes modes) {
    if (!expected.sha256().equals(actual.sha256())) {
      String size =
          expected.size() < 0 || expected.size() == actual.size()
              ? ""
              : "has " + actual.size() + " bytes, should have " + expected.size();
      add(Kind.CHANGED, expected.path(), size);
    } else if (modes == Modes.COMPARED && expected.mode() != actual.mode()) {
      add(
          Kind.MODE,
          expected.path(),
          "is " + octal(actual.mode()) + ", should be " + octal(expected.mode()));
    }
  }

  private static String octal(int mode) {
    return String.format("%04o", mode);
  }

  private void add(Kind kind, String path, String detail) {
    found.add(new Difference(kind, path, detail, cause(kind, path)));
  }

  private String cause(Kind kind, String path) {
    return switch (kind) {
      case MISSING -> missing(path);
      case EXTRA -> extra(path);
      case CHANGED -> changed(path);
      case MODE, UNREADABLE -> "";
    };
  }

  private String missing(String path) {
    boolean windows = toolchain.platform().os().equals(Os.WINDOWS);
    return windows && (path.endsWith(".exe") || path.contains("/testdata/"))
        ? "a virus scanner may have it in quarantine"
        : "";
  }

  private String extra(String path) {
    if (path.startsWith("bin/")) {
      return "go install puts programs here when GOBIN points into the GOROOT";
    }
    if (path.startsWith("pkg/tool/")) {
      return "a tool that was built later, or left over from another version";
    }
    if (path.startsWith("pkg/")) {
      return "go install std and older versions of Go keep compiled packages here";
    }
    return path.startsWith("src/") && path.endsWith(".go")
        ? "a version unpacked over another leaves such files; they break builds"
        : "";
  }

  private static String changed(String path) {
    return path.equals("src/internal/buildcfg/zbootstrap.go") || path.equals("src/go/build/zcgo.go")
        ? "it records the environment that Go was built in; so it was built elsewhere"
        : "";
  }
}
