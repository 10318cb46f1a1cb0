package dev.archcheck.inspect.go;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Pointers;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The function table of a Go program, pclntab: every function with its address, name, file and
 * lines (Go, runtime/symtab.go). Programs need it to unwind their stacks, so neither the linker's
 * {@code -s -w} nor {@code strip} removes it.
 *
 * <p>It is read in place and in bounded memory; one table belongs to one thread at a time, as its
 * source does.
 */
public final class FunctionTable {

  static final String STRUCTURE = "pclntab";

  /** The fields of a function's record behind its entry, in bytes. */
  private static final int NAME = 0;

  private static final int PC_FILE = 16;
  private static final int PC_LINE = 20;
  private static final int UNIT = 28;

  /** What the list of a compilation unit has for a file of which no code is left. */
  private static final long NO_FILE = 0xFFFF_FFFFL;

  /** Compilers write no step without a distance; a hostile table could have nothing else. */
  private static final int MAX_STILL = 8;

  private static final int MAX_AROUND = 256;

  /** Longer paths are no import paths. */
  private static final int MAX_PATH = 512;

  /**
   * A pass over all functions may copy so many times the bytes of the table, and some more for
   * small ones. Functions share names, files and pages, and yet honest tables stay below twice
   * their size; in a hostile one millions of functions can share one long name.
   */
  private static final int MAX_COPIES = 8;

  private static final long FREE_COPIES = 64L << 20;

  private final Region region;
  private final long at;
  private final Pages table;
  private final Pointers pointers;
  private final PclntabHeader header;
  private final @Nullable ModuleData moduleData;
  private final long headerTextStart;
  private final long textStart;
  private final boolean addressesKnown;

  private FunctionTable(
      Region region,
      long at,
      Pages table,
      Pointers pointers,
      PclntabHeader header,
      @Nullable ModuleData moduleData,
      long headerTextStart) {
    this.region = region;
    this.at = at;
    this.table = table;
    this.pointers = pointers;
    this.header = header;
    this.moduleData = moduleData;
    this.headerTextStart = headerTextStart;
    this.textStart = moduleData == null ? headerTextStart : moduleData.text();
    this.addressesKnown =
        !header.version().hasOffsets() || headerTextStart != 0 || moduleData != null;
  }

  /**
   * Looks for the table: in the section that is named for it, else in all bytes that are loaded; of
   * several the one that the program's module data points to.
   *
   * @return empty if there is none
   * @throws MalformedBinaryException if there is one in its section, and it is damaged
   * @throws IOException if the bytes cannot be had
   */
  public static Optional<FunctionTable> find(LoadedImage image) throws IOException {
    return Optional.ofNullable(new FunctionTableFinder(image).find());
  }

  /** A table at an offset of a region; its head is read and checked. */
  static FunctionTable read(
      LoadedImage image, Pointers pointers, Region region, long at, long stored)
      throws IOException {
    ByteSource source = image.source();
    Pages table =
        new Pages(source, STRUCTURE, region.offset() + at, stored - at, image.byteOrder());
    PclntabHeader header = PclntabHeader.read(table);
    long text = 0;
    if (header.version().hasOffsets()) {
      long field =
          PclntabHeader.MAGIC_SIZE + (long) PclntabHeader.TEXT_START_WORD * header.pointerSize();
      text = pointers.target(region.address() + at + field, header.textStart());
    }
    return new FunctionTable(region, at, table, pointers, header, null, text);
  }

  /** {@return the same table with what module data say of the code} */
  FunctionTable with(ModuleData data) {
    return new FunctionTable(region, at, table, pointers, header, data, headerTextStart);
  }

  /** {@return the absolute offset of the table in the file} */
  public long offset() {
    return table.absolute(0);
  }

  /** {@return the address of the table, as linked} */
  public long address() {
    return region.address() + at;
  }

  /** {@return the name of the section that it is in, or the empty string} */
  public String section() {
    return region.name();
  }

  /** {@return its layout} */
  public PclntabVersion version() {
    return header.version();
  }

