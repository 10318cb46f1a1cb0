package dev.archcheck.toolchain.store;

import dev.archcheck.verify.sumdb.ToolchainModule;
import org.jspecify.annotations.Nullable;

/** How the names in an archive become paths below GOROOT. */
public sealed interface Layout {

  /**
   * {@return the path below GOROOT, empty for GOROOT itself, or null for a name that is not below
   * it}
   */
  @Nullable String path(String name);

  /** {@return the permission bits for a file of which the archive says some, or -1} */
  int mode(String path, int said);

  /** {@return what every name starts with} */
  String top();

  /** What is published for download: everything below {@code go/}. */
  record Distribution() implements Layout {

    @Override
    public String top() {
      return "go/";
    }

    @Override
    public @Nullable String path(String name) {
      if (name.equals("go")) {
        return "";
      }
      return name.startsWith(top()) ? name.substring(top().length()) : null;
    }

    @Override
    public int mode(String path, int said) {
      return said < 0 ? Layout.usualMode(path) : (said & 0111) != 0 ? 0755 : 0644;
    }
  }

  /** The module {@code golang.org/toolchain}: no modes, and other names for module files. */
  record Module(ToolchainModule module) implements Layout {

    @Override
    public String top() {
      return module.prefix();
    }

    @Override
    public @Nullable String path(String name) {
      String path = module.pathOf(name);
      // What the module leaves out would be in no hash of it.
      return path == null || ToolchainModule.below(path) == null ? null : path;
    }

    @Override
    public int mode(String path, int said) {
      return Layout.usualMode(path);
    }
  }

  /** The mode that Go's packer gives a file by its name (Go, src/cmd/distpack/pack.go, mode). */
  static int usualMode(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean program =
        path.startsWith("bin/")
            || path.startsWith("pkg/tool/")
            || name.endsWith(".bash")
            || name.endsWith(".sh")
            || name.endsWith(".pl")
            || name.endsWith(".rc")
            || (name.startsWith("go_") && name.endsWith("_exec"));
    return program ? 0755 : 0644;
  }
}
