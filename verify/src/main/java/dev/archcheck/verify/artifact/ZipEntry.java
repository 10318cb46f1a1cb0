package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Central directory file header (APPNOTE.TXT 4.3.12), 46 bytes and three variable fields, with the
 * sizes of its zip64 extra field.
 *
 * @param offset where it is in the archive
 */
record ZipEntry(
    long offset,
    int madeBy,
    int flags,
    int method,
    long crc,
    long compressedSize,
    long size,
    long externalAttributes,
    long localOffset,
    ByteBuffer rawName) {

  static final int SIGNATURE = 0x0201_4B50;
  static final int FIXED = 46;

  static final int LOCAL_SIGNATURE = 0x0403_4B50;
  private static final int LOCAL_FIXED = 30;
  private static final int ZIP64_EXTRA = 0x0001;
  private static final long IN_ZIP64 = 0xFFFF_FFFFL;
  private static final int FLAG_ENCRYPTED = 1;
  private static final int FLAG_DESCRIPTOR = 1 << 3;
  private static final int MADE_BY_UNIX = 3;
  private static final int MADE_BY_DARWIN = 19;

  /** Some writers deflate even what is empty. */
  private static final int NOTHING_DEFLATED = 2;

  private static final int S_IFMT = 0xF000;
  private static final int S_IFLNK = 0xA000;

  /**
   * Reads an entry.
   *
   * @param bytes the fixed part and after it all variable fields
   */
  static ZipEntry read(ByteBuffer bytes, long offset) throws BadExtraException {
    int nameLength = bytes.getShort(28) & 0xFFFF;
    int extraLength = bytes.getShort(30) & 0xFFFF;
    Zip64 wide =
        Zip64.of(
            bytes.slice(FIXED + nameLength, extraLength).order(ByteOrder.LITTLE_ENDIAN),
            bytes.getInt(24) & IN_ZIP64,
            bytes.getInt(20) & IN_ZIP64,
            bytes.getInt(42) & IN_ZIP64);
    return new ZipEntry(
        offset,
        bytes.getShort(4) & 0xFFFF,
        bytes.getShort(8) & 0xFFFF,
        bytes.getShort(10) & 0xFFFF,
        bytes.getInt(16) & 0xFFFF_FFFFL,
        wide.compressedSize,
        wide.size,
        bytes.getInt(38) & 0xFFFF_FFFFL,
        wide.localOffset,
        bytes.slice(FIXED, nameLength));
  }

  /** {@return the length of the variable fields of the entry whose fixed part is given} */
  static int variableLength(ByteBuffer fixed) {
    return (fixed.getShort(28) & 0xFFFF)
        + (fixed.getShort(30) & 0xFFFF)
        + (fixed.getShort(32) & 0xFFFF);
  }

  /** A zip64 extra field that has not all the values that the entry leaves to it. */
  static final class BadExtraException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** The three values that zip64 may hold, in its order. */
  private record Zip64(long size, long compressedSize, long localOffset) {

    static Zip64 of(ByteBuffer extra, long size, long compressedSize, long localOffset)
        throws BadExtraException {
      if (size != IN_ZIP64 && compressedSize != IN_ZIP64 && localOffset != IN_ZIP64) {
        return new Zip64(size, compressedSize, localOffset);
      }
      for (int at = 0; at + 4 <= extra.limit(); ) {
        int length = extra.getShort(at + 2) & 0xFFFF;
        if (length > extra.limit() - at - 4) {
          break;
        }
        if ((extra.getShort(at) & 0xFFFF) == ZIP64_EXTRA) {
          ByteBuffer values = extra.slice(at + 4, length).order(ByteOrder.LITTLE_ENDIAN);
          return new Zip64(
              next(values, size), next(values, compressedSize), next(values, localOffset));
        }
        at += 4 + length;
      }
      // Without the field, 2^32-1 is just a number; it will not fit or it will.
      return new Zip64(size, compressedSize, localOffset);
    }

    private static long next(ByteBuffer values, long narrow) throws BadExtraException {
      if (narrow != IN_ZIP64) {
        return narrow;
      }
      if (values.remaining() < 8) {
        throw new BadExtraException();
      }
      long value = values.getLong();
      if (value < 0) {
        throw new BadExtraException();
      }
      return value;
    }
  }

  /** {@return the name; whatever its flag says, it is UTF-8 if it can be} */
  String name() {
    return text(rawName);
  }

  static String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException _) {
      return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }
  }

  boolean encrypted() {
    return (flags & FLAG_ENCRYPTED) != 0;
  }

  boolean folder() {
    return size == 0
        && compressedSize <= NOTHING_DEFLATED
        && rawName.limit() > 0
        && rawName.get(rawName.limit() - 1) == '/';
  }

  boolean link() {
    int system = madeBy >>> 8;
    return (system == MADE_BY_UNIX || system == MADE_BY_DARWIN)
        && ((externalAttributes >>> 16) & S_IFMT) == S_IFLNK;
  }

  /**
   * Finds the member's data and holds its local header (4.3.7, 30 bytes) against this entry.
   *
   * @return where the data begins in the archive
   */
  long dataOffset(ByteSource zip, long prefix) throws IOException {
    if (localOffset > zip.size() - prefix - LOCAL_FIXED) {
      throw local(zip, localOffset, "", "is not inside the archive");
    }
    long at = prefix + localOffset;
    ByteBuffer fixed = zip.read(at, LOCAL_FIXED);
    if (fixed.getInt(0) != LOCAL_SIGNATURE) {
      throw local(zip, at, "local file header signature", "is missing");
    }
    int nameLength = fixed.getShort(26) & 0xFFFF;
    checkLocal(zip, at, fixed);
    if (nameLength != rawName.limit() || !zip.read(at + LOCAL_FIXED, nameLength).equals(rawName)) {
      throw local(zip, at, "file name", "is another name than in the central directory");
    }
    return at + LOCAL_FIXED + nameLength + (fixed.getShort(28) & 0xFFFF);
  }

  private void checkLocal(ByteSource zip, long at, ByteBuffer fixed) throws IOException {
    int localFlags = fixed.getShort(6) & 0xFFFF;
    if (((localFlags ^ flags) & FLAG_ENCRYPTED) != 0) {
      throw local(zip, at, "general purpose bit flag", "disagrees about encryption");
    }
    check(zip, at, "compression method", fixed.getShort(8) & 0xFFFF, method);
    if ((localFlags & FLAG_DESCRIPTOR) == 0) {
      check(zip, at, "crc-32", fixed.getInt(14) & 0xFFFF_FFFFL, crc);
      checkSize(zip, at, "compressed size", fixed.getInt(18) & IN_ZIP64, compressedSize);
      checkSize(zip, at, "uncompressed size", fixed.getInt(22) & IN_ZIP64, size);
    }
  }

  private static void checkSize(ByteSource zip, long at, String field, long local, long central)
      throws IOException {
    if (local != IN_ZIP64) {
      check(zip, at, field, local, central);
    }
  }

  private static void check(ByteSource zip, long at, String field, long local, long central)
      throws IOException {
    if (local != central) {
      throw local(zip, at, field, "is " + local + ", but " + central + " in the central directory");
    }
  }

  private static IOException local(ByteSource zip, long at, String field, String detail) {
    return Damage.invalid(zip, "local file header", field, at, detail);
  }
}
