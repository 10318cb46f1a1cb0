package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where the central directory of a zip archive lies (APPNOTE.TXT 4.3.14 to 4.3.16).
 *
 * @param offset its offset in the source, in bytes
 * @param size its size in bytes
 * @param prefix how many bytes were put before the archive; its offsets do not count them
 * @param entries how many entries it is said to have, modulo 65536 without zip64
 */
record ZipDirectory(long offset, long size, long prefix, long entries, boolean zip64) {

  private static final String END = "end of central directory record";
  private static final int END_SIZE = 22;
  private static final int END_SIGNATURE = 0x0605_4B50;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final String END64 = "zip64 end of central directory record";
  private static final int END64_SIZE = 56;
  private static final int END64_SIGNATURE = 0x0606_4B50;
  private static final int LOCATOR_SIZE = 20;
  private static final int LOCATOR_SIGNATURE = 0x0706_4B50;

  /** Finds it. */
  static ZipDirectory find(ByteSource zip) throws IOException {
    long end = findEnd(zip);
    ByteBuffer record = zip.read(end, END_SIZE);
    int entries = record.getShort(10) & 0xFFFF;
    long size = record.getInt(12) & 0xFFFF_FFFFL;
    long offset = record.getInt(16) & 0xFFFF_FFFFL;
    if (end >= LOCATOR_SIZE) {
      ByteBuffer locator = zip.read(end - LOCATOR_SIZE, LOCATOR_SIZE);
      if (locator.getInt(0) == LOCATOR_SIGNATURE) {
        return find64(zip, end - LOCATOR_SIZE, locator.getLong(8));
      }
    }
    return of(zip, END, end, size, offset, entries, false);
  }

  private static ZipDirectory find64(ByteSource zip, long locator, long stated) throws IOException {
    // Where something was put before the archive, the record is not where the locator says.
    long end = isEnd64(zip, stated) ? stated : locator - END64_SIZE;
    if (!isEnd64(zip, end)) {
      throw Damage.invalid(
          zip, "zip64 end of central directory locator", "", locator, "points to no record");
    }
    ByteBuffer record = zip.read(end, END64_SIZE);
    return of(zip, END64, end, record.getLong(40), record.getLong(48), record.getLong(32), true);
  }

  private static boolean isEnd64(ByteSource zip, long offset) throws IOException {
    return offset >= 0
        && offset <= zip.size() - END64_SIZE
        && zip.read(offset, 4).getInt(0) == END64_SIGNATURE;
  }

  private static ZipDirectory of(
      ByteSource zip, String record, long end, long size, long offset, long entries, boolean zip64)
      throws IOException {
    // The directory ends where its end record begins; that shows what lies before the archive.
    long start = end - size;
    if (size < 0 || offset < 0 || start < offset) {
      throw Damage.invalid(
          zip, record, "", end, "says that a directory of " + size + " bytes is at " + offset);
    }
    return new ZipDirectory(start, size, start - offset, entries, zip64);
  }

  /**
   * What lies before an archive may be anything, but no member: then the end record belongs to an
   * archive in the archive, whose own end is cut off, or this is the last of several.
   */
  void checkPrefix(ByteSource zip) throws IOException {
    if (prefix >= 4 && zip.read(0, 4).getInt(0) == ZipEntry.LOCAL_SIGNATURE) {
      throw Damage.invalid(
          zip,
          END,
          "offset of start of central directory",
          offset + size,
          "leaves " + prefix + " bytes before the archive that begin with a member of another");
    }
  }

  private static long findEnd(ByteSource zip) throws IOException {
    long last = zip.size() - END_SIZE;
    if (last >= 0 && zip.read(last, 4).getInt(0) == END_SIGNATURE) {
      return last;
    }
    int length = (int) Math.min(zip.size(), END_SIZE + LONGEST_COMMENT);
    ByteBuffer tail = zip.read(zip.size() - length, length);
    for (int at = length - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE
          && (tail.getShort(at + 20) & 0xFFFF) <= length - END_SIZE - at) {
        return zip.size() - length + at;
      }
    }
    throw Damage.invalid(zip, END, "", zip.size(), "is missing: the archive is cut off or no zip");
  }
}
