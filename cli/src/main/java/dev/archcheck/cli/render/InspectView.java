package dev.archcheck.cli.render;

import dev.archcheck.inspect.Binary;
import java.io.IOException;

/** Shows one binary after the other. */
public interface InspectView {

  /**
   * Shows a binary.
   *
   * @param path as the user knows it
   * @param depth what to show beyond the identity
   * @return whether all of it could be read
   * @throws IOException if the bytes can no longer be had; a part may have been shown
   */
  boolean show(String path, Binary binary, Depth depth) throws IOException;

  /** Shows that a file is none, cannot be read or is damaged beyond its identity. */
  void failed(String path, IOException error) throws IOException;

  /** Ends the page or document. */
  void end() throws IOException;
}
