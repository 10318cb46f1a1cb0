package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a tar archive by its place, to have it again from the start of the archive. It is
 * kept as long as the member may be compared, so it has no more than that takes.
 */
record TarData(
    Compression compression,
    String name,
    long dataOffset,
    long size,
    @Nullable List<TarEntry.Segment> segments)
    implements Origin.Opener {

  @Override
  public InputStream open(ByteSource container) throws IOException {
    return open(container, new Budget(Long.MAX_VALUE));
  }

  InputStream open(ByteSource container, Budget budget) throws IOException {
    TarStream stream =
        new TarStream(compression.open(container), compression != Compression.NONE, budget);
    if (!stream.advanceTo(dataOffset)) {
      stream.close();
      throw Damage.tooShort(name, 0, size);
    }
    return new MemberStream(file(stream), name, size, true);
  }

  /** {@return the file's bytes, out of a stream that is at the member's data} */
  InputStream file(InputStream stored) {
    return segments == null ? stored : new SparseInputStream(stored, segments, size);
  }
}