  /** {@return the size of a pointer in bytes, 4 or 8} */
  public int pointerSize() {
    return header.pointerSize();
  }

  /** {@return the unit of code addresses in bytes} */
  public int quantum() {
    return header.quantum();
  }

  /** {@return the end of the code of the last function} */
  long end() throws IOException {
    return entry(functionCount());
  }

  /** {@return how many functions it has} */
  public int functionCount() {
    return (int) header.functionCount();
  }

  /** {@return the module data that point to it} */
  public Optional<ModuleData> moduleData() {
    return Optional.ofNullable(moduleData);
  }

  /**
   * {@return the address of the start of the code that the head of the table has} It is 0 since Go
   * 1.26, and before Go 1.18 there is no such field.
   */
  public long headerTextStart() {
    return headerTextStart;
  }

  /** {@return the absolute offset in the file of that field} */
  long textStartOffset() {
    return table.absolute(
        PclntabHeader.MAGIC_SIZE + (long) PclntabHeader.TEXT_START_WORD * header.pointerSize());
  }

  /**
   * {@return whether addresses are those of memory} Since Go 1.26 the table only has offsets, and
   * where the code starts is known from the module data alone.
   */
  public boolean addressesKnown() {
    return addressesKnown;
  }

  /**
   * Checks what a look at the head cannot know: that the first functions are in order and have
   * names.
   *
   * @throws MalformedBinaryException if they are not
   */
  void checkStart(int functions) throws IOException {
    byte[] name = new byte[1];
    for (int i = 0; i < Math.min(functions, functionCount()); i++) {
      long _ = ordered(i);
      if (name(i, name) == 0) {
        throw table.malformed(
            "nameoff", record(i), Reason.INVALID, "function " + i + " is unnamed");
      }
    }
  }

  private long entryAt(int index) {
    return header.functions() + 2L * index * header.entrySize();
  }

  /** {@return the entry of a function; behind the last one, the end of the code} */
  private long entry(int index) throws IOException {
    long field = entryAt(index);
    long value = table.word(field, header.entrySize(), "functab");
    return header.version().hasOffsets()
        ? textStart + value
        : pointers.target(region.address() + at + field, value);
  }

  private long ordered(int index) throws IOException {
    long entry = entry(index);
    if (Long.compareUnsigned(entry(index + 1), entry) < 0) {
      throw table.malformed(
          "functab", entryAt(index + 1), Reason.INVALID, "functions are not in ascending order");
    }
    return entry;
  }

  /** {@return where the record of a function is, relative to the table} */
  private long record(int index) throws IOException {
    long field = entryAt(index) + header.entrySize();
    long offset = table.word(field, header.entrySize(), "funcoff");
    long record = header.version() == PclntabVersion.GO_1_2 ? offset : header.functions() + offset;
    if (offset < 0 || record < 0 || record >= table.size()) {
      throw table.malformed("funcoff", field, Reason.OUT_OF_RANGE, "0x" + Long.toHexString(offset));
    }
    return record;
  }

  private long field(long record, int field, String name) throws IOException {
    int entry = header.version().hasOffsets() ? 4 : header.pointerSize();
    return table.u32(record + entry + field, name);
  }

  private long nameAt(long record) throws IOException {
    return inPart(
        header.names(),
        field(record, NAME, "nameoff"),
        header.compilationUnits(),
        "nameoff",
        record);
  }

  /**
   * {@return the place that an offset into a part of the table leads to} Before Go 1.16 all parts
   * are the whole table.
   *
   * @param end where the next part starts
   * @param at where the offset was read, for errors
   */
  private long inPart(long start, long offset, long end, String field, long at)
      throws MalformedBinaryException {
    long target = start + offset;
    if (target >= (header.version() == PclntabVersion.GO_1_2 ? table.size() : end)) {
      throw table.malformed(
          field,
          at,
          Reason.OUT_OF_RANGE,
          "offset 0x" + Long.toHexString(offset) + " leaves its part of the table");
    }
    return target;
  }

