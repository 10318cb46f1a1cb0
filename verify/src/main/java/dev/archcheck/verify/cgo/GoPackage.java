package dev.archcheck.verify.cgo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object of the stream: {@code PackagePublic} of {@code cmd/go/internal/load}, as far as it
 * says something of C. File names are relative to {@code dir} but for those that go made.
 *
 * @param importPath with the brackets of test variants: {@code p [p.test]}
 * @param standard whether it is of the standard library
 * @param depOnly whether it was not asked for itself
 * @param forTest the package whose test this is a variant for, or the empty string
 * @param syso ready-made object files, which the linker takes as they are
 * @param assembly files that Go's own assembler takes; where there is cgo, also the C compiler
 * @param goFiles kept of packages outside the standard library only
 * @param ignoredGoFiles kept of packages outside the standard library only
 * @param imports the packages that it imports, test variants and vendored ones by their own paths
 * @param error why it could not be loaded
 * @param incomplete whether it or something that it needs could not be loaded
 * @param cgoFlags what cgo would pass to compiler and linker
 */
public record GoPackage(
    String importPath,
    String name,
    String dir,
    boolean standard,
    boolean depOnly,
    String forTest,
    GoModule module,
    List<String> cgoFiles,
    List<String> swig,
    List<String> syso,
    List<String> assembly,
    List<String> goFiles,
    List<String> ignoredGoFiles,
    Imports imports,
    @Nullable PackageError error,
    boolean incomplete,
    List<String> cgoFlags) {

  /** The pseudo-package that a file with cgo imports. */
  public static final String C = "C";

  /** {@return the import path without the brackets of a test variant} */
  public String plainPath() {
    return plainPath(importPath);
  }

  /** {@return an import path without the brackets of a test variant} */
  public static String plainPath(String importPath) {
    int bracket = importPath.indexOf(" [");
    return bracket < 0 ? importPath : importPath.substring(0, bracket);
  }

  /**
   * {@return whether it exists only for tests: a test's main program or a variant built for one}
   */
  public boolean madeForTests() {
    return !forTest.isEmpty() || isTestMain() || importPath.indexOf(" [") >= 0;
  }

  /** {@return whether it is the main program that go makes of a package's tests} */
  public boolean isTestMain() {
    return name.equals("main") && importPath.endsWith(".test");
  }
}
