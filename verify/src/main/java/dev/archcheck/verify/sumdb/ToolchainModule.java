package dev.archcheck.verify.sumdb;

import org.jspecify.annotations.Nullable;

/**
 * The module {@code golang.org/toolchain} in the version that holds a Go toolchain. It is made of
 * the very files of the published archive, but for some folders and the names of module files (Go,
 * src/cmd/distpack, modArch). So its hash can be computed from an archive or an installed tree.
 *
 * @param goVersion as Go spells it: {@code go1.27.0}
 * @param os as Go names it
 * @param arch as Go names it: {@code arm}, where the archive is called {@code armv6l}
 */
public record ToolchainModule(String goVersion, String os, String arch) {

  /** The path of the module. */
  public static final String PATH = "golang.org/toolchain";

  /** What the archive has and the module has not. */
  private static final String[] LEFT_OUT = {"api/", "doc/", "misc/", "test/"};

  private static final String MODULE_FILE = "go.mod";

  /** {@return {@code v0.0.1-go1.27.0.linux-amd64}} */
  public String version() {
    return "v0.0.1-" + goVersion + "." + os + "-" + arch;
  }

  /** {@return what every name in the module's zip starts with} */
  public String prefix() {
    return PATH + "@" + version() + "/";
  }

  /**
   * {@return the name of a file in the module's zip, or null for one that the module leaves out}
   *
   * @param path below GOROOT, with slashes
   */
  public @Nullable String nameOf(String path) {
    String below = below(path);
    return below == null ? null : prefix() + below;
  }

  /**
   * {@return what follows {@link #prefix()} in the name of a file in a toolchain's zip, or null for
   * one that the module leaves out}
   *
   * @param path below GOROOT, with slashes
   */
  public static @Nullable String below(String path) {
    for (String folder : LEFT_OUT) {
      if (path.startsWith(folder)) {
        return null;
      }
    }
    if (path.endsWith(MODULE_FILE)) {
      int start = path.length() - MODULE_FILE.length();
      if (start == 0 || path.charAt(start - 1) == '/') {
        return path.substring(0, start) + "_go.mod";
      }
    }
    return path;
  }

  /**
   * {@return the path below GOROOT of a name in the module's zip, or null for one that does not
   * start as it must}
   */
  public @Nullable String pathOf(String name) {
    if (!name.startsWith(prefix()) || name.length() == prefix().length()) {
      return null;
    }
    String path = name.substring(prefix().length());
    boolean renamed = path.equals("_go.mod") || path.endsWith("/_go.mod");
    return renamed ? path.substring(0, path.length() - "_go.mod".length()) + MODULE_FILE : path;
  }
}
