package dev.archcheck.verify.artifact;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Expands DEFLATE data (RFC 1951). It takes and refuses what zlib does, and is more than twice as
 * fast as the one of the JDK: see docs/adr/0010. One object can expand one stream after the other.
 */
final class Inflate {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

  private static final int INPUT = 64 << 10;

  /** Zeros behind the last byte of the data, so that the loop can read ahead there too. */
  private static final int PADDING = 32;

  /** One turn of the loop reads no byte that is further ahead. */
  private static final int TURN = 16;

  /** How far ahead of the bits that are used the bytes are taken, at most. */
  private static final int AHEAD = 8;

  private static final int HISTORY = 32 << 10;
  private static final int FULL = HISTORY + (64 << 10);

  /** One turn of the loop can write this much: a match and what its copying overshoots. */
  private static final int OVERSHOOT = 258 + 2 * Long.BYTES;

  private static final int MOST_LITERALS = 286;
  private static final int MOST_DISTANCES = 30;
  private static final String CUT = "is cut off";
  private static final byte[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final HuffmanTable codeLengths = HuffmanTable.ofCodeLengths();
  private final HuffmanTable literals = HuffmanTable.ofLiterals();
  private final HuffmanTable distances = HuffmanTable.ofDistances();
  private final byte[] lengths = new byte[MOST_LITERALS + MOST_DISTANCES + 4];

  private InputStream in = InputStream.nullInputStream();
  private final byte[] input = new byte[INPUT + PADDING];
  private int start;
  private int end;
  private boolean ended;

  /** The offset in the source of the end of the input. */
  private long read;

  /** Bits that are taken from the input, the next one lowest; zero above the count. */
  private long bits;

  private int count;

  private final byte[] window = new byte[FULL + OVERSHOOT];
  private int made;
  private int handed;
  private long total;

  private State state = State.END;
  private boolean last;
  private int stored;

  /** What is to be said when everything before it is handed out. */
  private @Nullable String failure;

  private enum State {
    BLOCK,
    STORED,
    CODES,
    END
  }

  private enum Turn {
    NEXT,
    BLOCK_ENDS,
    NO_LITERAL,
    NO_DISTANCE,
    TOO_FAR
  }

  /**
   * Starts with another stream.
   *
   * @param source read up to the end of the data and somewhat further; not closed
   */
  void open(InputStream source) {
    in = source;
    start = 0;
    end = 0;
    ended = false;
    read = 0;
    bits = 0;
    count = 0;
    made = 0;
    handed = 0;
    total = 0;
    state = State.BLOCK;
    last = false;
    failure = null;
  }

  /** {@return the next byte before or behind the data; -1 at the end of the source} */
  int next() throws IOException {
    if (start == end && !more()) {
      return -1;
    }
    return input[start++] & 0xFF;
  }

  /** {@return the offset in the source of what is used next} */
  long offset() {
    return read - (end - start) - (count >>> 3);
  }

  /** {@return how many bytes it has expanded to so far} */
  long total() {
    return total;
  }

  /**
   * Expands the next bytes.
   *
   * @return how many; -1 at the end of the data
   * @throws DataFormatException if the data is damaged or cut off; its message goes on after a
   *     subject
   */
  int read(byte[] into, int offset, int length) throws IOException, DataFormatException {
    while (handed == made) {
      if (failure != null) {
        throw new DataFormatException(failure);
      }
      if (state == State.END) {
        return -1;
      }
      if (made >= FULL) {
        System.arraycopy(window, made - HISTORY, window, 0, HISTORY);
        made = HISTORY;
        handed = HISTORY;
      }
      step();
    }
    int given = Math.min(length, made - handed);
    System.arraycopy(window, handed, into, offset, given);
    handed += given;
    total += given;
    return given;
  }

  /** What failed once has failed: nothing is read on in the middle of something. */
  private void step() throws IOException, DataFormatException {
    boolean done = false;
    try {
      switch (state) {
        case BLOCK -> block();
        case STORED -> copy();
        default -> expand();
      }
      done = true;
    } catch (DataFormatException e) {
      failure = e.getMessage();
      throw e;
    } finally {
      if (!done && failure == null) {
        failure = "is not read on where its source failed";
      }
    }
  }

  /** Reads the header of a block (section 3.2.3), or ends behind the last one. */
  private void block() throws IOException, DataFormatException {
    if (last) {
      last = false;
      state = State.END;
      giveBack();
      return;
    }
    last = take(1) == 1;
    int type = take(2);
    switch (type) {
      case 0 -> {
        take(count & 7);
        stored = take(16);
        int complement = take(16);
        if ((stored ^ complement) != 0xFFFF) {
          throw damaged("LEN " + stored + " and NLEN " + complement + " contradict each other");
        }
        giveBack();
        state = State.STORED;
      }
      case 1 -> {
        fixed();
        state = State.CODES;
      }
      case 2 -> {
        dynamic();
        state = State.CODES;
      }
      default -> throw damaged("BTYPE " + type + " is reserved");
    }
  }

  /** Whole bytes that were taken ahead go back to the input. */
  private void giveBack() {
    start -= count >>> 3;
    bits = 0;
    count = 0;
  }

  /** Copies of a block that is not compressed (section 3.2.4). */
  private void copy() throws IOException, DataFormatException {
    if (stored > 0 && start == end && !more()) {
      throw cut();
    }
    int copied = Math.min(stored, Math.min(FULL - made, end - start));
    System.arraycopy(input, start, window, made, copied);
    start += copied;
    made += copied;
    stored -= copied;
    if (stored == 0) {
      state = State.BLOCK;
    }
  }

  /** The codes of section 3.2.6. */
  private void fixed() {
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    literals.build(lengths, 0, 288);
    Arrays.fill(lengths, 0, 32, (byte) 5);
    distances.build(lengths, 0, 32);
  }

  /** Reads the codes of a block (section 3.2.7). */
  private void dynamic() throws IOException, DataFormatException {
    int literalCount = take(5) + 257;
    int distanceCount = take(5) + 1;
    int lengthCount = take(4) + 4;
    if (literalCount > MOST_LITERALS || distanceCount > MOST_DISTANCES) {
      throw damaged("HLIT or HDIST says more codes than there are");
    }
    Arrays.fill(lengths, 0, ORDER.length, (byte) 0);
    for (int i = 0; i < lengthCount; i++) {
      lengths[ORDER[i]] = (byte) take(3);
    }
    if (!codeLengths.build(lengths, 0, ORDER.length)) {
      throw damaged("the code lengths' own codes are no set of codes");
    }
    codeLengths(literalCount + distanceCount);
    if (lengths[256] == 0) {
      throw damaged("a block has no code for its end");
    }
    if (!literals.build(lengths, 0, literalCount)) {
      throw damaged("the codes of literals and lengths are no set of codes");
    }
    if (!distances.build(lengths, literalCount, distanceCount)) {
      throw damaged("the codes of distances are no set of codes");
    }
  }

  private void codeLengths(int wanted) throws IOException, DataFormatException {
    int[] entries = codeLengths.entries();
    int at = 0;
    while (at < wanted) {
      fill(codeLengths.indexBits());
      int entry = entries[(int) bits & (1 << codeLengths.indexBits()) - 1];
      if ((entry & HuffmanTable.KIND) != HuffmanTable.NUMBER) {
        throw damaged("a code length has no code");
      }
      take(entry & HuffmanTable.BITS);
      int symbol = entry >>> HuffmanTable.VALUE_SHIFT;
      if (symbol < 16) {
        lengths[at++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && at == 0) {
        throw damaged("a code length before the first is to be repeated");
      }
      byte repeated = symbol == 16 ? lengths[at - 1] : 0;
      int times =
          switch (symbol) {
            case 16 -> 3 + take(2);
            case 17 -> 3 + take(3);
            default -> 11 + take(7);
          };
      if (times > wanted - at) {
        throw damaged("a code length is repeated past the last");
      }
      Arrays.fill(lengths, at, at + times, repeated);
      at += times;
    }
  }

  /** Expands codes as long as there is input and room. */
  private void expand() throws IOException {
    while (end - start <= TURN && more()) {
      // one turn of the loop needs as much
    }
    int before = made;
    Turn turn;
    if (end - start > TURN) {
      turn = turns(end - TURN, FULL);
    } else {
      // The padding may be taken for codes: one turn at a time, each looked at.
      do {
        before = made;
        turn = turns(end + AHEAD, made + 1);
      } while (turn == Turn.NEXT && !pastEnd() && made < FULL);
    }
    boolean cut = pastEnd();
    if (!cut && start > end) { // what was taken of the padding is not there
      count -= (start - end) * 8;
      bits &= (1L << count) - 1;
      start = end;
    }
    if (cut) {
      made = before;
      start = end;
      count = 0;
      failure = CUT;
    } else if (turn == Turn.BLOCK_ENDS) {
      state = State.BLOCK;
    } else if (turn != Turn.NEXT) {
      failure = "is damaged: " + why(turn);
    }
  }

  private boolean pastEnd() {
    return start - end > count >>> 3;
  }

  private static String why(Turn turn) {
    return switch (turn) {
      case NO_LITERAL -> "there is no such code of a literal or length";
      case NO_DISTANCE -> "there is no such code of a distance";
      default -> "a distance goes back to before the first byte";
    };
  }

  /**
   * The loop that everything waits for (section 3.2.3). It goes on while the input is not past its
   * limit and the window not full, and may overshoot both by what one turn needs.
   */
  private Turn turns(int inputLimit, int windowLimit) {
    final byte[] input = this.input;
    final byte[] window = this.window;
    final int[] literals = this.literals.entries();
    final int[] distances = this.distances.entries();
    final int literalMask = (1 << this.literals.indexBits()) - 1;
    final int distanceMask = (1 << this.distances.indexBits()) - 1;
    int start = this.start;
    int made = this.made;
    int count = this.count;
    long bits = this.bits;
    Turn turn = Turn.NEXT;
    while (start <= inputLimit && made < windowLimit) {
      // 56 bits or more: bits above the count are the right ones already, and come once more
      bits |= (long) LONG.get(input, start) << count;
      start += (63 - count) >>> 3;
      count |= 56;
      int entry = literals[(int) bits & literalMask];
      if ((entry & HuffmanTable.KIND) == HuffmanTable.FURTHER) {
        int index = (1 << (entry >>> HuffmanTable.CODE_SHIFT)) - 1;
        bits >>>= entry; // its lowest six bits, which are the length
        count -= entry & HuffmanTable.BITS;
        entry = literals[(entry >>> HuffmanTable.VALUE_SHIFT) + ((int) bits & index)];
      }
      if (entry < 0) {
        bits >>>= entry;
        count -= entry & HuffmanTable.BITS;
        window[made++] = (byte) (entry >>> HuffmanTable.VALUE_SHIFT);
        entry = literals[(int) bits & literalMask];
        if (entry < 0) {
          bits >>>= entry;
          count -= entry & HuffmanTable.BITS;
          window[made++] = (byte) (entry >>> HuffmanTable.VALUE_SHIFT);
          entry = literals[(int) bits & literalMask];
          if (entry < 0) {
            bits >>>= entry;
            count -= entry & HuffmanTable.BITS;
            window[made++] = (byte) (entry >>> HuffmanTable.VALUE_SHIFT);
            continue;
          }
        }
        if ((entry & HuffmanTable.KIND) != HuffmanTable.NUMBER) {
          continue; // the next turn looks at it again
        }
      } else if ((entry & HuffmanTable.KIND) != HuffmanTable.NUMBER) {
        bits >>>= entry;
        count -= entry & HuffmanTable.BITS;
        turn = (entry & HuffmanTable.KIND) == HuffmanTable.END ? Turn.BLOCK_ENDS : Turn.NO_LITERAL;
        break;
      }
      // 30 bits or more, of which a length has 20 at most
      int length = number(entry, bits);
      bits >>>= entry;
      count -= entry & HuffmanTable.BITS;
      if (count < 28) { // a distance has 15 bits and 13 more
        bits |= (long) LONG.get(input, start) << count;
        start += (63 - count) >>> 3;
        count |= 56;
      }
      entry = distances[(int) bits & distanceMask];
      if ((entry & HuffmanTable.KIND) != HuffmanTable.NUMBER) {
        if ((entry & HuffmanTable.KIND) == HuffmanTable.FURTHER) {
          int index = (1 << (entry >>> HuffmanTable.CODE_SHIFT)) - 1;
          bits >>>= entry;
          count -= entry & HuffmanTable.BITS;
          entry = distances[(entry >>> HuffmanTable.VALUE_SHIFT) + ((int) bits & index)];
        }
        if ((entry & HuffmanTable.KIND) == HuffmanTable.NO_CODE) {
          bits >>>= entry;
          count -= entry & HuffmanTable.BITS;
          turn = Turn.NO_DISTANCE;
          break;
        }
      }
      int distance = number(entry, bits);
      bits >>>= entry;
      count -= entry & HuffmanTable.BITS;
      if (distance > made) {
        turn = Turn.TOO_FAR;
        break;
      }
      int from = made - distance;
      int to = made + length;
      if (distance >= Long.BYTES) {
        do {
          LONG.set(window, made, (long) LONG.get(window, from));
          made += Long.BYTES;
          from += Long.BYTES;
        } while (made < to);
        made = to;
      } else if (distance == 1) {
        long run = (window[from] & 0xFF) * 0x0101_0101_0101_0101L;
        do {
          LONG.set(window, made, run);
          made += Long.BYTES;
        } while (made < to);
        made = to;
      } else {
        do {
          window[made++] = window[from++];
        } while (made < to);
      }
    }
    this.start = start;
    this.made = made;
    this.count = count;
    this.bits = bits & (1L << count) - 1;
    return turn;
  }

  /** {@return the number of an entry, with the extra bits that stand behind its code} */
  private static int number(int entry, long bits) {
    int codeLength = entry >>> HuffmanTable.CODE_SHIFT & HuffmanTable.CODE;
    long codeAndExtra = bits & (1L << entry) - 1;
    return (entry >>> HuffmanTable.VALUE_SHIFT) + (int) (codeAndExtra >>> codeLength);
  }

  /** Takes a number of bits, the first one lowest. */
  private int take(int wanted) throws IOException, DataFormatException {
    fill(wanted);
    if (count < wanted) {
      throw cut();
    }
    int taken = (int) bits & (1 << wanted) - 1;
    bits >>>= wanted;
    count -= wanted;
    return taken;
  }

  /** Takes bytes from the input until there are as many bits, or no more bytes. */
  private void fill(int wanted) throws IOException {
    while (count < wanted && (start < end || more())) {
      bits |= (input[start++] & 0xFFL) << count;
      count += 8;
    }
  }

  /** {@return whether there is more input now} */
  private boolean more() throws IOException {
    if (ended) {
      return false;
    }
    int from = Math.max(0, start - AHEAD); // some may be given back
    System.arraycopy(input, from, input, 0, end - from);
    start -= from;
    end -= from;
    int got;
    do {
      got = in.read(input, end, INPUT - end);
    } while (got == 0);
    if (got < 0) {
      ended = true;
      Arrays.fill(input, end, end + PADDING, (byte) 0);
      return false;
    }
    end += got;
    read += got;
    return true;
  }

  private DataFormatException damaged(String why) {
    return new DataFormatException("is damaged: " + why);
  }

  private DataFormatException cut() {
    start = end;
    bits = 0;
    count = 0;
    return new DataFormatException(CUT);
  }
}
