package dev.archcheck.verify.cgo;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one run of {@code go list -deps -json} said, for one target.
 *
 * @param source where it is from, for people: a file, {@code standard input}, a command
 * @param packages by import path, in the order of the stream
 * @param names of every package that is there or imported
 * @param fields that occur anywhere in it
 * @param trail what the objects show beside the packages that they are of
 * @param marks what tells how it was made
 * @param damage what is wrong with the text itself, or the empty string
 * @param end how the run ended, where the stream says it
 * @param remarks lines that are no part of the JSON, as go writes them to standard error
 */
public record Scan(
    String source,
    Map<String, GoPackage> packages,
    Names names,
    Set<Field> fields,
    Trail trail,
    Marks marks,
    String damage,
    End end,
    List<String> remarks) {

  /**
   * What several objects of one package show together.
   *
   * @param tested the packages that have tests
   * @param programs those for whose profiles packages were compiled once more: {@code cmd/a} of
   *     {@code p [cmd/a]}
   * @param end the last object, if nobody asked for it, or the empty string
   */
  public record Trail(Set<String> tested, Set<String> programs, String end) {}

  /** How {@code go list} ended. */
  public enum End {
    /** The stream does not say it. */
    UNKNOWN,
    /** With exit code 0. */
    GOOD,
    /** With another one. */
    BAD
  }

  /** {@return the same, knowing how the run ended} */
  public Scan ended(End how, String what) {
    return new Scan(
        source,
        packages,
        names,
        fields,
        trail,
        marks,
        damage.isEmpty() ? what : damage,
        how,
        remarks);
  }

  /** {@return every package} */
  public Collection<GoPackage> all() {
    return packages.values();
  }

  /** {@return a package, or null} */
  public @Nullable GoPackage find(String importPath) {
    return packages.get(importPath);
  }

  /** A scan that is being read. */
  static final class Builder {

    final Map<String, GoPackage> packages = new LinkedHashMap<>();

    /** The import paths as they stand in the stream. */
    final Set<String> paths = new HashSet<>();

    final Names names = new Names();
    final Set<Field> fields = EnumSet.noneOf(Field.class);
    private final Set<String> tested = new HashSet<>();
    private final Set<String> programs = new HashSet<>();
    private String unaskedEnd = "";
    final Marks marks = new Marks();

    @Nullable GoPackage find(String importPath) {
      return packages.get(importPath);
    }

    /** Follows an object, whose path may have brackets that the package has not. */
    void follow(String path, GoPackage one, boolean hasTests) {
      paths.add(path);
      unaskedEnd = one.depOnly() ? path : "";
      if (hasTests) {
        tested.add(one.importPath());
      }
      if (path.endsWith("]") && !path.endsWith(".test]") && !path.equals(one.importPath())) {
        programs.add(path.substring(path.lastIndexOf(" [") + 2, path.length() - 1));
      }
    }

    /**
     * {@return the first of the last packages that could as well be the first ones of the next run,
     * which names this one again; the empty string where there is none} No run says where it ends;
     * but what needs nothing that stands before it can begin one.
     */
    String beginningOfTheNext(String again) {
      List<GoPackage> all = List.copyOf(packages.values());
      Set<Integer> needed = new HashSet<>();
      for (int i = all.size() - 1; i > 1 && !all.get(i).importPath().equals(again); i--) {
        for (int number : all.get(i).imports().numbers()) {
          if (!names.text(number).equals(GoPackage.C)) {
            needed.add(number);
          }
        }
        needed.remove(names.find(all.get(i).importPath()));
        if (needed.isEmpty()) {
          return all.get(i).importPath();
        }
      }
      return "";
    }

    /**
     * What is compiled for the profile of a program whose path ends in {@code .test} looks like a
     * variant for a test: where the words in brackets are a program of the stream, it is the
     * package itself.
     */
    private void withoutPrograms() {
      if (packages.values().stream().noneMatch(Builder::looksLikeATest)) {
        return;
      }
      for (Map.Entry<String, GoPackage> entry : packages.entrySet()) {
        int[] numbers = entry.getValue().imports().numbers().clone();
        boolean changed = false;
        for (int i = 0; i < numbers.length; i++) {
          String text = names.text(numbers[i]);
          if (text.endsWith(".test]") && !packages.containsKey(text)) {
            String plain = GoPackage.plainPath(text);
            String program = text.substring(text.lastIndexOf(" [") + 2, text.length() - 1);
            GoPackage main = packages.get(program);
            if (main != null && !main.isTestMain() && packages.containsKey(plain)) {
              numbers[i] = names.number(plain);
              changed = true;
            }
          }
        }
        if (changed) {
          entry.setValue(entry.getValue().with(new Imports(numbers)));
        }
      }
    }

    private static boolean looksLikeATest(GoPackage one) {
      return one.name().equals("main") && one.importPath().endsWith(".test") && !one.isTestMain();
    }

    Scan build(String source, String damage, End end, List<String> remarks) {
      withoutPrograms();
      Trail trail = new Trail(tested, programs, unaskedEnd);
      return new Scan(
          source, packages, names, fields, trail, marks, damage, end, List.copyOf(remarks));
    }
  }
}
