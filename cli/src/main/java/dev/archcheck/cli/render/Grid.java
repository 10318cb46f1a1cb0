package dev.archcheck.cli.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A few lines of cells in aligned columns. */
final class Grid {

  private static final String GAP = "  ";

  private final String indent;
  private final List<String[]> rows = new ArrayList<>();

  Grid(String indent) {
    this.indent = indent;
  }

  /** Adds a line; the cells are made printable here, so that they can be measured. */
  void add(String... cells) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Printable.of(cells[i]);
    }
    rows.add(cells);
  }

  int size() {
    return rows.size();
  }

  void print(Page page) {
    int[] widths = widths();
    for (String[] row : rows) {
      printRow(page, indent, row, widths);
    }
  }

  private int[] widths() {
    int[] widths = new int[0];
    for (String[] row : rows) {
      widths = widen(widths, row);
    }
    return widths;
  }

  static int[] widen(int[] widths, String[] row) {
    int[] wider = widths.length >= row.length ? widths : Arrays.copyOf(widths, row.length);
    for (int i = 0; i < row.length; i++) {
      wider[i] = Math.max(wider[i], Page.width(row[i]));
    }
    return wider;
  }

  /** Prints a line without blanks at its end. */
  static void printRow(Page page, String indent, String[] row, int[] widths) {
    int last = row.length - 1;
    while (last > 0 && row[last].isEmpty()) {
      last--;
    }
    page.text(indent);
    for (int i = 0; i <= last; i++) {
      page.text(row[i]);
      if (i < last) {
        page.blanks(widths[i] - Page.width(row[i])).text(GAP);
      }
    }
    page.end();
  }
}
