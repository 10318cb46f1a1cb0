package dev.archcheck.inspect.go;

import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The head of a function table (Go, runtime/symtab.go, pcHeader): 8 bytes, then words of a
 * pointer's size. All offsets count from the start of the table.
 *
 * @param quantum the unit of code addresses: 1 on x86, 2 on s390x, else 4
 * @param pointerSize 4 or 8
 * @param functionCount how many functions it says that it has
 * @param textStart where the code starts as the file has it; 0 since Go 1.26 and before 1.18
 * @param names where the names of functions start
 * @param compilationUnits where the table of files of each compilation unit starts; 0 before 1.16
 * @param files where the names of files start; before 1.16, the table of their offsets
 * @param values where the tables of lines and files by address start
 * @param functions where the list of functions starts
 */
record PclntabHeader(
    PclntabVersion version,
    int quantum,
    int pointerSize,
    long functionCount,
    long textStart,
    long names,
    long compilationUnits,
    long files,
    long values,
    long functions) {

  static final int MAGIC_SIZE = 8;

  /** Five times the largest program that is known. */
  static final long MAX_FUNCTIONS = 5_000_000;

  /** The field of textStart, in words behind the magic. */
  static final int TEXT_START_WORD = 2;

  /**
   * {@return whether these eight bytes can be the start of a table}
   *
   * @param first the first four bytes in the byte order of the image
   */
  static boolean isMagic(int first, int zero1, int zero2, int quantum, int pointerSize) {
    return PclntabVersion.of(first) != null
        && zero1 == 0
        && zero2 == 0
        && (quantum == 1 || quantum == 2 || quantum == 4)
        && (pointerSize == 4 || pointerSize == 8);
  }

  /** Reads a header whose magic has been seen. */
  static PclntabHeader read(Pages table) throws IOException {
    PclntabVersion version = version(table);
    int quantum = table.u8(6, "quantum");
    int word = table.u8(7, "ptrSize");
    if (!isMagic(version.magic(), table.u8(4, "zero"), table.u8(5, "zero"), quantum, word)) {
      throw table.malformed(
          "quantum", 6, Reason.INVALID, quantum + " with pointers of " + word + " bytes");
    }
    long count = table.word(MAGIC_SIZE, word, "nfunc");
    if (count <= 0 || count > MAX_FUNCTIONS) {
      throw table.malformed(
          "nfunc", MAGIC_SIZE, Reason.INVALID, "is " + Long.toUnsignedString(count));
    }
    return version == PclntabVersion.GO_1_2
        ? first(table, quantum, word, count)
        : later(table, version, quantum, word, count);
  }

  private static PclntabVersion version(Pages table) throws IOException {
    @Nullable PclntabVersion version = PclntabVersion.of((int) table.u32(0, "magic"));
    if (version == null) {
      throw table.malformed("magic", 0, Reason.INVALID, "is not that of a function table");
    }
    return version;
  }

  private static PclntabHeader first(Pages table, int quantum, int word, long count)
      throws IOException {
    long functions = (long) MAGIC_SIZE + word;
    long files = functions + (2 * count + 1) * word;
    table.require(files + 4, "nfunc", MAGIC_SIZE, count + " functions");
    long at = table.u32(files, "fileoff");
    table.require(at + 4, "fileoff", files, "offset " + at);
    return new PclntabHeader(
        PclntabVersion.GO_1_2, quantum, word, count, 0, 0, 0, at, 0, functions);
  }

  private static PclntabHeader later(
      Pages table, PclntabVersion version, int quantum, int word, long count) throws IOException {
    int field = TEXT_START_WORD;
    long textStart = 0;
    if (version.hasOffsets()) {
      textStart = table.word(MAGIC_SIZE + (long) field * word, word, "textStart");
      field++;
    }
    long previous = MAGIC_SIZE + (field + 5L) * word;
    long[] offsets = new long[NAMES.length];
    for (int i = 0; i < NAMES.length; i++) {
      long at = MAGIC_SIZE + (long) (field + i) * word;
      offsets[i] = table.word(at, word, NAMES[i]);
      if (offsets[i] < previous) {
        throw table.malformed(
            NAMES[i], at, Reason.OVERLAP, "0x" + Long.toHexString(offsets[i]) + " is out of order");
      }
      table.require(offsets[i], NAMES[i], at, "offset " + offsets[i]);
      previous = offsets[i];
    }
    long entry = version.hasOffsets() ? 4 : word;
    table.require(offsets[4] + (2 * count + 1) * entry, "nfunc", MAGIC_SIZE, count + " functions");
    return new PclntabHeader(
        version,
        quantum,
        word,
        count,
        textStart,
        offsets[0],
        offsets[1],
        offsets[2],
        offsets[3],
        offsets[4]);
  }

  private static final String[] NAMES = {
    "funcnameOffset", "cuOffset", "filetabOffset", "pctabOffset", "pclnOffset"
  };

  /** {@return the size of each of the two parts of an entry of the list of functions} */
  int entrySize() {
    return version.hasOffsets() ? 4 : pointerSize;
  }
}
