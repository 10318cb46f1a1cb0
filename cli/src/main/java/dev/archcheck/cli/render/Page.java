package dev.archcheck.cli.render;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A page of text. Whatever is put on it is made printable first; only the page itself writes line
 * ends and colours. So nothing that a file holds can reach the terminal, whoever prints it.
 */
public final class Page {

  private static final int BUFFER = 8 << 10;
  private static final String BLANKS = " ".repeat(64);

  private final OutputStream out;
  private final boolean coloured;
  private final StringBuilder buffer = new StringBuilder();

  /** A page on a stream that does not throw, or whose failure may end the program. */
  public Page(OutputStream out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  /** Adds text. */
  public Page text(String text) {
    buffer.append(Printable.of(text));
    return this;
  }

  /** Adds text in a style. */
  public Page text(Style style, String text) {
    if (!coloured || style == Style.PLAIN || text.isEmpty()) {
      return text(text);
    }
    buffer.append(style.start()).append(Printable.of(text)).append(Style.END);
    return this;
  }

  /** Adds text that a binary holds, one char for each byte. */
  public Page bytes(String text) {
    buffer.append(Printable.ofBytes(text));
    return this;
  }

  /** Adds blanks. */
  public Page blanks(int count) {
    int left = count;
    while (left > 0) {
      int some = Math.min(left, BLANKS.length());
      buffer.append(BLANKS, 0, some);
      left -= some;
    }
    return this;
  }

  /** Ends the line. */
  public Page end() {
    buffer.append('\n');
    if (buffer.length() >= BUFFER) {
      write();
    }
    return this;
  }

  /** Adds a whole line. */
  public Page line(String text) {
    return text(text).end();
  }

  /** Writes what is held back. */
  public void flush() {
    write();
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
    buffer.setLength(0);
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return how many columns a printable text takes} */
  static int width(String printable) {
    return printable.codePointCount(0, printable.length());
  }
}
