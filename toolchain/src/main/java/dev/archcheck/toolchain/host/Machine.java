package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Os;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where facts about the machine are read from: everything that a test has to replace.
 *
 * @param root the root of the file system, {@code /}
 * @param osName what the Java system property {@code os.name} says
 * @param osArch what the Java system property {@code os.arch} says
 * @param environment the environment of this process
 */
public record Machine(Path root, String osName, String osArch, Map<String, String> environment) {

  /** {@return the operating system} */
  public Os os() {
    if (osName.startsWith("Windows")) {
      return Os.WINDOWS;
    }
    return switch (osName) {
      case "Mac OS X" -> Os.DARWIN;
      case "SunOS" -> Os.SOLARIS;
      default -> new Os(osName.toLowerCase(Locale.ROOT));
    };
  }

  /** {@return whether this process runs on it, so that the system answers for it} */
  public boolean isThisOne() {
    return root.getParent() == null && osName.equals(System.getProperty("os.name"));
  }

  /**
   * {@return a variable of the environment, or the empty string} Windows does not tell the case of
   * its names apart, a map does.
   */
  public String variable(String name) {
    String exact = environment.get(name);
    if (exact != null || !os().equals(Os.WINDOWS)) {
      return exact == null ? "" : exact;
    }
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    return "";
  }
}
