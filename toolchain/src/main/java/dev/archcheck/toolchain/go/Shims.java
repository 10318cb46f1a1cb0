package dev.archcheck.toolchain.go;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells the Go command from the small programs and scripts that version managers put before it. */
final class Shims {

  /** Folders that only version managers have, and whose they are. */
  private static final String[][] FOLDERS = {
    {"/.goenv/shims/", "goenv"},
    {"/.asdf/shims/", "asdf"},
    {"/mise/shims/", "mise"},
    {"/scoop/shims/", "scoop"},
    {"/chocolatey/bin/", "Chocolatey"},
    {"/snap/bin/", "snap"},
  };

  /** No text has it, and every ELF file begins with it. */
  private static final char DELETE = 0x7F;

  private Shims() {}

  /** Returns what it is, for people, or the empty string for what can be the Go command itself. */
  static String recognise(Path path, Path executable) throws IOException {
    String manager = manager(path);
    String script = interpreter(executable);
    if (!script.isEmpty()) {
      return manager.isEmpty()
          ? "a script run by " + script
          : "a shim of " + manager + ", a script run by " + script;
    }
    if (!manager.isEmpty()) {
      return "a shim of " + manager;
    }
    return isNamedGo(executable) ? "" : "a link to " + executable;
  }

  private static String manager(Path path) {
    String text = path.toString().replace('\\', '/').toLowerCase(Locale.ROOT);
    for (String[] folder : FOLDERS) {
      if (text.contains(folder[0])) {
        return folder[1];
      }
    }
    return "";
  }

  /** {@return the interpreter that the first line of a script names, or the empty string} */
  private static String interpreter(Path executable) throws IOException {
    String name = executable.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".bat") || name.endsWith(".cmd")) {
      return "cmd.exe";
    }
    try (InputStream in = Files.newInputStream(executable)) {
      String head = new String(in.readNBytes(128), StandardCharsets.ISO_8859_1);
      if (!head.startsWith("#!")) {
        // Shells run a text that the system does not take for a program by themselves.
        boolean isText =
            head.chars().allMatch(c -> c == '\t' || c == '\n' || (c >= ' ' && c != DELETE));
        return isText && !name.endsWith(".exe") ? "the shell" : "";
      }
      int end = head.indexOf('\n');
      return head.substring(2, end < 0 ? head.length() : end).strip();
    }
  }

  /** Distributions add a version: {@code go-1.23}, {@code go1.23}. */
  private static boolean isNamedGo(Path executable) {
    String name = String.valueOf(executable.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.startsWith("go")) {
      return false;
    }
    String rest = name.substring(2);
    return rest.isEmpty()
        || rest.equals(".exe")
        || rest.charAt(0) == '-'
        || (rest.charAt(0) >= '0' && rest.charAt(0) <= '9');
  }
}
