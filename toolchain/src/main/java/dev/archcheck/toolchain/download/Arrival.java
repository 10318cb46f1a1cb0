package dev.archcheck.toolchain.download;

import java.io.IOException;
import java.io.InputStream;

/** A file that comes from somewhere, whose bytes can be used while they arrive. */
public interface Arrival extends AutoCloseable {

  /**
   * {@return its bytes, from the first}
   *
   * @throws IOException if it does not arrive
   */
  InputStream open() throws IOException;

  /**
   * Waits until it is there. It belongs to the caller then, who may delete it.
   *
   * @throws IOException if it does not arrive
   */
  Downloaded await() throws IOException;

  @Override
  void close() throws IOException;
}
