package dev.archcheck.verify.cgo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines of a {@code go.mod} (https://go.dev/ref/mod#go-mod-file), as far as they place a finding.
 */
final class GoMod {

  /** They are words even where no blank is before them. */
  private static final Pattern PARENTHESES = Pattern.compile("[()]");

  private GoMod() {}

  /** {@return the path of the module directive, or the empty string} */
  static String modulePath(String text) {
    boolean inBlock = false;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      List<String> words = words(line);
      if (inBlock && words.size() == 1) {
        return words.getFirst().equals(")") ? "" : words.getFirst();
      }
      if (words.size() == 2 && words.getFirst().equals("module")) {
        if (!words.get(1).equals("(")) {
          return words.get(1);
        }
        inBlock = true;
      }
    }
    return "";
  }

  /** {@return the folders that a go.work uses, as it names them} */
  static List<String> workFolders(String text) {
    List<String> folders = new ArrayList<>();
    boolean inBlock = false;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      List<String> words = words(line);
      if (inBlock && words.size() == 1) {
        inBlock = !words.getFirst().equals(")");
        if (inBlock) {
          folders.add(words.getFirst());
        }
      } else if (words.size() == 2 && words.getFirst().equals("use")) {
        inBlock = words.get(1).equals("(");
        if (!inBlock) {
          folders.add(words.get(1));
        }
      }
    }
    return folders;
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
    String bare =
        PARENTHESES.matcher(comment < 0 ? line : line.substring(0, comment)).replaceAll(" $0 ");
    bare = bare.strip();
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
