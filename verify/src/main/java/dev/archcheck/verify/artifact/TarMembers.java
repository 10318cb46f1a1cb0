package dev.archcheck.verify.artifact;

import dev.archcheck.verify.digest.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Meets the members of a tar archive in its order.
 *
 * <p>Regular files are artifacts. What hard links and symbolic links name is met at its own place,
 * and once more in a second pass over the archive where a link's name claims something else.
 * Folders, devices and pipes have no bytes.
 */
final class TarMembers {

  private static final int SCRATCH = 64 << 10;

  private final Met tar;
  private final Compression compression;
  private final Archives archives;
  private final Members members;
  private final Links links;
  private final byte[] scratch = new byte[SCRATCH];

  TarMembers(Met tar, Compression compression, Archives archives) {
    this.tar = tar;
    this.compression = compression;
    this.archives = archives;
    this.members = new Members(tar);
    this.links = new Links(tar, members, archives);
  }

  private interface EntryVisitor {
    void meet(TarEntry entry, TarStream in) throws IOException;
  }

  /** Meets all members; those before a break are met. */
  void read() throws IOException {
    pass(this::meet);
    if (links.resolve()) {
      pass(this::meetAgain);
    }
  }

  private void pass(EntryVisitor visitor) throws IOException {
    boolean compressed = compression != Compression.NONE;
    try (TarStream in = new TarStream(compression.open(tar.source()), compressed, tar.budget())) {
      TarReader reader = new TarReader(tar.path(), in);
      for (TarEntry entry; (entry = reader.next()) != null; ) {
        visitor.meet(entry, in);
      }
      if (!compressed && !reader.endMark()) {
        throw Damage.invalid(
            tar.path(), "tar archive", "", in.position(), "ends without its end mark");
      }
    }
  }

  private void meet(TarEntry entry, TarStream in) throws IOException {
    tar.budget().takeMember(entry.kept());
    if (isFile(entry)) {
      meet(entry, List.of(members.name(entry.name())), in);
      return;
    }
    switch (entry.type()) {
      case '1' -> links.addHard(entry.name(), entry.linkName());
      case '2' -> links.addSymbolic(entry.name(), entry.linkName());
      case '0', 0, '5', '7', 'D', 'S' -> members.addFolder(entry.name());
      case '3', '4', '6', 'V', 'N' -> {} // devices, pipes; of GNU volume labels, old long names
      default ->
          archives.notChecked(
              members.name(entry.name()).path(),
              "is of a type that is not known: '" + entry.type() + "'");
    }
  }

  private void meetAgain(TarEntry entry, TarStream in) throws IOException {
    if (isFile(entry)) {
      List<Members.Named> named = new ArrayList<>(1);
      for (String alias : links.aliases(entry.name())) {
        Members.Named link = members.name(alias);
        archives.link(link.path(), entry.name());
        named.add(link);
      }
      if (!named.isEmpty()) {
        meet(entry, named, in);
      }
    }
  }

  private static boolean isFile(TarEntry entry) {
    return switch (entry.type()) {
      // The oldest archives have folders as files whose names end so; they are empty.
      case '0', 0, '7', 'S' -> entry.size() > 0 || !entry.name().endsWith("/");
      case '1' -> entry.size() > 0;
      default -> false;
    };
  }

  private void meet(TarEntry entry, List<Members.Named> named, TarStream in) throws IOException {
    if (compression == Compression.NONE && entry.segments() == null) {
      for (Members.Named one : named) {
        slice(entry, one);
      }
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
    archives.meet(tar.part(named, entry.dataOffset(), entry.storedSize()));
  }

  /** Under further names it is met from the same source, which keeps what it expanded last. */
  private void expanded(TarEntry entry, List<Members.Named> named, TarStream in)
      throws IOException {
    String path = named.getLast().path();
    TarData again =
        new TarData(compression, path, entry.dataOffset(), entry.size(), entry.segments());
    Origin.Expanded origin =
        new Origin.Expanded(tar.origin(), again, path, entry.size(), tar.depth() + 1);
    DigestedContent content = new DigestedContent(origin, entry.size());
    MemberStream data = new MemberStream(again.file(in), path, entry.size(), false);
    boolean reported = false;
    try (ForwardSource source =
        new ForwardSource(
            path,
            entry.size(),
            data,
            () -> again.open(tar.source(), tar.budget()),
            // The archive's stream pays for what is stored, but holes come from nowhere.
            entry.segments() == null ? new Budget(Long.MAX_VALUE) : tar.budget(),
            tar.depth() + 1)) {
      MessageDigest digest = entry.segments() == null ? startDigest(source, data) : null;
      for (Members.Named one : named) {
        archives.meet(tar.member(one, source, origin, content));
      }
      reported = data.broken();
      if (entry.segments() == null) {
        pass(data);
      }
      if (digest != null) {
        content.digested(digest.digest());
      }
    } catch (IOException e) {
      if (!reported) {
        archives.notChecked(path, e);
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
    MessageDigest digest = Algorithm.SHA256.start();
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
