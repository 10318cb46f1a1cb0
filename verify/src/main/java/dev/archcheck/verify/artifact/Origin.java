package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;

/**
 * Where an artifact's bytes can be had again after its visit: a file, a part of one, a member of an
 * archive in another archive.
 */
interface Origin {

  /** Opens the bytes, lets them be read and closes them again. */
  <T> T read(Reader<T> reader) throws IOException;

  /** What to do with the bytes while they are open. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ByteSource source) throws IOException;
  }
}
