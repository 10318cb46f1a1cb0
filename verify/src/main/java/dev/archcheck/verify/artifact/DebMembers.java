package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Meets the members of a Debian package (deb(5)): an ar archive of a version, a tar archive of
 * control files and a tar archive of the files themselves.
 */
final class DebMembers {

  private static final int MAGIC = 8;
  private static final int HEADER = 60;
  private static final String DATA_MEMBER = "data.tar";
  private static final String VERSION_MEMBER = "debian-binary";

  private final Met deb;
  private final Archives archives;

  DebMembers(Met deb, Archives archives) {
    this.deb = deb;
    this.archives = archives;
  }

  void read() throws IOException {
    Members members = new Members(deb);
    ByteSource source = deb.source();
    long at = MAGIC;
    boolean complete = false;
    while (at < source.size()) {
      ByteBuffer header = source.read(at, HEADER);
      deb.budget().takeMember(HEADER);
      String name = text(header, 0, 16);
      long size = size(header, at);
      if (!name.equals(VERSION_MEMBER)) {
        archives.meet(deb.part(members.name(name), at + HEADER, size));
      }
      complete |= name.startsWith(DATA_MEMBER);
      at += HEADER + size + (size & 1);
    }
    if (!complete) {
      throw Damage.invalid(source, "ar archive", "", at, "ends without " + DATA_MEMBER);
    }
  }

  private long size(ByteBuffer header, long at) throws IOException {
    long size = PaxHeader.number(text(header, 48, 10));
    if (size < 0 || header.getShort(58) != 0x0A60) {
      throw Damage.invalid(deb.source(), "ar member header", "ar_size", at, "is no header");
    }
    return size;
  }

  private static String text(ByteBuffer header, int offset, int length) {
    byte[] bytes = new byte[length];
    header.get(offset, bytes);
    String text = TarHeader.text(bytes, 0, length).strip();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
