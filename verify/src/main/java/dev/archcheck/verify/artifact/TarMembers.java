package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Meets the members of a tar archive in its order.
 *
 * <p>Only regular files are artifacts. Hard links and symbolic links name a file that is met at its
 * own place; folders, devices and pipes have no bytes.
 */
final class TarMembers {

  private static final int SCRATCH = 64 << 10;

  private final Met tar;
  private final Compression compression;
  private final Archives archives;
  private final Members members;
  private final byte[] scratch = new byte[SCRATCH];

  TarMembers(Met tar, Compression compression, Archives archives) {
    this.tar = tar;
    this.compression = compression;
    this.archives = archives;
    this.members = new Members(tar);
  }

  /** Meets all members; those before a break are met. */
  void read() throws IOException {
    boolean compressed = compression != Compression.NONE;
    try (TarStream in = new TarStream(compression.open(tar.source()), compressed, tar.budget())) {
      TarReader reader = new TarReader(tar.path(), in);
      for (TarEntry entry; (entry = reader.next()) != null; ) {
        tar.budget().takeMember();
        if (isFile(entry)) {
          meet(entry, in);
        }
      }
      if (!compressed && !reader.endMark()) {
        throw Damage.invalid(
            tar.path(), "tar archive", "", in.position(), "ends without its end mark");
      }
      in.drain();
    }
  }

  private boolean isFile(TarEntry entry) {
    return switch (entry.type()) {
      case '0', 0, '7', 'S' -> !entry.name().endsWith("/");
      case '1', '2', '3', '4', '5', '6' -> false; // links, devices, folders, pipes
      case 'D', 'V', 'N' -> false; // GNU: folder listings, volume labels, old long names
      default -> {
        archives.notChecked(
            members.name(entry.name()).path(),
            "is of a type that is not known: '" + entry.type() + "'");
        yield false;
      }
    };
  }

  private void meet(TarEntry entry, TarStream in) throws IOException {
    Members.Named named = members.name(entry.name());
    if (compression == Compression.NONE && entry.segments() == null) {
      slice(entry, named);
    } else {
      expanded(entry, named, in);
    }
  }

  private void slice(TarEntry entry, Members.Named named) throws IOException {
    if (entry.storedSize() > tar.source().size() - entry.dataOffset()) {
      archives.notChecked(
          named.path(),
          Damage.tooShort(named.path(), tar.source().size() - entry.dataOffset(), entry.size()));
      return; // the archive's own break is noticed on the way to the next header
    }
    ByteSource data = tar.source().slice(entry.dataOffset(), entry.storedSize());
    Origin part = new Origin.Part(tar.origin(), entry.dataOffset(), entry.storedSize());
    archives.meet(tar.member(named, data, part, new StoredContent(part, data.size())));
  }

  private void expanded(TarEntry entry, Members.Named named, TarStream in) throws IOException {
    TarData again = new TarData(compression, entry, named.path());
    Origin.Expanded origin =
        new Origin.Expanded(tar.origin(), again, named.path(), entry.size(), tar.depth() + 1);
    DigestedContent content = new DigestedContent(origin, entry.size());
    MemberStream data = new MemberStream(again.file(in), named.path(), entry.size(), false);
    boolean reported = false;
    try (ForwardSource source =
        new ForwardSource(
            named.path(),
            entry.size(),
            data,
            () -> again.open(tar.source(), tar.budget()),
            // The archive's stream pays for what is stored, but holes come from nowhere.
            entry.segments() == null ? new Budget(Long.MAX_VALUE) : tar.budget(),
            tar.depth() + 1)) {
      MessageDigest digest = entry.segments() == null ? startDigest(source, data) : null;
      archives.meet(tar.member(named, source, origin, content));
      reported = data.broken();
      if (entry.segments() == null) {
        pass(data);
      }
      if (digest != null) {
        content.digested(digest.digest());
      }
    } catch (IOException e) {
      if (!reported) {
        archives.notChecked(named.path(), e);
      }
      throw e;
    }
  }

  /** Only binaries are ever compared, so only they are digested on the way. */
  private @Nullable MessageDigest startDigest(ForwardSource source, MemberStream data)
      throws IOException {
    if (!Container.binary(source)) {
      return null;
    }
    MessageDigest digest = Digest.sha256();
    ByteBuffer passed = source.read(0, (int) data.position());
    digest.update(passed);
    data.digest(digest);
    return digest;
  }

  private void pass(InputStream data) throws IOException {
    while (data.read(scratch) >= 0) {
      // the digest sees it
    }
  }
}
