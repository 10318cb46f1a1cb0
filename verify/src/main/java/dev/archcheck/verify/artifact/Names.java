package dev.archcheck.verify.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The names that may claim a platform, see {@link ArtifactWalker}. */
final class Names {

  private static final int OF_ABSOLUTE_ROOT = 2;

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

  private static void addName(List<String> names, String name) {
    if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
      names.add(name);
    }
  }
}
