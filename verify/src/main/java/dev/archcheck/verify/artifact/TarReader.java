package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of a tar archive: POSIX ustar and pax, GNU long names and sparse files, and the
 * older forms. What extended headers may take is limited, so that memory stays bounded.
 */
final class TarReader {

  private static final int BLOCK = TarHeader.SIZE;

  /** Names of 4 KiB and sparse maps of some thousand segments fit many times. */
  private static final int EXTENDED_LIMIT = 1 << 20;

  private final String archive;
  private final TarStream in;
  private PaxHeader global = new PaxHeader();
  private long nextHeader;
  private boolean endMark;

  TarReader(String archive, TarStream in) {
    this.archive = archive;
    this.in = in;
  }

  /** {@return whether the archive ended as it should, not just where its bytes end} */
  boolean endMark() {
    return endMark;
  }

  /** {@return the next member of any type, its data next in the stream; null at the end} */
  @Nullable TarEntry next() throws IOException {
    PaxHeader pax = new PaxHeader();
    String longName = null;
    String longLink = null;
    while (true) {
      TarHeader header = header();
      if (header == null) {
        return null;
      }
      switch (header.type()) {
        case 'x', 'X' -> readPax(header, pax);
        case 'g' -> {
          PaxHeader more = new PaxHeader();
          readPax(header, more);
          global = more.over(global);
        }
        case 'L' -> longName = longText(header);
        case 'K' -> longLink = longText(header);
        default -> {
          return entry(header, pax.over(global), longName, longLink);
        }
      }
    }
  }

  private @Nullable TarHeader header() throws IOException {
    if (!in.advanceTo(nextHeader)) {
      throw invalid("", "is cut off: a member should go on to " + nextHeader);
    }
    byte[] block = in.readBlock(BLOCK);
    endMark = false;
    for (; block.length == BLOCK && isZero(block); block = in.readBlock(BLOCK)) {
      endMark = true;
    }
    // What follows an end mark are zeros that fill a record, or the next of several archives that
    // were joined: tar --ignore-zeros finds its members, so they are met here.
    if (block.length == 0 || (endMark && isZero(block))) {
      return null;
    }
    boolean header = block.length == BLOCK && new TarHeader(block).checksumValid();
    if (!header && endMark) {
      throw garbage(in.position() - block.length);
    }
    if (block.length < BLOCK) {
      throw invalid("", "is cut off within a header");
    }
    if (!header) {
      throw invalid("chksum", "is not the sum of the header");
    }
    nextHeader = in.position();
    return new TarHeader(block);
  }

  private static boolean isZero(byte[] block) {
    for (byte one : block) {
      if (one != 0) {
        return false;
      }
    }
    return true;
  }

  private IOException garbage(long start) throws IOException {
    in.drain();
    return Damage.invalid(
        archive,
        "tar archive",
        "",
        start,
        "has "
            + (in.position() - start)
            + " bytes behind its end mark that are no member and are not looked at");
  }

  private void readPax(TarHeader header, PaxHeader into) throws IOException {
    if (!into.read(extended(header))) {
      throw invalid("", "has an extended header that is no list of records");
    }
  }

  private String longText(TarHeader header) throws IOException {
    byte[] text = extended(header);
    return TarHeader.text(text, 0, text.length);
  }

  private byte[] extended(TarHeader header) throws IOException {
    long size = header.size();
    if (size < 0 || size > EXTENDED_LIMIT) {
      throw invalid("size", "of an extended header is " + size + ", more than is read");
    }
    byte[] data = in.readBlock((int) size);
    if (data.length < size) {
      throw invalid("", "is cut off within an extended header");
    }
    nextHeader = roundUp(in.position());
    return data;
  }

  private TarEntry entry(
      TarHeader header, PaxHeader pax, @Nullable String longName, @Nullable String longLink)
      throws IOException {
    long stored = pax.number("size", header.size());
    if (!hasData(header.type(), stored)) {
      stored = 0;
    }
    if (stored < 0 || stored > Long.MAX_VALUE - in.position() - BLOCK) {
      throw invalid("size", "is no possible size");
    }
    String name = firstOf(pax.get("GNU.sparse.name"), pax.get("path"), longName, header.name());
    // Some formats keep the sparse map in front of the data, others in the headers.
    nextHeader = roundUp(in.position() + stored);
    if (header.type() == 'S') {
      return gnuSparse(header, name, stored);
    }
    if (sparse(pax)) {
      return paxSparse(header, pax, name);
    }
    String link = firstOf(pax.get("linkpath"), longLink, null, header.linkName());
    return new TarEntry(
        name, header.type(), header.mode(), link, in.position(), stored, stored, null);
  }

