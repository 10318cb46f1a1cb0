package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Structure;
import java.util.ArrayList;
import java.util.List;

/** Makes the rows of a description. */
final class Rows {

  private Rows() {}

  /** {@return what a cursor read, and more fields that were read or derived elsewhere} */
  static Structure of(Cursor in, Field... more) {
    return with(in.structure(), List.of(more));
  }

  static Structure with(Structure row, List<Field> more) {
    if (more.isEmpty()) {
      return row;
    }
    List<Field> fields = new ArrayList<>(row.fields());
    fields.addAll(more);
    return new Structure(row.name(), row.offset(), row.size(), List.copyOf(fields));
  }

  /** {@return a field that is not stored but follows from others} */
  static Field derived(String name, long offset, String text) {
    return Field.text(name, offset, 0, text);
  }
}
