package dev.archcheck.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * The last stream before the outside. It never throws: the first failure is remembered and
 * everything after it is dropped, so that an {@link IOException} anywhere else in the program is
 * always about an input.
 */
public final class EdgeStream extends OutputStream {

  /** What became of the stream. */
  public enum State {
    OPEN,
    /** The reading end of a pipe was closed. */
    READER_GONE,
    /** Anything else, such as a full disk. */
    FAILED
  }

  private final OutputStream target;
  private final BooleanSupplier isPipe;
  private State state = State.OPEN;
  private String reason = "";

  /**
   * A stream to the outside.
   *
   * @param isPipe asked after a failure only: whether the target is a pipe or a socket, which fail
   *     for no other reason than that nobody reads them any more
   */
  public EdgeStream(OutputStream target, BooleanSupplier isPipe) {
    this.target = target;
    this.isPipe = isPipe;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (state != State.OPEN) {
      return;
    }
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      fail(e);
    }
  }

  @Override
  public void flush() {
    if (state != State.OPEN) {
      return;
    }
    try {
      target.flush();
      // A PrintStream tells of a failure only when it is asked.
      if (target instanceof PrintStream stream && stream.checkError()) {
        throw new IOException("cannot be written");
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /** The streams of the process stay open; there is nothing to close but what is buffered. */
  @Override
  public void close() {
    flush();
  }

  /** {@return what became of the stream} */
  public State state() {
    return state;
  }

  /** {@return why it failed, for people} */
  public String reason() {
    return reason;
  }

  private void fail(IOException e) {
    reason = String.valueOf(e.getMessage());
    state = isPipe.getAsBoolean() || namesAPipe(reason) ? State.READER_GONE : State.FAILED;
  }

  /**
   * The JDK has no type for a closed pipe, only the system's message, and that may be translated;
   * on Windows and in most languages it has the word in it.
   */
  private static boolean namesAPipe(String message) {
    return message.toLowerCase(Locale.ROOT).contains("pipe");
  }
}
