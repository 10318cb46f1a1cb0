package dev.archcheck.verify.artifact;

import java.util.Arrays;

/**
 * A table that maps the next bits of DEFLATE data to the symbol whose code they start with (RFC
 * 1951, section 3.2.2). Codes that are longer than the table's index go on in a table behind it.
 *
 * <p>An entry is a number, made so that the way taken most often has the fewest steps:
 *
 * <ul>
 *   <li>bits 0 to 5: how many bits the code and the extra bits behind it have,
 *   <li>bits 8 to 11: how many of these are the code,
 *   <li>bits 16 to 30: the literal, or the number that the extra bits are added to, or the place of
 *       the further table,
 *   <li>bit 31, the sign: it is a literal,
 *   <li>bits 13 and 14: its kind, which is a number (or literal), a further table, whose index has
 *       as many bits as bits 8 to 11 say, the end of the block, or no code.
 * </ul>
 */
final class HuffmanTable {

  /** Length of code and extra bits of an entry. */
  static final int BITS = 0x3F;

  /** Where the length of the code alone is, or that of a further index. */
  static final int CODE_SHIFT = 8;

  static final int CODE = 0xF;
  static final int VALUE_SHIFT = 16;
  static final int KIND = 3 << 13;

  static final int NUMBER = 0;
  static final int FURTHER = 1 << 13;
  static final int END = 2 << 13;
  static final int NO_CODE = 3 << 13;

  private static final int LITERAL = 1 << 31;
  private static final int LONGEST_CODE = 15;
  private static final int CODE_LENGTHS = 19;
  private static final int LITERALS = 288;
  private static final int DISTANCES = 32;
  private static final int END_OF_BLOCK = 256;
  private static final int FIRST_LENGTH = 257;
  private static final int LONGEST_MATCH = 258;

  /** What becomes of each symbol, without the length of its code. */
  private final int[] meanings;

  private final int indexBits;
  private final int[] entries;
  private final int[] further;

  private HuffmanTable(int indexBits, int entries, int[] meanings) {
    this.indexBits = indexBits;
    this.entries = new int[entries];
    this.meanings = meanings;
    this.further = new int[1 << indexBits];
  }

  /** {@return one for the code lengths of the other two} */
  static HuffmanTable ofCodeLengths() {
    int[] meanings = new int[CODE_LENGTHS];
    for (int symbol = 0; symbol < CODE_LENGTHS; symbol++) {
      meanings[symbol] = symbol << VALUE_SHIFT;
    }
    return new HuffmanTable(7, 1 << 7, meanings);
  }

  /** {@return one for literals and lengths (section 3.2.5)} */
  static HuffmanTable ofLiterals() {
    int[] meanings = new int[LITERALS];
    for (int symbol = 0; symbol < END_OF_BLOCK; symbol++) {
      meanings[symbol] = LITERAL | symbol << VALUE_SHIFT;
    }
    meanings[END_OF_BLOCK] = END;
    int base = 3;
    for (int symbol = FIRST_LENGTH; symbol < 285; symbol++) {
      int extra = Math.max(0, (symbol - 261) / 4);
      meanings[symbol] = base << VALUE_SHIFT | extra;
      base += 1 << extra;
    }
    meanings[285] = LONGEST_MATCH << VALUE_SHIFT;
    meanings[286] = NO_CODE;
    meanings[287] = NO_CODE;
    return new HuffmanTable(
        11, 2342, meanings); // zlib's enough.c has the most entries there can be
  }

  /** {@return one for distances (section 3.2.5)} */
  static HuffmanTable ofDistances() {
    int[] meanings = new int[DISTANCES];
    int base = 1;
    for (int symbol = 0; symbol < 30; symbol++) {
      int extra = Math.max(0, symbol / 2 - 1);
      meanings[symbol] = base << VALUE_SHIFT | extra;
      base += 1 << extra;
    }
    meanings[30] = NO_CODE;
    meanings[31] = NO_CODE;
    return new HuffmanTable(8, 402, meanings);
  }

  /** {@return the entries; the first are those of the index, and they stay the same array} */
  int[] entries() {
    return entries;
  }

  /** {@return how many bits of the data are the index} */
  int indexBits() {
    return indexBits;
  }

  /**
   * Takes the codes that follow from their lengths. A set of codes must use up all bit patterns,
   * but for a single code of one bit, and for none at all.
   *
   * @param lengths the length of each symbol's code; 0 for a symbol that has none
   * @param start where in these the first symbol is
   * @param count how many symbols there are
   * @return whether there is such a set of codes
   */
  boolean build(byte[] lengths, int start, int count) {
    int[] ofLength = new int[LONGEST_CODE + 1];
    for (int symbol = 0; symbol < count; symbol++) {
      ofLength[lengths[start + symbol]]++;
    }
    int[] next = new int[LONGEST_CODE + 1];
    int left = 1;
    int longest = 0;
    int code = 0;
    for (int length = 1; length <= LONGEST_CODE; length++) {
      left = (left << 1) - ofLength[length];
      if (left < 0) {
        return false;
      }
      next[length] = code;
      code = (code + ofLength[length]) << 1;
      if (ofLength[length] > 0) {
        longest = length;
      }
    }
    if (left > 0) {
      if (longest > 1) {
        return false;
      }
      Arrays.fill(entries, 0, 1 << indexBits, NO_CODE + 1);
    }
    if (longest > indexBits) {
      assign(lengths, start, count, next.clone());
    }
    fill(lengths, start, count, next);
    return true;
  }

  /** Gives each prefix of codes that are longer than the index a table behind it. */
  private void assign(byte[] lengths, int start, int count, int[] next) {
    int mask = (1 << indexBits) - 1;
    Arrays.fill(further, 0);
    for (int symbol = 0; symbol < count; symbol++) {
      int length = lengths[start + symbol];
      if (length > 0) {
        int code = Integer.reverse(next[length]++) >>> -length;
        if (length > indexBits) {
          further[code & mask] = Math.max(further[code & mask], length - indexBits);
        }
      }
    }
    int free = 1 << indexBits;
    for (int prefix = 0; prefix <= mask; prefix++) {
      int bits = further[prefix];
      if (bits > 0) {
        entries[prefix] = FURTHER | free << VALUE_SHIFT | bits << CODE_SHIFT | indexBits;
        free += 1 << bits;
      }
    }
  }

  private void fill(byte[] lengths, int start, int count, int[] next) {
    int mask = (1 << indexBits) - 1;
    for (int symbol = 0; symbol < count; symbol++) {
      int length = lengths[start + symbol];
      if (length == 0) {
        continue;
      }
      int code = Integer.reverse(next[length]++) >>> -length;
      int meaning = meanings[symbol];
      if (length <= indexBits) {
        int entry = meaning + (length << CODE_SHIFT) + length;
        for (int i = code; i <= mask; i += 1 << length) {
          entries[i] = entry;
        }
      } else {
        int pointer = entries[code & mask];
        int behind = length - indexBits;
        int entry = meaning + (behind << CODE_SHIFT) + behind;
        int from = pointer >>> VALUE_SHIFT;
        int size = 1 << (pointer >>> CODE_SHIFT & CODE);
        for (int i = code >>> indexBits; i < size; i += 1 << behind) {
          entries[from + i] = entry;
        }
      }
    }
  }
}
