package dev.archcheck.verify.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that may claim a platform, see {@link ArtifactWalker}. */
final class Names {

  private static final int OF_ABSOLUTE_ROOT = 2;

  /** PATH_MAX of Linux, the longest that is usual. */
  static final int LONGEST_PATH = 4096;

  private static final int DEEPEST_PATH = 256;

  private Names() {}

  /** {@return the names that a root gives} */
  static List<String> ofRoot(Path root) {
    Path typed = root.normalize();
    int count = typed.getNameCount();
    List<String> names = new ArrayList<>(count);
    for (int i = root.isAbsolute() ? Math.max(0, count - OF_ABSOLUTE_ROOT) : 0; i < count; i++) {
      addName(names, FileNames.shown(typed.getName(i)));
    }
    return Collections.unmodifiableList(names);
  }

  /** {@return the names of an entry of a folder} */
  static List<String> with(List<String> folder, String name) {
    String[] all = folder.toArray(new String[folder.size() + 1]);
    all[folder.size()] = name;
    return Collections.unmodifiableList(Arrays.asList(all));
  }

  /** {@return the names of a file that loses its compression, and with it a part of its name} */
  static List<String> withLast(List<String> compressed, String name) {
    return with(compressed.subList(0, Math.max(0, compressed.size() - 1)), name);
  }

  /**
   * {@return the names of a member of an archive}
   *
   * @param member its whole name, with slashes, or with backslashes as some Windows tools write
   */
  static List<String> withMember(List<String> archive, String member) {
    char separator = member.indexOf('/') < 0 ? '\\' : '/';
    List<String> names = new ArrayList<>(archive);
    int start = 0;
    for (int end; (end = member.indexOf(separator, start)) >= 0; start = end + 1) {
      addName(names, member.substring(start, end));
    }
    addName(names, member.substring(start));
    return Collections.unmodifiableList(names);
  }

  /**
   * {@return where in its archive something lies: its name without what says nothing; null if it
   * leads out or is no path on any system}
   */
  static @Nullable String place(String member) {
    if (member.length() > LONGEST_PATH) {
      return null;
    }
    List<String> elements = new ArrayList<>();
    for (String element : member.split("/", -1)) {
      switch (element) {
        case "", "." -> {}
        case ".." -> {
          if (elements.isEmpty()) {
            return null;
          }
          elements.removeLast();
        }
        default -> elements.add(element);
      }
    }
    return elements.size() > DEEPEST_PATH ? null : String.join("/", elements);
  }

  private static void addName(List<String> names, String name) {
    if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
      names.add(name);
    }
  }
}
