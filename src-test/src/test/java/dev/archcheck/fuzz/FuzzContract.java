package dev.archcheck.fuzz;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.testkit.Exercise;
import java.io.IOException;

/** What every parser promises: its typed error or an answer; anything else is a bug. */
final class FuzzContract {

  private FuzzContract() {}

  /** A reader of one format. */
  interface Reader {
    Binary read(ByteSource source) throws IOException;
  }

  static void holds(byte[] bytes, Reader reader) throws IOException {
    Binary binary;
    try {
      binary = reader.read(new BytesSource("fuzz", bytes));
    } catch (MalformedBinaryException expected) {
      return;
    }
    long _ = Exercise.everything(binary);
  }
}
