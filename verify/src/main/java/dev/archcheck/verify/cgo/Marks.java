package dev.archcheck.verify.cgo;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The few file lists of the standard library that tell how a stream was made: Go sorts the files of
 * these packages by the target and by whether cgo is on.
 */
final class Marks {

  private static final Set<String> PACKAGES =
      Set.of(
          "runtime",
          "reflect",
          "runtime/cgo",
          "net",
          "os/user",
          "plugin",
          "internal/goos",
          "internal/goarch");

  private final Map<String, Map<Field, Set<String>>> files = new HashMap<>();
  private final Map<String, Set<Field>> fields = new HashMap<>();

  /** {@return whether this package's files are to be kept} The empty path may become one. */
  static boolean wants(String importPath) {
    return importPath.isEmpty() || PACKAGES.contains(importPath);
  }

  void keep(String importPath, Map<Field, List<String>> lists, Set<Field> seen) {
    Map<Field, Set<String>> kept = new HashMap<>();
    lists.forEach((field, names) -> kept.put(field, new HashSet<>(names)));
    files.put(importPath, kept);
    fields.put(importPath, EnumSet.copyOf(seen));
  }

  boolean has(String importPath) {
    return files.containsKey(importPath);
  }

  Set<String> files(String importPath, Field field) {
    return files.getOrDefault(importPath, Map.of()).getOrDefault(field, Set.of());
  }

  /** {@return the fields that a package's object has} */
  Set<Field> fields(String importPath) {
    return fields.getOrDefault(importPath, Set.of());
  }

  /** {@return whether runtime has what no filter would ask for together, so that nothing is cut} */
  boolean isUnfiltered() {
    return fields("runtime")
        .containsAll(
            List.of(
                Field.DIR,
                Field.NAME,
                Field.DOC,
                Field.GOROOT,
                Field.GO_FILES,
                Field.IGNORED_OTHER_FILES,
                Field.H_FILES,
                Field.IMPORTS,
                Field.DEPS,
                Field.TEST_IMPORTS,
                Field.XTEST_IMPORTS));
  }
}