  /**
   * Copies the name of a function.
   *
   * @return its length; at most that of {@code into}
   */
  int name(int index, byte[] into) throws IOException {
    return table.text(nameAt(record(index)), into, "funcname");
  }

  /** {@return the absolute offset in the file of the name of a function} */
  long nameOffset(int index) throws IOException {
    return table.absolute(nameAt(record(index)));
  }

  /** {@return whether a function has a table of source files: what C compilers made has none} */
  boolean hasFile(int index) throws IOException {
    return field(record(index), PC_FILE, "pcfile") != 0;
  }

  /**
   * {@return the package of the functions around a function: since Go 1.16 of the nearest one of
   * the same compilation unit, before that of the nearest one before it; the empty string if there
   * is none nearby}
   */
  String packageAround(int index) throws IOException {
    byte[] name = new byte[MAX_PATH];
    for (int distance = 1; distance <= MAX_AROUND; distance++) {
      for (int other : new int[] {index - distance, index + distance}) {
        if (other >= 0 && other < functionCount() && isSameUnit(index, other)) {
          int length = name(other, name);
          String text = new String(name, 0, length, StandardCharsets.UTF_8);
          String path = FunctionName.parse(text).packagePath();
          if (!path.isEmpty()) {
            return path;
          }
        }
      }
    }
    return "";
  }

  private boolean isSameUnit(int index, int other) throws IOException {
    return header.version() == PclntabVersion.GO_1_2
        ? other < index
        : field(record(index), UNIT, "cuOffset") == field(record(other), UNIT, "cuOffset");
  }

  /**
   * Hands out all functions in ascending order of their addresses.
   *
   * @throws MalformedBinaryException at the first that cannot be read; those before it have been
   *     handed out
   */
  public void forEach(Consumer<GoFunction> out) throws IOException {
    long limit = workLimit();
    for (int i = 0; i < functionCount(); i++) {
      out.accept(function(i));
      checkWork(i, limit);
    }
  }

  /** {@return what a pass over all functions that starts now must not go beyond} */
  long workLimit() {
    return table.work() + FREE_COPIES + MAX_COPIES * table.size();
  }

  /**
   * Ends a pass that only a hostile table makes long.
   *
   * @param index the last function that was looked at
   * @throws MalformedBinaryException if it is beyond its limit
   */
  void checkWork(int index, long limit) throws MalformedBinaryException {
    if (table.work() > limit) {
      throw table.malformed(
          "functab",
          entryAt(index),
          Reason.LIMIT,
          "the names of the functions up to " + index + " are many times as long as the table");
    }
  }

  /** Drops what is in memory of the table. */
  void forget() {
    table.forget();
  }

  /**
   * {@return a function}
   *
   * @throws MalformedBinaryException if it cannot be read
   * @throws IndexOutOfBoundsException if there is no such one
   */
  public GoFunction function(int index) throws IOException {
    Objects.checkIndex(index, functionCount());
    long entry = ordered(index);
    long record = record(index);
    return new GoFunction(
        table.text(nameAt(record), "funcname"),
        entry,
        entry(index + 1) - entry,
        table.absolute(record),
        file(record, entry, entry),
        line(record, entry, entry));
  }

  /**
   * A place in the sources.
   *
   * @param function the index of the function
   * @param file the file, or the empty string
   * @param line the line, or 0
   */
  public record Place(int function, String file, int line) {}

  /**
   * {@return where the code of an address comes from} Empty outside of the code of Go; the line is
   * that of the innermost call where calls were inlined, as {@code go tool addr2line} gives it.
   */
  public Optional<Place> place(long address) throws IOException {
    int index = indexOf(address);
    if (index < 0) {
      return Optional.empty();
    }
    long record = record(index);
    long entry = entry(index);
    return Optional.of(
        new Place(index, file(record, entry, address), line(record, entry, address)));
  }

