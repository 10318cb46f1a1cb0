package dev.archcheck.inspect.go;

import dev.archcheck.inspect.elf.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts small function tables together as Go's linker lays them out (cmd/link, pcln.go), in every
 * layout, pointer size and byte order.
 */
final class Pclntab {

  /** Where the code of all functions starts. */
  static final long TEXT = 0x40_1000;

  static final int UNIT_SIZE = 32;

  private final PclntabVersion version;
  private final int word;
  private final ByteOrder order;
  private final List<Function> functions = new ArrayList<>();
  private final List<List<String>> units = new ArrayList<>(List.of(new ArrayList<>()));
  private int quantum = 1;
  private long textStart = TEXT;

  /** The parts of the table that has been built last, by name. */
  private final Map<String, Integer> parts = new LinkedHashMap<>();

  private record Function(String name, int unit, String file, List<Integer> lines) {}

  Pclntab(PclntabVersion version, int word, ByteOrder order) {
    this.version = version;
    this.word = word;
    this.order = order;
  }

  /** The layout that most programs have. */
  static Pclntab common() {
    return new Pclntab(PclntabVersion.GO_1_20, 8, ByteOrder.LITTLE_ENDIAN);
  }

  ByteOrder order() {
    return order;
  }

  int word() {
    return word;
  }

  PclntabVersion version() {
    return version;
  }

  Pclntab quantum(int value) {
    quantum = value;
    return this;
  }

  /** What the head says, where it has such a field. */
  Pclntab textStart(long value) {
    textStart = value;
    return this;
  }

  /** The functions from here on are of another compilation unit. */
  Pclntab unit() {
    units.add(new ArrayList<>());
    return this;
  }

  /** Adds a function that no Go tool compiled. */
  Pclntab host(String name) {
    functions.add(new Function(name, units.size() - 1, "", List.of()));
    return this;
  }

  /** Adds functions of one file and line. */
  Pclntab go(String... names) {
    for (String name : names) {
      goAt(name, "/src/file.go", 1);
    }
    return this;
  }

  /** Adds a function whose lines have equal parts of its code. */
  Pclntab goAt(String name, String file, Integer... lines) {
    int unit = units.size() - 1;
    if (!units.get(unit).contains(file)) {
      units.get(unit).add(file);
    }
    functions.add(new Function(name, unit, file, List.of(lines)));
    return this;
  }

  /** {@return the offset of a part of the table that {@link #build} made last} */
  int at(String part) {
    return Objects.requireNonNull(parts.get(part), part);
  }

  /** {@return the address of a function, 32 bytes or quanta behind the one before} */
  long address(int function) {
    return TEXT + (long) function * UNIT_SIZE * quantum;
  }

  /** {@return the table with a number of a part overwritten} */
  byte[] with(String part, int delta, int width, long value) {
    byte[] table = build();
    ByteBuffer buffer = ByteBuffer.wrap(table).order(order);
    int at = at(part) + delta;
    switch (width) {
      case 1 -> buffer.put(at, (byte) value);
      case 4 -> buffer.putInt(at, (int) value);
      default -> buffer.putLong(at, value);
    }
    return table;
  }

  byte[] build() {
    parts.clear();
    return version == PclntabVersion.GO_1_2 ? first() : later();
  }

  /** A part that is put together apart from the rest; it remembers where each text of it is. */
  private final class Texts {
    final Bytes bytes = new Bytes(order);
    final Map<String, Integer> offsets = new LinkedHashMap<>();

    int at(String text) {
      return Objects.requireNonNull(offsets.get(text), text);
    }

    void add(String text) {
      if (offsets.putIfAbsent(text, bytes.size()) == null) {
        bytes.text(text).u8(0);
      }
    }
  }

  private Bytes head() {
    parts.put("magic", 0);
    parts.put("quantum", 6);
    parts.put("nfunc", 8);
    return new Bytes(order)
        .u32(version.magic())
        .u8(0, 0, quantum, word)
        .word(word == 8, functions.size());
  }

  /** A table of values by address: steps of the value and of the address, and a 0 behind them. */
  private static void values(Bytes out, List<Integer> values, int distance) {
    int previous = -1;
    for (int value : values) {
      int step = value - previous;
      varint(out, step < 0 ? (-step << 1) - 1 : step << 1);
      varint(out, distance);
      previous = value;
    }
    out.u8(0);
  }

