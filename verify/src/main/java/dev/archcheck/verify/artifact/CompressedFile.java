package dev.archcheck.verify.artifact;

import dev.archcheck.verify.digest.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A compressed tar archive, or a single file that was compressed. */
final class CompressedFile {

  private static final int BUFFER = 64 << 10;

  private final Met met;
  private final Compression compression;
  private final Archives archives;

  CompressedFile(Met met, Compression compression, Archives archives) {
    this.met = met;
    this.compression = compression;
    this.archives = archives;
  }

  /**
   * Meets what is in it.
   *
   * @param plainly whether it is damage if it does not even begin
   */
  void read(boolean plainly) throws IOException {
    byte[] head;
    try (InputStream in = compression.open(met.source())) {
      head = in.readNBytes(TarHeader.SIZE);
    } catch (IOException e) {
      if (plainly) {
        throw e;
      }
      archives.visit(met);
      return;
    }
    if (TarHeader.isHeader(head)
        || (head.length == TarHeader.SIZE && new TarHeader(head).ustar())) {
      new TarMembers(met, compression, archives).read();
    } else {
      single();
    }
  }

  /** Nothing states the size of what is in it in a way to rely on: it is expanded to be known. */
  private void single() throws IOException {
    MessageDigest digest = Algorithm.SHA256.start();
    long size = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = compression.open(met.source())) {
      for (int count; (count = in.read(buffer)) >= 0; size += count) {
        met.budget().takeBytes(count);
        digest.update(buffer, 0, count);
      }
    }
    String inner = innerName();
    // The file's own name is the only one that it has: it must not claim twice.
    Members.Named named =
        new Members.Named(met.path() + "!/" + inner, Names.withLast(met.names(), inner));
    Origin.Expanded origin =
        new Origin.Expanded(met.origin(), compression::open, named.path(), size, met.depth() + 1);
    DigestedContent content = new DigestedContent(origin, size);
    content.digested(digest.digest());
    try (ForwardSource source = origin.source(met.source(), met.budget())) {
      archives.meet(met.member(named, source, origin, content));
    }
  }

  /** {@return the file's name without the extension that compression gave it, if it did} */
  private String innerName() {
    String path = met.path();
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String extension = met.extension();
    boolean given = Container.GZIP.named(extension) || Container.BZIP2.named(extension);
    return given && name.length() > extension.length()
        ? name.substring(0, name.length() - extension.length())
        : name;
  }
}
