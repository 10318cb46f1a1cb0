package dev.archcheck.verify.sumdb;

import java.util.Locale;

/**
 * A module in a version, as a log is asked for it.
 *
 * @param path {@code golang.org/toolchain}
 * @param version {@code v0.0.1-go1.27.0.linux-amd64}
 */
public record ModuleVersion(String path, String version) {

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException for what is no path or version of a module: they become parts
   *     of URLs and of file names
   */
  public ModuleVersion {
    for (String part : path.split("/", -1)) {
      if (!isElement(part, "-._~+")) {
        throw new IllegalArgumentException("no path of a module: " + path);
      }
    }
    if (!isElement(version, "-._~+")) {
      throw new IllegalArgumentException("no version of a module: " + version);
    }
  }

  /** {@return the module that a toolchain is} */
  public static ModuleVersion of(ToolchainModule toolchain) {
    return new ModuleVersion(ToolchainModule.PATH, toolchain.version());
  }

  private static boolean isElement(String part, String marks) {
    if (part.isEmpty() || part.startsWith(".") || part.endsWith(".")) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && marks.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return {@code path@version} with capitals as {@code !x}} There are file systems that do not
   * tell capitals apart.
   */
  public String escaped() {
    return escape(path) + "@" + escape(version);
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        escaped.append('!');
      }
      escaped.append(c);
    }
    return escaped.toString().toLowerCase(Locale.ROOT);
  }

  /** {@return {@code path@version}} */
  @Override
  public String toString() {
    return path + "@" + version;
  }
}
