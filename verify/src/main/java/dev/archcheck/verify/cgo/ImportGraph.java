package dev.archcheck.verify.cgo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who imports whom. Packages go by their numbers in {@link Names}; the pseudo-package {@code C} has
 * no object and is no part of it.
 */
final class ImportGraph {

  private static final int[] NOBODY = {};
  private static final String RUNTIME_CGO = "runtime/cgo";

  private final Names names;
  private final @Nullable GoPackage[] packages;
  private final int[][] imports;
  private final int[][] importers;
  private final BitSet shipped;
  private final BitSet fromMains;
  private final BitSet fromRoots;
  private final List<Integer> roots = new ArrayList<>();
  private final List<Integer> mains = new ArrayList<>();
  private final List<Integer> testRoots = new ArrayList<>();

  ImportGraph(Scan scan) {
    names = scan.names();
    packages = new GoPackage[names.size() + scan.packages().size()];
    for (GoPackage one : scan.all()) {
      packages[names.number(one.importPath())] = one;
    }
    imports = imports();
    importers = importers();
    roots(scan.all());
    fromRoots = reachable(roots);
    fromMains = reachable(mains);
    shipped = reachable(testRoots);
    shipped.flip(0, packages.length);
    shipped.or(fromRoots); // what nothing imports, as go adds runtime/cgo, counts, too
  }

  private void roots(Collection<GoPackage> all) {
    boolean anyOwn =
        all.stream().anyMatch(one -> !one.depOnly() && !one.standard() && !one.madeForTests());
    for (GoPackage one : all) {
      if (one.depOnly() || (anyOwn && one.standard())) {
        continue; // runtime/cgo may have been asked for to show that cgo is on
      }
      int number = names.find(one.importPath());
      if (one.madeForTests()) {
        testRoots.add(number);
        continue;
      }
      roots.add(number);
      if (one.name().equals("main")) {
        mains.add(number);
      }
    }
  }

  /** The pseudo-package C stands for runtime/cgo; what has no object is left out. */
  private int[][] imports() {
    int c = names.find(GoPackage.C);
    int runtimeCgo = names.find(RUNTIME_CGO);
    int[][] all = new int[packages.length][];
    for (int i = 0; i < all.length; i++) {
      GoPackage one = packages[i];
      all[i] =
          one == null
              ? NOBODY
              : IntStream.of(one.imports().numbers())
                  .map(number -> number == c ? runtimeCgo : number)
                  .filter(number -> number >= 0 && packages[number] != null)
                  .distinct()
                  .toArray();
    }
    return all;
  }

  private int[][] importers() {
    int[] counts = new int[packages.length];
    for (int[] some : imports) {
      for (int number : some) {
        counts[number]++;
      }
    }
    int[][] all = new int[packages.length][];
    for (int i = 0; i < all.length; i++) {
      all[i] = counts[i] == 0 ? NOBODY : new int[counts[i]];
    }
    Arrays.fill(counts, 0);
    for (int i = 0; i < packages.length; i++) {
      for (int number : imports[i]) {
        all[number][counts[number]++] = i;
      }
    }
    return all;
  }

  /** {@return every package that some need, and they themselves} */
  BitSet reachable(List<Integer> from) {
    BitSet seen = new BitSet(packages.length);
    ArrayDeque<Integer> open = new ArrayDeque<>(from);
    from.forEach(seen::set);
    while (!open.isEmpty()) {
      for (int next : imports(open.remove())) {
        if (!seen.get(next)) {
          seen.set(next);
          open.add(next);
        }
      }
    }
    return seen;
  }

  int size() {
    return packages.length;
  }

  @Nullable GoPackage find(int number) {
    return packages[number];
  }

  int number(GoPackage one) {
    return names.find(one.importPath());
  }

  String path(int number) {
    return names.text(number);
  }

  int[] imports(int number) {
    return imports[number];
  }

  /** {@return what is needed by a program, or null where it was not asked for} */
  @Nullable BitSet neededBy(String program) {
    for (int main : mains) {
      if (path(main).equals(program)) {
        return reachable(List.of(main));
      }
    }
    return null;
  }

  /** {@return whether it is not only tests that need it} */
  boolean isShipped(int number) {
    return shipped.get(number);
  }

  /** {@return whether its source is that of the user, who can change its imports} */
  boolean isOwn(int number) {
    GoPackage one = packages[number];
    return one != null && !one.standard() && (one.module().main() || !one.module().exists());
  }

  /** {@return the packages that chains to it begin at: programs, or else whatever was asked for} */
  List<Integer> startsFor(int number) {
    if (fromMains.get(number)) {
      return Collections.unmodifiableList(mains);
    }
    return Collections.unmodifiableList(fromRoots.get(number) ? roots : testRoots);
  }

  /** {@return all shortest chains to a package} */
  Chains chains(int number) {
    return new Chains(this, number, startsFor(number));
  }

  int[] importersOf(int number) {
    return importers[number];
  }
}
