package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Meets the members of a zip archive in the order of its central directory. Nothing is kept of the
 * directory but one window and the names, so that its size does not matter.
 *
 * <p>Folders are no artifacts. A symbolic link's target is met at its own place and, where the
 * link's name claims something else, under that name too. A binary is met when all its bytes have
 * been proven by their CRC-32.
 */
final class ZipReader {

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int DEFLATED64 = 9;
  private static final int BZIP2 = 12;

  private static final String HEADER = "central directory file header";
  private static final int CRC = 16;
  private static final int COMPRESSED_SIZE = 20;

  private final Met zip;
  private final ZipDirectory directory;
  private final Archives archives;
  private final Members members;
  private final Links links;

  ZipReader(Met zip, ZipDirectory directory, Archives archives) {
    this.zip = zip;
    this.directory = directory;
    this.archives = archives;
    this.members = new Members(zip);
    this.links = new Links(zip, members, archives);
  }

  private interface MemberVisitor {
    void meet(Met member) throws IOException;
  }

  /** Meets all members. */
  void read() throws IOException {
    pass(this::meet);
    if (links.resolve()) {
      pass(this::meetAgain);
    }
  }

  private void pass(ZipEntries.Visitor visitor) throws IOException {
    new ZipEntries(zip.source(), directory)
        .forEach(entry -> {
          visitor.meet(entry);
          if (zip.budget().exhausted()) {
            throw new IOException(
                "expands to too much; the members after this one were not looked at");
          }
        });
  }

  private void meet(ZipEntry entry) throws IOException {
    zip.budget().takeMember(entry.rawName().limit());
    if (entry.folder()) {
      members.addFolder(entry.name());
    } else if (entry.link()) {
      open(entry, members.ofLink(entry.name()), link -> keep(entry, link));
    } else {
      open(entry, members.name(entry.name()), member -> meet(entry, member));
    }
  }

  private void meetAgain(ZipEntry entry) throws IOException {
    if (!entry.folder() && !entry.link()) {
      for (String alias : links.aliases(entry.name())) {
        Members.Named link = members.name(alias);
        archives.link(link.path(), entry.name());
        open(entry, link, member -> meet(entry, member));
      }
    }
  }

  private void open(ZipEntry entry, Members.Named named, MemberVisitor visitor) {
    if (entry.encrypted()) {
      archives.notChecked(named.path(), "is encrypted");
      return;
    }
    try {
      switch (entry.method()) {
        case STORED -> stored(entry, named, visitor);
        case DEFLATED -> expanded(entry, named, Compression.DEFLATE, visitor);
        case DEFLATED64 -> expanded(entry, named, Compression.DEFLATE64, visitor);
        case BZIP2 -> expanded(entry, named, Compression.BZIP2, visitor);
        default -> archives.notChecked(named.path(), "not opened: " + methodName(entry.method()));
      }
    } catch (IOException e) {
      archives.notChecked(named.path(), e);
    }
  }

  private void stored(ZipEntry entry, Members.Named named, MemberVisitor visitor)
      throws IOException {
    if (entry.compressedSize() != entry.size()) {
      throw Damage.invalid(
          zip.source(),
          HEADER,
          "compressed size",
          entry.offset() + COMPRESSED_SIZE,
          "of a stored member is not its size");
    }
    visitor.meet(zip.part(named, entry.dataOffset(zip.source(), directory.prefix()), entry.size()));
  }

  private void expanded(
      ZipEntry entry, Members.Named named, Compression compression, MemberVisitor visitor)
      throws IOException {
    long offset = entry.dataOffset(zip.source(), directory.prefix());
    long length = entry.compressedSize();
    Origin.Expanded origin =
        new Origin.Expanded(
            zip.origin(),
            container -> compression.open(container.slice(offset, length)),
            named.path(),
            entry.size(),
            zip.depth() + 1);
    try (ForwardSource source = origin.source(zip.source(), zip.budget())) {
      visitor.meet(zip.member(named, source, origin, new StoredContent(origin, entry.size())));
    }
  }

  private void meet(ZipEntry entry, Met member) throws IOException {
    if (Container.binary(member.source())) {
      checkCrc(entry, member.source());
    }
    archives.meet(member);
  }

  private void checkCrc(ZipEntry entry, ByteSource source) throws IOException {
    CRC32 crc = new CRC32();
    new CheckedInputStream(new SourceInputStream(source), crc)
        .transferTo(OutputStream.nullOutputStream());
    if (crc.getValue() != entry.crc()) {
      throw Damage.invalid(
          zip.source(),
          HEADER,
          "crc-32",
          entry.offset() + CRC,
          String.format(
              "is 0x%08x, but that of the member's bytes is 0x%08x", entry.crc(), crc.getValue()));
    }
  }

  /** The data of a symbolic link is its target. */
  private void keep(ZipEntry entry, Met link) throws IOException {
    if (entry.size() > Names.LONGEST_PATH) {
      archives.notChecked(link.path(), "is a link whose target is no path: it is too long");
      return;
    }
    checkCrc(entry, link.source());
    byte[] target = new byte[(int) entry.size()];
    link.source().read(0, target, 0, target.length);
    // No path has a zero byte, but every binary of a size to fit here has.
    String path = ZipEntry.text(ByteBuffer.wrap(target));
    if (path.isEmpty() || path.indexOf(0) >= 0) {
      archives.notChecked(link.path(), "is a link whose target is no path");
    } else {
      links.addSymbolic(entry.name(), path);
    }
  }

  private static String methodName(int method) {
    return switch (method) {
      case 14 -> "LZMA (zip method 14)";
      case 20, 93 -> "Zstandard (zip method " + method + ")";
      case 95 -> "xz (zip method 95)";
      case 98 -> "PPMd (zip method 98)";
      case 99 -> "encrypted by AES (zip method 99)";
      default -> "zip method " + method;
    };
  }
}
