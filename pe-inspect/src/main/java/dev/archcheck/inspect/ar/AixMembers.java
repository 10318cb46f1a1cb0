package dev.archcheck.inspect.ar;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The members of an AIX big archive: a fixed header FL_HDR of 128 bytes, then a chain of members
 * behind headers AR_HDR of 112 bytes, a name, and a two-byte end at an even offset.
 */
final class AixMembers implements MemberReader {

  static final int FIXED_HEADER = 128;

  private static final int NUMBER = 20;
  private static final int FIRST_AT = 68;
  private static final int LAST_AT = 88;
  private static final int MEMBER_HEADER = 112;
  private static final int NAME_LENGTH_AT = 108;
  private static final int NAME_LENGTH = 4;

  private final ByteSource source;
  private final long last;
  private final long most;
  private long position;
  private long seen;

  AixMembers(ByteSource source) throws IOException {
    this.source = source;
    Cursor.open(source, "FL_HDR", 0, FIXED_HEADER, ByteOrder.BIG_ENDIAN).skip("", FIXED_HEADER);
    ByteBuffer header = source.read(0, FIXED_HEADER);
    position = Decimal.parse(source, "FL_HDR", "fl_fstmoff", header, FIRST_AT, 0, NUMBER);
    last = Decimal.parse(source, "FL_HDR", "fl_lstmoff", header, LAST_AT, 0, NUMBER);
    // The chain may run backwards, but no member is there twice.
    most = source.size() / (MEMBER_HEADER + 2) + 1;
  }

  @Override
  public @Nullable ArMember next() throws IOException {
    if (position == 0) {
      return null;
    }
    long at = position;
    if (++seen > most) {
      throw MalformedBinaryException.at(
          source, "AR_HDR", "ar_nxtmem", at, Reason.LOOP, "comes back to an earlier member");
    }
    Cursor in = Cursor.open(source, "AR_HDR", at, MEMBER_HEADER, ByteOrder.BIG_ENDIAN);
    in.skip("", MEMBER_HEADER);
    ByteBuffer header = source.read(at, MEMBER_HEADER);
    long size = Decimal.parse(source, "AR_HDR", "ar_size", header, 0, at, NUMBER);
    long next = Decimal.parse(source, "AR_HDR", "ar_nxtmem", header, NUMBER, at, NUMBER);
    int length =
        (int) Decimal.parse(source, "AR_HDR", "ar_namlen", header, NAME_LENGTH_AT, at, NAME_LENGTH);
    String name = name(at, length);
    long contents = at + MEMBER_HEADER + length + (length & 1) + 2;
    if (size > source.size() - contents) {
      throw MalformedBinaryException.at(
          source, "AR_HDR", "ar_size", at, Reason.TRUNCATED, size + " bytes leave the archive");
    }
    position = at == last ? 0 : next;
    return new ArMember(name, at, contents, size, false, true);
  }

  private String name(long at, int length) throws IOException {
    return Cursor.open(source, "AR_HDR", at + MEMBER_HEADER, length, ByteOrder.BIG_ENDIAN)
        .text("ar_name", length);
  }

  @Override
  public Cursor header(ArMember member) throws IOException {
    Cursor in =
        Cursor.recording(
            source, "AR_HDR", member.headerOffset(), MEMBER_HEADER, ByteOrder.BIG_ENDIAN);
    var _ = in.text("ar_size", NUMBER);
    var _ = in.text("ar_nxtmem", NUMBER);
    var _ = in.text("ar_prvmem", NUMBER);
    var _ = in.text("ar_date", 12);
    var _ = in.text("ar_uid", 12);
    var _ = in.text("ar_gid", 12);
    var _ = in.text("ar_mode", 12);
    var _ = in.text("ar_namlen", NAME_LENGTH);
    return in;
  }
}
