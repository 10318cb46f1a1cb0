package dev.archcheck.cli.render;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.Detail;
import java.io.IOException;
import java.util.List;

/** Shows one binary after the other. */
public interface InspectView {

  /**
   * Shows a binary.
   *
   * @param path as the user knows it
   * @param details what to show beyond the identity, in this order
   * @return whether all of it could be read
   * @throws IOException if the bytes can no longer be had; a part may have been shown
   */
  boolean show(String path, Binary binary, List<Detail> details) throws IOException;

  /** Shows that a file is none, cannot be read or is damaged beyond its identity. */
  void failed(String path, IOException error) throws IOException;

  /** Ends the page or document. */
  void end() throws IOException;
}