  private static void varint(Bytes out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.u8((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.u8(rest);
  }

  /** Appends the tables of a function; {@return where those of its file and its lines are}. */
  private int[] tables(Bytes out, Function function, int fileNumber) {
    if (function.file.isEmpty()) {
      return new int[] {0, 0};
    }
    int file = out.size();
    values(out, List.of(fileNumber), UNIT_SIZE);
    int lines = out.size();
    values(out, function.lines, UNIT_SIZE / function.lines.size());
    return new int[] {file, lines};
  }

  /** {@code _func} up to Go 1.19 and more of it than is read. */
  private Bytes record(long entry, int name, int[] tables, int unit) {
    Bytes record = new Bytes(order);
    if (version.hasOffsets()) {
      record.u32(entry);
    } else {
      record.word(word == 8, entry);
    }
    return record.u32(name, 0, 0, 0, tables[0], tables[1], 0, unit).u8(0, 0, 0, 0);
  }

  private long entry(int function) {
    return version.hasOffsets() ? address(function) - TEXT : address(function);
  }

  private void listed(Bytes out, long value) {
    var _ = out.word(word == 8 && !version.hasOffsets(), value);
  }

  private byte[] later() {
    Texts names = new Texts();
    functions.forEach(function -> names.add(function.name));
    Texts files = new Texts();
    units.forEach(unit -> unit.forEach(files::add));
    Bytes compilationUnits = new Bytes(order);
    int[] firstOfUnit = new int[units.size()];
    for (int i = 0; i < units.size(); i++) {
      firstOfUnit[i] = compilationUnits.size() / 4;
      units.get(i).forEach(file -> compilationUnits.u32(files.at(file)));
    }
    Bytes values = new Bytes(order).u8(0);
    Bytes records = new Bytes(order);
    Bytes list = new Bytes(order);
    int entrySize = version.hasOffsets() ? 4 : word;
    int listSize = (2 * functions.size() + 1) * entrySize;
    int listEnd = (listSize + 7) & -8;
    for (int i = 0; i < functions.size(); i++) {
      Function function = functions.get(i);
      int number = units.get(function.unit).indexOf(function.file);
      int[] tables = tables(values, function, number);
      listed(list, entry(i));
      listed(list, listEnd + records.size());
      parts.put("record" + i, listEnd + records.size());
      records.raw(
          record(entry(i), names.at(function.name), tables, firstOfUnit[function.unit]).bytes());
      records.to((records.size() + 7) & -8);
    }
    listed(list, entry(functions.size()));

    Bytes out = head();
    List<String> fields = new ArrayList<>(List.of("nfiles"));
    Bytes header = new Bytes(order);
    headerWord(header, files.offsets.size());
    if (version.hasOffsets()) {
      fields.add("textStart");
      headerWord(header, textStart);
    }
    fields.addAll(
        List.of("funcnameOffset", "cuOffset", "filetabOffset", "pctabOffset", "pclnOffset"));
    for (int i = 0; i < fields.size(); i++) {
      parts.put(fields.get(i), out.size() + i * word);
    }
    int start = out.size() + fields.size() * word;
    int at = start;
    List<Bytes> all = List.of(names.bytes, compilationUnits, files.bytes, values, list);
    List<String> called = List.of("names", "cutab", "files", "values", "functab");
    for (int i = 0; i < all.size(); i++) {
      headerWord(header, at);
      parts.put(called.get(i), at);
      at = (at + all.get(i).size() + 7) & -8;
    }
    out.raw(header.bytes());
    for (int i = 0; i < all.size(); i++) {
      out.to(at(called.get(i))).raw(all.get(i).bytes());
    }
    int functab = at("functab");
    parts.replaceAll((name, offset) -> name.startsWith("record") ? functab + offset : offset);
    return out.to(functab + listEnd).raw(records.bytes()).bytes();
  }

  private void headerWord(Bytes out, long value) {
    var _ = out.word(word == 8, value);
  }

  private byte[] first() {
    int functab = 8 + word;
    int fileoff = functab + (2 * functions.size() + 1) * word;
    Bytes rest = new Bytes(order);
    rest.to((fileoff + 4 + 7) & -8);
    List<String> files = new ArrayList<>();
    units.forEach(unit -> unit.stream().filter(file -> !files.contains(file)).forEach(files::add));
    Bytes list = new Bytes(order);
    for (int i = 0; i < functions.size(); i++) {
      Function function = functions.get(i);
      int name = rest.size();
      rest.text(function.name).u8(0);
      // The number of a file is that in the list behind its count.
      int[] tables = tables(rest, function, 1 + files.indexOf(function.file));
      rest.to((rest.size() + 7) & -8);
      listed(list, entry(i));
      listed(list, rest.size());
      parts.put("record" + i, rest.size());
      rest.raw(record(entry(i), name, tables, 0).bytes());
      rest.to((rest.size() + 7) & -8);
    }
    listed(list, entry(functions.size()));
    int filetab = rest.size();
    Bytes texts = new Bytes(order);
    rest.u32(files.size() + 1);
    int text = filetab + 4 * (files.size() + 1);
    for (String file : files) {
      rest.u32(text + texts.size());
      texts.text(file).u8(0);
    }
    parts.put("functab", functab);
    parts.put("fileoff", fileoff);
    parts.put("files", filetab);
    byte[] behind = rest.raw(texts.bytes()).bytes();
    return head()
        .raw(list.bytes())
        .u32(filetab)
        .raw(Arrays.copyOfRange(behind, fileoff + 4, behind.length))
        .bytes();
  }
}
