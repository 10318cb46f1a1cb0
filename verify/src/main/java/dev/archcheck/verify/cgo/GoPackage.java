package dev.archcheck.verify.cgo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object of the stream: {@code PackagePublic} of {@code cmd/go/internal/load}, as far as it
 * says something of C. File names are relative to {@code dir} but for those that go made.
 *
 * @param importPath with the brackets of test variants, {@code p [p.test]}; without those of what
 *     go compiles for the profile of one program, {@code p [cmd/a]}, whose files are those of p
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

  /** What go calls the file that it makes of the tests of a package, before it has written it. */
  private static final String TEST_MAIN_FILE = "_testmain.go";

  /**
   * {@return whether another object of the same path says the same of C, so that one can stand for
   * both}
   */
  boolean isLike(GoPackage other) {
    return name.equals(other.name)
        && standard == other.standard
        && module.equals(other.module)
        && cgoFiles.equals(other.cgoFiles)
        && swig.equals(other.swig)
        && syso.equals(other.syso)
        && assembly.equals(other.assembly)
        && goFiles.equals(other.goFiles)
        && imports.isLike(other.imports);
  }

  /** {@return it with the worse of its own and another's state} */
  GoPackage with(GoPackage other) {
    return new GoPackage(
        importPath,
        name,
        dir,
        standard,
        depOnly && other.depOnly,
        forTest,
        module,
        cgoFiles,
        swig,
        syso,
        assembly,
        goFiles,
        ignoredGoFiles,
        imports,
        error == null ? other.error : error,
        incomplete || other.incomplete,
        cgoFlags);
  }

  /** {@return it with its imports by the numbers of other names} */
  GoPackage in(Names names, Names others) {
    return with(imports.in(names, others));
  }

  /** {@return it under a path that no package can have} */
  GoPackage asTestMain() {
    return with(importPath + " [" + importPath + "]", imports);
  }

  /** {@return it with other imports} */
  GoPackage with(Imports others) {
    return with(importPath, others);
  }

  private GoPackage with(String path, Imports others) {
    return new GoPackage(
        path,
        name,
        dir,
        standard,
        depOnly,
        forTest,
        module,
        cgoFiles,
        swig,
        syso,
        assembly,
        goFiles,
        ignoredGoFiles,
        others,
        error,
        incomplete,
        cgoFlags);
  }

  /** {@return the import path without the brackets of a test variant} */
  public String plainPath() {
    return plainPath(importPath);
  }

  /** {@return an import path without the brackets of a variant} */
  public static String plainPath(String importPath) {
    int bracket = importPath.indexOf(" [");
    return bracket < 0 ? importPath : importPath.substring(0, bracket);
  }

  /**
   * {@return an import path without the brackets by which go tells apart what it compiles for the
   * profile of one program} {@code p [cmd/a]} has the files and the imports of {@code p}; a test
   * variant, {@code p [q.test]}, may have others and keeps its brackets.
   */
  static String withoutProgram(String importPath) {
    return importPath.endsWith("]") && !importPath.endsWith(".test]")
        ? plainPath(importPath)
        : importPath;
  }

  /**
   * {@return whether it exists only for tests: a test's main program or a variant built for one}
   */
  public boolean madeForTests() {
    return !forTest.isEmpty() || isTestMain() || importPath.endsWith(".test]");
  }

  /**
   * {@return whether it is the main program that go makes of a package's tests} Its path is not
   * enough, since a module may be called so: its only file is the one that go makes, in its cache
   * or still without a place, while the files of people are names without a folder.
   */
  public boolean isTestMain() {
    return isTestMain(name, importPath, goFiles, cgoFiles);
  }

  static boolean isTestMain(
      String name, String importPath, List<String> goFiles, List<String> cgoFiles) {
    return name.equals("main")
        && importPath.endsWith(".test")
        && cgoFiles.isEmpty()
        && goFiles.size() == 1
        && isMadeByGo(goFiles.getFirst());
  }

  private static boolean isMadeByGo(String file) {
    return file.equals(TEST_MAIN_FILE) || file.indexOf('/') >= 0 || file.indexOf('\\') >= 0;
  }
}
