package dev.archcheck.verify.cgo;

/**
 * The module of a package: {@code ModulePublic} of {@code cmd/go/internal/modinfo}.
 *
 * @param version the empty string for a main module, and for one replaced by a folder
 * @param goMod the path of its go.mod on the machine that ran {@code go list}, or the empty string
 * @param replacement what stands in for it, as {@code path} or {@code path@version}, or the empty
 *     string
 */
public record GoModule(
    String path, String version, boolean main, boolean indirect, String goMod, String replacement) {

  /** What packages of the standard library have, and those outside modules. */
  public static final GoModule NONE = new GoModule("", "", false, false, "", "");

  /** {@return whether there is one} */
  public boolean exists() {
    return !path.isEmpty();
  }

  @Override
  public String toString() {
    return version.isEmpty() ? path : path + "@" + version;
  }
}
