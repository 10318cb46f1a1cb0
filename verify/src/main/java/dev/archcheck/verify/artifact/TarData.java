package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/** A member of a tar archive by its place, to have it again from the start of the archive. */
record TarData(Compression compression, TarEntry entry, String name) implements Origin.Opener {

  @Override
  public InputStream open(ByteSource container) throws IOException {
    return open(container, new Budget(Long.MAX_VALUE));
  }

  InputStream open(ByteSource container, Budget budget) throws IOException {
    TarStream stream =
        new TarStream(compression.open(container), compression != Compression.NONE, budget);
    if (!stream.advanceTo(entry.dataOffset())) {
      stream.close();
      throw Damage.tooShort(name, 0, entry.size());
    }
    return new MemberStream(file(stream), name, entry.size(), true);
  }

  /** {@return the file's bytes, out of a stream that is at the member's data} */
  InputStream file(InputStream stored) {
    return entry.segments() == null
        ? stored
        : new SparseInputStream(stored, entry.segments(), entry.size());
  }
}
