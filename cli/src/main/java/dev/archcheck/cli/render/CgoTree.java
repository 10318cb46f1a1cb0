package dev.archcheck.cli.render;

import dev.archcheck.verify.Rule;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.PackageUse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The chains of imports of several packages as one tree: what they have in common is shown once.
 */
final class CgoTree {

  /** So many packages of a chain are shown at either end. */
  private static final int LONG = 20;

  /** A node, with what is below it. */
  private static final class Node {

    final Map<String, Node> below = new LinkedHashMap<>();
    String label = "";
    boolean cut;

    Node below(String name) {
      return below.computeIfAbsent(name, _ -> new Node());
    }
  }

  private final CgoReport cgo;

  CgoTree(CgoReport cgo) {
    this.cgo = cgo;
  }

  /** {@return whether it is a finding, and not about the standard library} */
  static boolean isShown(PackageUse use) {
    return use.rule() != Rule.STD_CGO
        && use.targets().values().stream()
            .anyMatch(one -> one.outcome() == PackageUse.Outcome.DENIED);
  }

  /** {@return the class of native code, as briefly as a table needs it} */
  static String word(Rule rule) {
    return switch (rule) {
      case CGO_PACKAGE -> "cgo";
      case SWIG_PACKAGE -> "swig";
      case OBJECT_PACKAGE -> "object";
      case ASSEMBLY_PACKAGE -> "assembly";
      case DLOPEN_PACKAGE -> "dlopen";
      case PLUGIN_PACKAGE -> "plugin";
      case STD_CGO -> "std";
      case CGO_STUB -> "stub";
      default -> rule.id();
    };
  }

  /** {@return an import path as seen from the user's own module: {@code ./libpod}} */
  static String shown(String importPath, List<String> mainModules) {
    if (mainModules.size() == 1) {
      String main = mainModules.getFirst();
      if (importPath.startsWith(main + "/")) {
        return "." + importPath.substring(main.length());
      }
    }
    return importPath;
  }

  void print(Page page, List<PackageUse> uses) {
    Node top = new Node();
    for (PackageUse use : uses) {
      Node at = top;
      List<String> packages = use.chain().packages();
      int cut = use.chain().cut();
      for (int i = 0; i < packages.size(); i++) {
        int end = middle(packages.size(), i, cut);
        at = at.below(end == i ? packages.get(i) : "… " + (end - i) + " packages");
        at.cut |= i == cut + 1 && cut >= 0;
        i = Math.max(i, end - 1);
      }
      at.label = at.label.isEmpty() ? word(use.rule()) : at.label + ", " + word(use.rule());
    }
    top.below.forEach((name, node) -> root(page, name, node));
  }

  /** {@return where the part of a long chain ends that begins here and is left out} */
  private static int middle(int size, int from, int cut) {
    if (size <= 2 * LONG || from < LONG) {
      return from;
    }
    int end = size - LONG;
    if (from <= cut) {
      end = Math.min(end, cut);
    }
    return from > cut && from <= cut + 1 ? from : Math.max(from, end);
  }

  private void root(Page page, String name, Node node) {
    page.text("  ");
    line(page, name, node);
    below(page, node, "  ");
  }

  private void line(Page page, String name, Node node) {
    page.text(node.cut ? Style.WARNING : Style.PLAIN, node.cut ? "✂ " : "");
    page.text(shown(name, cgo.mainModules()));
    page.text(Style.BAD, node.label.isEmpty() ? "" : "  " + node.label).end();
  }

  /** The children of a node that are still to be shown. */
  private static final class Open {

    final Iterator<Map.Entry<String, Node>> children;
    final String indent;

    Open(Node node, String indent) {
      this.children = node.below.entrySet().iterator();
      this.indent = indent;
    }
  }

  /** Without recursion: a chain may be as long as the stream. */
  private void below(Page page, Node node, String indent) {
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(node, indent));
    while (!open.isEmpty()) {
      Open here = open.element();
      if (!here.children.hasNext()) {
        open.pop();
        continue;
      }
      Map.Entry<String, Node> child = here.children.next();
      boolean last = !here.children.hasNext();
      page.text(here.indent).text(last ? "└─ " : "├─ ");
      line(page, child.getKey(), child.getValue());
      open.push(new Open(child.getValue(), here.indent + (last ? "   " : "│  ")));
    }
  }
}
