package dev.archcheck.inspect.ar;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Members behind headers of 60 bytes, ar_hdr, each at an even offset: System V and GNU with long
 * names in a member {@code //}, BSD with long names before the contents ({@code #1/length}), COFF
 * libraries, and thin archives, whose headers follow one another.
 */
final class CommonMembers implements MemberReader {

  private static final int MAGIC = 8;
  private static final int HEADER = 60;
  private static final int NAME = 16;
  private static final int SIZE_AT = 48;
  private static final int SIZE = 10;
  private static final int END_AT = 58;
  private static final int MAX_NAME = 4096;

  private final ByteSource source;
  private final boolean thin;
  private long position = MAGIC;
  private long longNames = -1;
  private long longNamesSize;

  CommonMembers(ByteSource source, boolean thin) {
    this.source = source;
    this.thin = thin;
  }

  @Override
  public @Nullable ArMember next() throws IOException {
    long at = position;
    // Some archivers pad to an even size without a member behind it.
    if (at > source.size() - 2) {
      return null;
    }
    Cursor.open(source, "ar_hdr", at, HEADER, ByteOrder.LITTLE_ENDIAN).skip("", HEADER);
    ByteBuffer header = source.read(at, HEADER);
    if (header.get(END_AT) != '`' || header.get(END_AT + 1) != '\n') {
      throw malformed("ar_fmag", at + END_AT, Reason.INVALID, "does not end the header");
    }
    long size = Decimal.parse(source, "ar_hdr", "ar_size", header, SIZE_AT, at, SIZE);
    String raw = text(header, NAME);
    boolean index = isIndex(raw);
    boolean stored = !thin || index;
    long contents = at + HEADER;
    if (stored && size > source.size() - contents) {
      throw malformed(
          "ar_size", at + SIZE_AT, Reason.TRUNCATED, size + " bytes reach past the archive's end");
    }
    long end = stored ? contents + size : contents;
    position = end + (end & 1);
    if (raw.equals("//")) {
      longNames = contents;
      longNamesSize = size;
    }
    return raw.startsWith("#1/")
        ? bsd(at, raw, size)
        : new ArMember(name(raw), at, contents, size, index, stored);
  }

  private static boolean isIndex(String raw) {
    return raw.equals("/")
        || raw.equals("//")
        || raw.equals("/SYM64/")
        || (raw.startsWith("/<") && raw.endsWith(">/"))
        || raw.startsWith("__.SYMDEF");
  }

  /** The name takes the first bytes of the contents. */
  private ArMember bsd(long at, String raw, long size) throws IOException {
    long length = number(raw, 3);
    if (length < 0 || length > size || length > MAX_NAME) {
      throw malformed("ar_name", at, Reason.OUT_OF_RANGE, "announces a name of " + length);
    }
    String name = text(source.read(at + HEADER, (int) length), (int) length);
    return new ArMember(
        name, at, at + HEADER + length, size - length, name.startsWith("__.SYMDEF"), true);
  }

  private String name(String raw) throws IOException {
    if (raw.length() > 1 && raw.charAt(0) == '/' && isDigit(raw.charAt(1))) {
      return longName(raw);
    }
    return raw.length() > 1 && raw.endsWith("/") && !isIndex(raw)
        ? raw.substring(0, raw.length() - 1)
        : raw;
  }

  /** GNU ends a long name with a slash and a line feed, Microsoft with a NUL. */
  private String longName(String raw) throws IOException {
    long index = number(raw, 1);
    if (longNames < 0 || index < 0 || index >= longNamesSize) {
      return raw;
    }
    int reach = (int) Math.min(MAX_NAME, longNamesSize - index);
    ByteBuffer bytes = source.read(longNames + index, reach);
    int end = 0;
    while (end < reach && bytes.get(end) != 0 && bytes.get(end) != '\n') {
      end++;
    }
    boolean slash = end > 0 && bytes.get(end - 1) == '/' && end < reach && bytes.get(end) == '\n';
    return latin(bytes, slash ? end - 1 : end);
  }

  /** {@return a number that a name holds from an index on, or -1; a colon may end it} */
  private static long number(String text, int from) {
    long value = 0;
    for (int i = from; i < text.length() && text.charAt(i) != ':'; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return from < text.length() ? value : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** {@return text without the blanks or NULs that fill it up} */
  private static String text(ByteBuffer bytes, int length) {
    int end = length;
    while (end > 0 && (bytes.get(end - 1) == ' ' || bytes.get(end - 1) == 0)) {
      end--;
    }
    return latin(bytes, end);
  }

  private static String latin(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(0, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  @Override
  public Cursor header(ArMember member) throws IOException {
    Cursor in =
        Cursor.recording(source, "ar_hdr", member.headerOffset(), HEADER, ByteOrder.LITTLE_ENDIAN);
    var _ = in.text("ar_name", NAME);
    var _ = in.text("ar_date", 12);
    var _ = in.text("ar_uid", 6);
    var _ = in.text("ar_gid", 6);
    var _ = in.text("ar_mode", 8);
    var _ = in.text("ar_size", SIZE);
    in.skip("ar_fmag", 2);
    return in;
  }

  private MalformedBinaryException malformed(
      String field, long offset, Reason reason, String detail) {
    return MalformedBinaryException.at(source, "ar_hdr", field, offset, reason, detail);
  }
}
