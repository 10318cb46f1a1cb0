package dev.archcheck.verify.cgo;

import org.jspecify.annotations.Nullable;

/**
 * The fields of {@code go list -json} that are read, in its own spelling. Empty fields are left out
 * of a stream, so that a field that never occurs was either empty everywhere or never asked for.
 */
public enum Field {
  DIR("Dir"),
  IMPORT_PATH("ImportPath"),
  NAME("Name"),
  DOC("Doc"),
  GOROOT("Goroot"),
  STANDARD("Standard"),
  DEP_ONLY("DepOnly"),
  FOR_TEST("ForTest"),
  MODULE("Module"),
  GO_FILES("GoFiles"),
  CGO_FILES("CgoFiles"),
  IGNORED_GO_FILES("IgnoredGoFiles"),
  IGNORED_OTHER_FILES("IgnoredOtherFiles"),
  S_FILES("SFiles"),
  H_FILES("HFiles"),
  SYSO_FILES("SysoFiles"),
  SWIG_FILES("SwigFiles"),
  SWIG_CXX_FILES("SwigCXXFiles"),
  CGO_LDFLAGS("CgoLDFLAGS"),
  CGO_CFLAGS("CgoCFLAGS"),
  CGO_CPPFLAGS("CgoCPPFLAGS"),
  CGO_CXXFLAGS("CgoCXXFLAGS"),
  CGO_FFLAGS("CgoFFLAGS"),
  CGO_PKG_CONFIG("CgoPkgConfig"),
  TEST_GO_FILES("TestGoFiles"),
  XTEST_GO_FILES("XTestGoFiles"),
  TEST_IMPORTS("TestImports"),
  XTEST_IMPORTS("XTestImports"),
  IMPORTS("Imports"),
  DEPS("Deps"),
  INCOMPLETE("Incomplete"),
  ERROR("Error"),
  DEPS_ERRORS("DepsErrors");

  private final String word;

  Field(String word) {
    this.word = word;
  }

  /** {@return its name as Go spells it} */
  public String word() {
    return word;
  }

  static @Nullable Field of(String name) {
    return switch (name) {
      case "Dir" -> DIR;
      case "ImportPath" -> IMPORT_PATH;
      case "Name" -> NAME;
      case "Doc" -> DOC;
      case "Goroot" -> GOROOT;
      case "Standard" -> STANDARD;
      case "DepOnly" -> DEP_ONLY;
      case "ForTest" -> FOR_TEST;
      case "Module" -> MODULE;
      case "GoFiles" -> GO_FILES;
      case "CgoFiles" -> CGO_FILES;
      case "IgnoredGoFiles" -> IGNORED_GO_FILES;
      case "IgnoredOtherFiles" -> IGNORED_OTHER_FILES;
      case "SFiles" -> S_FILES;
      case "HFiles" -> H_FILES;
      case "SysoFiles" -> SYSO_FILES;
      case "SwigFiles" -> SWIG_FILES;
      case "SwigCXXFiles" -> SWIG_CXX_FILES;
      case "CgoLDFLAGS" -> CGO_LDFLAGS;
      case "CgoCFLAGS" -> CGO_CFLAGS;
      case "CgoCPPFLAGS" -> CGO_CPPFLAGS;
      case "CgoCXXFLAGS" -> CGO_CXXFLAGS;
      case "CgoFFLAGS" -> CGO_FFLAGS;
      case "CgoPkgConfig" -> CGO_PKG_CONFIG;
      case "TestGoFiles" -> TEST_GO_FILES;
      case "XTestGoFiles" -> XTEST_GO_FILES;
      case "TestImports" -> TEST_IMPORTS;
      case "XTestImports" -> XTEST_IMPORTS;
      case "Imports" -> IMPORTS;
      case "Deps" -> DEPS;
      case "Incomplete" -> INCOMPLETE;
      case "Error" -> ERROR;
      case "DepsErrors" -> DEPS_ERRORS;
      default -> null;
    };
  }
}
