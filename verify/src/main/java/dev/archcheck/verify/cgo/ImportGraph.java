package dev.archcheck.verify.cgo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
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
  private final Distances fromMains;
  private final Distances fromRoots;
  private final Distances fromTests;
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
    fromRoots = new Distances(this, roots);
    fromMains = new Distances(this, mains);
    fromTests = new Distances(this, testRoots);
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
      all[i] = one == null ? NOBODY : imports(one.imports().numbers(), c, runtimeCgo);
    }
    return all;
  }

  private int[] imports(int[] numbers, int c, int runtimeCgo) {
    int[] kept = new int[numbers.length];
    int count = 0;
    for (int number : numbers) {
      int meant = number == c ? runtimeCgo : number;
      if (meant >= 0 && packages[meant] != null) {
        kept[count++] = meant;
      }
    }
    Arrays.sort(kept, 0, count);
    int different = 0;
    for (int i = 0; i < count; i++) {
      if (different == 0 || kept[i] != kept[different - 1]) {
        kept[different++] = kept[i];
      }
    }
    return Arrays.copyOf(kept, different);
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
    // What nothing imports, as go adds runtime/cgo, counts, too.
    return fromRoots.to(number) >= 0 || fromTests.to(number) < 0;
  }

  /** {@return whether its source is that of the user, who can change its imports} */
  boolean isOwn(int number) {
    GoPackage one = packages[number];
    return one != null && !one.standard() && (one.module().main() || !one.module().exists());
  }

  /** {@return whatever was asked for, but for tests} */
  List<Integer> roots() {
    return Collections.unmodifiableList(roots);
  }

  /** {@return all shortest chains to a package} */
  Chains chains(int number) {
    Distances distances =
        fromMains.to(number) >= 0 ? fromMains : isShipped(number) ? fromRoots : fromTests;
    return new Chains(this, distances, number);
  }

  int[] importersOf(int number) {
    return importers[number];
  }
}
