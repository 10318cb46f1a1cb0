package dev.archcheck.packaging;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The classes a program can ever load. Opening a jar costs time for every entry of it, and most
 * classes of the libraries are for other programs.
 *
 * <p>A class is kept when the text of its name stands anywhere in the constant pool of a class that
 * is kept: as a class, in a descriptor or signature, or as a string for {@code Class.forName}. That
 * keeps too much, never too little, as long as nobody composes names at run time.
 */
final class Reachable {
  private static final String SUFFIX = ".class";

  private final Map<String, byte[]> entries;
  private final Set<String> kept = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  private Reachable(Map<String, byte[]> entries) {
    this.entries = entries;
  }

  /** {@return the names of the entries that are reached from the given class names} */
  static Set<String> from(Iterable<String> roots, Map<String, byte[]> entries) {
    Reachable reachable = new Reachable(entries);
    roots.forEach(reachable::keep);
    while (!reachable.open.isEmpty()) {
      reachable.follow(reachable.open.pop());
    }
    return reachable.kept;
  }

  private void keep(String name) {
    String entry = name.replace('.', '/') + SUFFIX;
    if (entries.containsKey(entry) && kept.add(entry)) {
      open.push(entry);
    }
  }

  private void follow(String entry) {
    for (PoolEntry constant : ClassFile.of().parse(entries.get(entry)).constantPool()) {
      if (constant instanceof Utf8Entry text) {
        names(text.stringValue());
      }
    }
  }

  /** Tries every run of name characters; in a descriptor also without the L in front of it. */
  private void names(String text) {
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || !isNamePart(text.charAt(at))) {
        if (at > start) {
          String name = text.substring(start, at);
          keep(name);
          int type = name.indexOf('L');
          if (type >= 0) {
            keep(name.substring(type + 1));
          }
        }
        start = at + 1;
      }
    }
  }

  private static boolean isNamePart(char character) {
    return Character.isJavaIdentifierPart(character) || character == '/' || character == '.';
  }
}
