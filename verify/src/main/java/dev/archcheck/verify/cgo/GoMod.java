package dev.archcheck.verify.cgo;

import java.util.List;

/**
 * Lines of a {@code go.mod} (https://go.dev/ref/mod#go-mod-file), as far as they place a finding.
 */
final class GoMod {

  private GoMod() {}

  /** {@return the path of the module directive, or the empty string} */
  static String modulePath(String text) {
    for (String line : (Iterable<String>) text.lines()::iterator) {
      List<String> words = words(line);
      if (words.size() == 2 && words.getFirst().equals("module")) {
        return words.get(1);
      }
    }
    return "";
  }

  /** {@return the number of the line that requires a module, from 1, or 0} */
  static int requireLine(String text, String module) {
    int number = 0;
    String block = "";
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      List<String> words = words(line);
      if (words.isEmpty()) {
        continue;
      }
      if (words.getFirst().equals(")")) {
        block = "";
      } else if (words.getLast().equals("(")) {
        block = words.getFirst();
      } else {
        int at = block.isEmpty() ? 1 : 0;
        String directive = block.isEmpty() ? words.getFirst() : block;
        if (directive.equals("require") && words.size() > at && words.get(at).equals(module)) {
          return number;
        }
      }
    }
    return 0;
  }

  private static List<String> words(String line) {
    int comment = line.indexOf("//");
    String bare = (comment < 0 ? line : line.substring(0, comment)).strip();
    return bare.isEmpty()
        ? List.of()
        : List.of(bare.split("\\s+")).stream().map(GoMod::unquoted).toList();
  }

  private static String unquoted(String word) {
    boolean quoted =
        word.length() > 1
            && (word.charAt(0) == '"' || word.charAt(0) == '`')
            && word.charAt(0) == word.charAt(word.length() - 1);
    return quoted ? word.substring(1, word.length() - 1) : word;
  }
}
