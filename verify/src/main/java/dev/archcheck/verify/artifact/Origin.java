package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/**
 * Where an artifact's bytes can be had again after its visit: a file, a part of one, a member of an
 * archive in another archive.
 */
interface Origin {

  /** Opens the bytes, lets them be read and closes them again. */
  <T> T read(Reader<T> reader) throws IOException;

  /** {@return the SHA-256 of all bytes} */
  default byte[] sha256() throws IOException {
    return read(Digest::of);
  }

  /** What to do with the bytes while they are open. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ByteSource source) throws IOException;
  }

  /** How a member's bytes come out of its container's, from the first to the last. */
  @FunctionalInterface
  interface Opener {
    InputStream open(ByteSource container) throws IOException;
  }

  /** A member that lies in its container as it is. */
  record Part(Origin container, long offset, long size) implements Origin {
    @Override
    public <T> T read(Reader<T> reader) throws IOException {
      return container.read(source -> reader.read(source.slice(offset, size)));
    }
  }

  /** A member that has to be expanded. */
  record Expanded(Origin container, Opener opener, String name, long size, int depth)
      implements Origin {

    /** Nothing is stated as larger and worth the minutes, but a bomb. */
    private static final long LARGEST = 16L << 30;

    @Override
    public <T> T read(Reader<T> reader) throws IOException {
      return container.read(source -> {
        try (ForwardSource expanded = source(source, new Budget(size))) {
          return reader.read(expanded);
        }
      });
    }

    @Override
    public byte[] sha256() throws IOException {
      if (size > LARGEST) {
        throw Damage.tooLarge(name, size);
      }
      return container.read(source -> {
        try (InputStream in = opener.open(source)) {
          return Digest.of(in, name, size);
        }
      });
    }

    ForwardSource source(ByteSource open, Budget budget) throws IOException {
      return new ForwardSource(
          name, size, opener.open(open), () -> opener.open(open), budget, depth);
    }
  }
}
