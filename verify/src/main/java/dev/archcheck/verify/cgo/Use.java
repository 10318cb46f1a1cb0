package dev.archcheck.verify.cgo;

import dev.archcheck.verify.Rule;
import java.util.List;

/**
 * One package that needs native code in one way, on one target.
 *
 * @param rule the class of it: {@link Rule#CGO_PACKAGE} and those behind it
 * @param found the package
 * @param testOnly whether nothing but tests needs it
 * @param shown what shows it: the names of files, or a sentence
 */
record Use(Rule rule, GoPackage found, boolean testOnly, List<String> shown) {

  Use {
    shown = List.copyOf(shown);
  }

  /** {@return the import path} */
  String artifact() {
    return found.plainPath();
  }
}
