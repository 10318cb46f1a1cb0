package dev.archcheck.cli.render;

import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.PackageUse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The imports that lead to native code, as a graph: a shortest chain to everything that is a
 * finding. In Graphviz's language (https://graphviz.org/doc/info/lang.html) or as a flowchart of
 * Mermaid (https://mermaid.js.org/syntax/flowchart.html).
 */
public final class CgoGraph {

  /** Mermaid draws no more unless it is told to. */
  private static final int MERMAID_EDGES = 500;

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./-_@ ,";

  private final int most;
  private final Map<String, Integer> nodes = new LinkedHashMap<>();
  private final Map<String, String> words = new LinkedHashMap<>();
  private final Set<Edge> edges = new LinkedHashSet<>();
  private int left;

  private record Edge(String from, String to, boolean cut) {}

  private CgoGraph(CgoReport cgo, int most) {
    this.most = most;
    for (PackageUse use : cgo.uses()) {
      if (CgoTree.isShown(use)) {
        add(use);
      }
    }
  }

  private void add(PackageUse use) {
    List<String> packages = use.chain().packages();
    if (edges.size() + packages.size() > most) {
      left++;
      return;
    }
    packages.forEach(one -> nodes.putIfAbsent(one, nodes.size()));
    words.merge(packages.getLast(), CgoTree.word(use.rule()), (old, more) -> old + ", " + more);
    for (int i = 0; i + 1 < packages.size(); i++) {
      boolean cut = i == use.chain().cut();
      Edge edge = new Edge(packages.get(i), packages.get(i + 1), cut);
      if (cut) {
        edges.remove(new Edge(edge.from(), edge.to(), false));
        edges.add(edge);
      } else if (!edges.contains(new Edge(edge.from(), edge.to(), true))) {
        edges.add(edge);
      }
    }
  }

  /** Writes it for Graphviz. */
  public static void dot(CgoReport cgo, OutputStream out) throws IOException {
    out.write(new CgoGraph(cgo, Integer.MAX_VALUE).dot().getBytes(StandardCharsets.UTF_8));
  }

  /** Writes it for Mermaid. */
  public static void mermaid(CgoReport cgo, OutputStream out) throws IOException {
    out.write(new CgoGraph(cgo, MERMAID_EDGES).mermaid().getBytes(StandardCharsets.UTF_8));
  }

  private String dot() {
    StringBuilder text =
        new StringBuilder("digraph imports {\n  rankdir=LR;\n  node [shape=box];\n");
    nodes.forEach((name, number) -> {
      String word = words.getOrDefault(name, "");
      text.append("  n").append(number).append(" [label=\"").append(dotted(name));
      text.append(word.isEmpty() ? "\"" : "\\n" + dotted(word) + "\" color=red");
      text.append("];\n");
    });
    for (Edge edge : edges) {
      text.append("  n")
          .append(nodes.get(edge.from()))
          .append(" -> n")
          .append(nodes.get(edge.to()));
      text.append(edge.cut() ? " [color=red style=dashed label=\"cut\"];\n" : ";\n");
    }
    return text.append("}\n").toString();
  }

  private static String dotted(String name) {
    return Printable.of(name).replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private String mermaid() {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    nodes.forEach((name, number) -> {
      String word = words.getOrDefault(name, "");
      text.append("  n").append(number).append("[\"").append(entities(name));
      text.append(word.isEmpty() ? "\"]\n" : "<br/>" + entities(word) + "\"]:::native\n");
    });
    for (Edge edge : edges) {
      text.append("  n").append(nodes.get(edge.from()));
      text.append(edge.cut() ? " -. cut .-> n" : " --> n");
      text.append(nodes.get(edge.to())).append('\n');
    }
    if (left > 0) {
      text.append("  left[\"and ").append(Count.of(left, "more package")).append("\"]\n");
    }
    return text.append("  classDef native stroke:#c00,stroke-width:2px\n").toString();
  }

  /** Everything that could mean something to Mermaid or to the page becomes a numbered entity. */
  private static String entities(String name) {
    StringBuilder text = new StringBuilder();
    Printable.of(name)
        .codePoints()
        .forEach(c -> {
          if (PLAIN.indexOf(c) >= 0) {
            text.appendCodePoint(c);
          } else {
            text.append(String.format(Locale.ROOT, "#%d;", c));
          }
        });
    return text.toString();
  }
}
