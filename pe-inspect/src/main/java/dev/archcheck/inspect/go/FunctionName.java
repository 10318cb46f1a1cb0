package dev.archcheck.inspect.go;

import java.nio.charset.StandardCharsets;

/**
 * The parts of a function's name as the linker writes it: the import path, a dot, and the name; a
 * method has the type before it, a closure a number behind it (Go, debug/gosym, Sym).
 *
 * @param packagePath the import path, or the empty string: assembly, C, and what the linker makes
 * @param receiver the type of a method, {@code *T} or {@code T}, or the empty string
 * @param name the rest
 */
public record FunctionName(String packagePath, String receiver, String name) {

  /** {@return the parts of a full name} */
  public static FunctionName parse(String full) {
    int dot = packageEnd(full);
    if (dot < 0) {
      return new FunctionName("", "", full);
    }
    String path = unescape(full.substring(0, dot));
    String rest = full.substring(dot + 1);
    int next = receiverEnd(rest);
    if (next <= 0 || isClosure(rest, next + 1)) {
      return new FunctionName(path, "", rest);
    }
    boolean pointer = rest.charAt(0) == '(' && rest.charAt(next - 1) == ')';
    String receiver = pointer ? rest.substring(1, next - 1) : rest.substring(0, next);
    return new FunctionName(path, receiver, rest.substring(next + 1));
  }

  /**
   * Dots and slashes inside of type arguments and receivers do not end a path. What the linker
   * makes is called {@code go:...} and {@code type:...}, up to Go 1.19 {@code go....} and {@code
   * type....}; no package has a keyword for its name.
   */
  private static int packageEnd(String full) {
    if (full.startsWith("go:") || full.startsWith("type:")) {
      return -1;
    }
    int limit = full.length();
    for (int i = 0; i < full.length(); i++) {
      char c = full.charAt(i);
      if (c == '[' || c == '(' || c == '{') {
        limit = i;
        break;
      }
    }
    int slash = full.lastIndexOf('/', limit - 1);
    int dot = full.indexOf('.', slash + 1);
    String path = dot > 0 && dot < limit ? full.substring(0, dot) : "";
    return path.isEmpty() || path.equals("go") || path.equals("type") ? -1 : dot;
  }

  /** {@return where the type of a method ends, or -1 for a function} */
  private static int receiverEnd(String rest) {
    int depth = 0;
    for (int i = 0; i < rest.length(); i++) {
      switch (rest.charAt(i)) {
        case '[', '(', '{' -> depth++;
        case ']', ')', '}' -> depth--;
        case '.' -> {
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /** {@code f.func1}, {@code init.0}, {@code f.gowrap2}, {@code f.deferwrap1} and {@code f.1}. */
  private static boolean isClosure(String rest, int at) {
    int i = at;
    while (i < rest.length() && rest.charAt(i) >= 'a' && rest.charAt(i) <= 'z') {
      i++;
    }
    String word = rest.substring(at, i);
    boolean known =
        switch (word) {
          case "", "func", "gowrap", "deferwrap", "init", "map" -> true;
          default -> false;
        };
    return known && i < rest.length() && (isDigit(rest.charAt(i)) || rest.charAt(i) == '.');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The linker escapes dots of a path's last element, and some other bytes, as %xx. */
  static String unescape(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      if (value >= 0) {
        out[length++] = (byte) value;
        i += 2;
      } else {
        out[length++] = bytes[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static int hex(byte high, byte low) {
    int value = (Character.digit(high, 16) << 4) | Character.digit(low, 16);
    return Character.digit(high, 16) < 0 || Character.digit(low, 16) < 0 ? -1 : value;
  }
}