  /** {@return the index of the function that an address is in, or -1} */
  private int indexOf(long address) throws IOException {
    int low = 0;
    int high = functionCount();
    if (Long.compareUnsigned(address, entry(0)) < 0
        || Long.compareUnsigned(address, entry(high)) >= 0) {
      return -1;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(entry(middle), address) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int line(long record, long entry, long address) throws IOException {
    long offset = field(record, PC_LINE, "pcln");
    int line = offset == 0 ? -1 : value(record, offset, entry, address, "pcln");
    return Math.max(line, 0);
  }

  private String file(long record, long entry, long address) throws IOException {
    long offset = field(record, PC_FILE, "pcfile");
    int number = offset == 0 ? -1 : value(record, offset, entry, address, "pcfile");
    if (number < 0) {
      return "";
    }
    if (header.version() == PclntabVersion.GO_1_2) {
      return number == 0 ? "" : table.text(firstFile(number), "filetab");
    }
    long index = field(record, UNIT, "cuOffset") + number;
    long at = inPart(header.compilationUnits(), 4 * index, header.files() - 3, "cuOffset", record);
    long in = table.u32(at, "cutab");
    return in == NO_FILE
        ? ""
        : table.text(inPart(header.files(), in, header.values(), "cutab", at), "filetab");
  }

  private long firstFile(int number) throws IOException {
    return table.u32(header.files() + 4L * number, "filetab");
  }

  /**
   * Decodes a table of values by address: pairs of a step of the value and a step of the address,
   * until the first step of a pair behind the first is 0.
   */
  private int value(long record, long offset, long entry, long address, String field)
      throws IOException {
    long at = inPart(header.values(), offset, header.functions(), field, record);
    long pc = entry;
    int value = -1;
    int still = 0;
    for (boolean first = true; ; first = false) {
      long step = varint(at, field);
      int bits = (int) step;
      if (bits == 0 && !first) {
        return -1;
      }
      value += (bits >>> 1) ^ -(bits & 1);
      at += step >>> 32;
      long distance = varint(at, field);
      at += distance >>> 32;
      long next = pc + (distance & 0xFFFF_FFFFL) * header.quantum();
      int moved = Long.compareUnsigned(next, pc);
      if (moved < 0 || (moved == 0 && ++still > MAX_STILL)) {
        throw table.malformed(field, at, Reason.LOOP, "addresses do not move on");
      }
      pc = next;
      if (Long.compareUnsigned(address, pc) < 0) {
        return value;
      }
    }
  }

  /** {@return a number in groups of seven bits; how many bytes it took stands above bit 32} */
  private long varint(long at, String field) throws IOException {
    long value = 0;
    for (int i = 0; i < 5; i++) {
      int group = table.u8(at + i, field);
      value |= (group & 0x7FL) << (7 * i);
      if ((group & 0x80) == 0) {
        return (value & 0xFFFF_FFFFL) | ((i + 1L) << 32);
      }
    }
    throw table.malformed(field, at, Reason.INVALID, "a number does not end");
  }

  /**
   * Looks for a source file by the end of its name, in the list of files alone.
   *
   * @return the absolute offset of such a name in the file, or -1
   */
  long findFile(byte[] end) throws IOException {
    return header.version() == PclntabVersion.GO_1_2 ? findFirst(end) : findLater(end);
  }

  private long findFirst(byte[] end) throws IOException {
    long count = table.u32(header.files(), "filetab");
    long limit = workLimit();
    byte[] name = new byte[1 << 10];
    for (int i = 1;
        i < Math.min(count, PclntabHeader.MAX_FUNCTIONS) && table.work() <= limit;
        i++) {
      long text = firstFile(i);
      if (endsWith(name, table.text(text, name, "filetab"), end)) {
        return table.absolute(text);
      }
    }
    return -1;
  }

  private long findLater(byte[] end) throws IOException {
    byte[] name = new byte[1 << 10];
    long text = header.files();
    while (text < header.values()) {
      int length = table.text(text, name, "filetab");
      if (endsWith(name, length, end)) {
        return table.absolute(text);
      }
      text += length + 1;
    }
    return -1;
  }

  private static boolean endsWith(byte[] name, int length, byte[] end) {
    int from = length - end.length;
    return from >= 0 && Arrays.equals(name, from, length, end, 0, end.length);
  }
}
