package dev.archcheck.cli.render;

import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints structures as they come: one alone as a list of its fields, several of one name and one
 * shape in a row as a table. Columns are as wide as the first rows need; a later row that needs
 * more takes it, so that a table of any length is printed as it is read.
 */
final class StructureTables implements Consumer<Structure> {

  /** How many rows are held back to measure the columns. */
  private static final int MEASURED_ROWS = 64;

  private static final int SHOWN_BYTES = 16;
  private static final String INDENT = "    ";

  private final Page page;
  private final List<Structure> waiting = new ArrayList<>();
  private int[] widths = new int[0];
  private boolean streaming;

  StructureTables(Page page) {
    this.page = page;
  }

  @Override
  public void accept(Structure next) {
    if (!waiting.isEmpty() && !sameShape(waiting.getFirst(), next)) {
      end();
    }
    if (streaming) {
      printRow(cells(next));
      return;
    }
    waiting.add(next);
    if (waiting.size() == MEASURED_ROWS) {
      startTable();
      streaming = true;
    }
  }

  /** Prints what is held back. */
  void end() {
    if (!streaming) {
      switch (waiting.size()) {
        case 0 -> {}
        case 1 -> printAlone(waiting.getFirst());
        default -> startTable();
      }
    }
    waiting.clear();
    streaming = false;
  }

  private static boolean sameShape(Structure one, Structure other) {
    List<Field> fields = one.fields();
    List<Field> others = other.fields();
    if (!one.name().equals(other.name()) || fields.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).name().equals(others.get(i).name())) {
        return false;
      }
    }
    return true;
  }

  private void printAlone(Structure structure) {
    title(structure.name());
    page.text(Style.FAINT, "  at " + Words.offset(structure.offset()));
    page.text(Style.FAINT, ", " + Count.of(structure.size(), "byte")).end();
    Grid grid = new Grid(INDENT);
    for (Field field : structure.fields()) {
      grid.add(Words.offset(field.offset()), field.name(), cell(field));
    }
    grid.print(page);
  }

  private void title(String name) {
    page.end().text("  ").text(Style.STRONG, Printable.ofBytes(name));
  }

  private void startTable() {
    title(waiting.getFirst().name());
    page.end();
    String[] head = head(waiting.getFirst());
    List<String[]> rows = new ArrayList<>(waiting.size());
    widths = Grid.widen(new int[0], head);
    for (Structure structure : waiting) {
      String[] cells = cells(structure);
      widths = Grid.widen(widths, cells);
      rows.add(cells);
    }
    printRow(head);
    rows.forEach(this::printRow);
    // Only the shape of the rows is needed from here on.
    Structure shape = waiting.getFirst();
    waiting.clear();
    waiting.add(shape);
  }

  private void printRow(String[] cells) {
    Grid.printRow(page, INDENT, cells, widths);
  }

  private static String[] head(Structure structure) {
    List<Field> fields = structure.fields();
    String[] cells = new String[fields.size() + 1];
    cells[0] = "at";
    for (int i = 0; i < fields.size(); i++) {
      cells[i + 1] = Printable.ofBytes(fields.get(i).name());
    }
    return cells;
  }

  private static String[] cells(Structure structure) {
    List<Field> fields = structure.fields();
    String[] cells = new String[fields.size() + 1];
    cells[0] = Words.offset(structure.offset());
    for (int i = 0; i < fields.size(); i++) {
      cells[i + 1] = cell(fields.get(i));
    }
    return cells;
  }

  private static String cell(Field field) {
    return switch (field.value()) {
      case Field.Numeral(long raw, String label) when label.isEmpty() -> Words.number(raw);
      case Field.Numeral(long raw, String label) ->
          Words.number(raw) + " " + Printable.ofBytes(label);
      case Field.Text(String text) -> Printable.ofBytes(text);
      case Field.Bytes(byte[] bytes) -> hex(bytes);
    };
  }

  private static String hex(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length, SHOWN_BYTES); i++) {
      out.append(Character.forDigit(bytes[i] >> 4 & 0xF, 16));
      out.append(Character.forDigit(bytes[i] & 0xF, 16));
    }
    if (bytes.length > SHOWN_BYTES) {
      out.append("... (").append(bytes.length).append(" bytes)");
    }
    return out.toString();
  }
}