  /**
   * Of the types 1 to 6 POSIX says that no data follows, whatever their size field says; but pax
   * allows it after a hard link and GNU tar writes the size without the data. What comes next has
   * to tell, as it does for libarchive.
   */
  private boolean hasData(char type, long stored) throws IOException {
    if (type != '1' || stored <= 0) {
      return type < '1' || type > '6';
    }
    byte[] next = in.readBlock(BLOCK);
    in.unread(next);
    return next.length == BLOCK && !isZero(next) && !new TarHeader(next).checksumValid();
  }

  private static String firstOf(
      @Nullable String a, @Nullable String b, @Nullable String c, String otherwise) {
    return a != null ? a : b != null ? b : c != null ? c : otherwise;
  }

  private static boolean sparse(PaxHeader pax) {
    return pax.get("GNU.sparse.major") != null
        || pax.get("GNU.sparse.size") != null
        || pax.get("GNU.sparse.map") != null;
  }

  /** Old GNU format: four pairs in the header, more in blocks of 21 after it. */
  private TarEntry gnuSparse(TarHeader header, String name, long stored) throws IOException {
    List<Long> pairs = new ArrayList<>();
    addPairs(pairs, header.block(), 386, 4);
    boolean more = header.block()[482] != 0;
    for (int blocks = 0; more; blocks++) {
      byte[] block = in.readBlock(BLOCK);
      if (block.length < BLOCK || blocks > EXTENDED_LIMIT / BLOCK) {
        throw invalid("", "has a sparse map without an end");
      }
      addPairs(pairs, block, 0, 21);
      more = block[504] != 0;
    }
    nextHeader = roundUp(in.position() + stored);
    return sparseEntry(header, name, in.position(), stored, header.number(483, 12), pairs);
  }

  private static void addPairs(List<Long> pairs, byte[] block, int offset, int count) {
    for (int i = 0; i < count && block[offset + 24 * i] != 0; i++) {
      pairs.add(TarHeader.number(block, offset + 24 * i, 12));
      pairs.add(TarHeader.number(block, offset + 24 * i + 12, 12));
    }
  }

  private TarEntry paxSparse(TarHeader header, PaxHeader pax, String name) throws IOException {
    List<Long> pairs = "1".equals(pax.get("GNU.sparse.major")) ? leadingMap() : pax.sparsePairs();
    long stored = nextHeader - in.position();
    long size = pax.number("GNU.sparse.realsize", pax.number("GNU.sparse.size", -1));
    long segments = 0;
    for (int i = 1; i < pairs.size(); i += 2) {
      segments += pairs.get(i);
    }
    return sparseEntry(
        header, name, in.position(), Math.min(stored, Math.max(0, segments)), size, pairs);
  }

  /** Format 1.0: decimal lines in front of the data, padded to whole blocks. */
  private List<Long> leadingMap() throws IOException {
    long end = Math.min(nextHeader, in.position() + EXTENDED_LIMIT);
    List<Long> numbers = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    long wanted = 1;
    while (numbers.size() < wanted) {
      byte[] block = in.position() < end ? in.readBlock(BLOCK) : new byte[0];
      if (block.length < BLOCK) {
        throw invalid("", "has a sparse map without an end");
      }
      for (int i = 0; i < BLOCK && numbers.size() < wanted; i++) {
        if (block[i] != '\n') {
          line.append((char) (block[i] & 0xFF));
          continue;
        }
        numbers.add(PaxHeader.number(line.toString()));
        line.setLength(0);
        if (numbers.size() == 1) {
          wanted = Math.clamp(numbers.getFirst(), 0, EXTENDED_LIMIT) * 2L + 1;
        }
      }
    }
    return numbers.subList(1, numbers.size());
  }

  private TarEntry sparseEntry(
      TarHeader header, String name, long dataOffset, long stored, long size, List<Long> pairs)
      throws IOException {
    List<TarEntry.Segment> segments = new ArrayList<>(pairs.size() / 2);
    long end = 0;
    long sum = 0;
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      long offset = pairs.get(i);
      long length = pairs.get(i + 1);
      if (offset < end || length < 0 || offset > size - length) {
        throw invalid("", "has a sparse map that does not fit its file");
      }
      end = offset + length;
      sum += length;
      segments.add(new TarEntry.Segment(offset, length));
    }
    if (sum != stored || size < 0 || pairs.size() % 2 != 0) {
      throw invalid("", "has a sparse map that does not fit its data");
    }
    return new TarEntry(name, header.type(), header.mode(), "", dataOffset, stored, size, segments);
  }

  private static long roundUp(long offset) {
    return offset + BLOCK - 1 & -BLOCK;
  }

  private IOException invalid(String field, String detail) {
    return Damage.invalid(archive, "tar archive", field, in.position(), detail);
  }
}
