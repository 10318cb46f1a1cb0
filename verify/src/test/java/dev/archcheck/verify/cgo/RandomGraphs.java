package dev.archcheck.verify.cgo;

import static dev.archcheck.verify.cgo.GoStream.dep;
import static dev.archcheck.verify.cgo.GoStream.own;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Small graphs of imports by chance, which may have circles as only a hostile stream has. */
final class RandomGraphs {

  private RandomGraphs() {}

  /**
   * One of them.
   *
   * @param imports of each package, by number
   * @param own which ones are the user's
   */
  record Plain(List<List<Integer>> imports, BitSet own, List<Integer> roots, Scan scan) {

    int size() {
      return imports.size();
    }

    static String path(int number) {
      return "p" + number;
    }

    boolean isRoot(int number) {
      return roots.contains(number);
    }
  }

  static Plain make(long seed) {
    Random random = new Random(seed);
    int size = 2 + random.nextInt(7);
    boolean circles = random.nextInt(4) == 0;
    List<List<Integer>> imports = new ArrayList<>();
    BitSet own = new BitSet(size);
    List<Integer> roots = new ArrayList<>();
    int density = 2 + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      TreeSet<Integer> some = new TreeSet<>();
      for (int j = circles ? 0 : i + 1; j < size; j++) {
        if (j != i && random.nextInt(density) == 0) {
          some.add(j);
        }
      }
      imports.add(List.copyOf(some));
      own.set(i, i < size - 1 && random.nextInt(3) > 0);
      if (i == 0 || random.nextInt(6) == 0) {
        roots.add(i);
      }
    }
    return new Plain(imports, own, roots, scan(imports, own, roots));
  }

  private static Scan scan(List<List<Integer>> imports, BitSet own, List<Integer> roots) {
    GoStream stream = new GoStream();
    for (int i = imports.size() - 1; i >= 0; i--) {
      String path = Plain.path(i);
      GoStream.Obj object = own.get(i) ? own(GoStream.MAIN).text("ImportPath", path) : dep(path);
      if (roots.contains(i)) {
        object.without("DepOnly");
      } else {
        object.dep();
      }
      stream.add(
          object
              .text("Name", "q")
              .imports(imports.get(i).stream().map(Plain::path).toArray(String[]::new)));
    }
    return stream.scan();
  }
}
