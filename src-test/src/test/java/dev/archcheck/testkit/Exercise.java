package dev.archcheck.testkit;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;

/**
 * Asks a parser everything that it can be asked. Its contract: nothing but {@link
 * MalformedBinaryException} comes out, whatever the bytes are.
 */
public final class Exercise {

  private Exercise() {}

  /**
   * Reads the identity and every detail.
   *
   * @return how many structures were described
   */
  public static long everything(ByteSource source) throws IOException {
    Binary binary;
    try {
      binary = BinaryReader.read(source);
    } catch (MalformedBinaryException expected) {
      require(expected);
      return 0;
    }
    return everything(binary);
  }

  /** Asks for everything that can be asked of a binary whose identity is known. */
  public static long everything(Binary binary) throws IOException {
    long[] structures = {0};
    require(binary.platforms() != null && binary.kind() != null && binary.witnesses() != null);
    binary.witnesses().forEach(witness -> require(witness.offset() >= 0));
    binary.problems().forEach(problem -> require(!problem.detail().isEmpty()));
    try {
      var _ = binary.minimumOs();
    } catch (MalformedBinaryException expected) {
      require(expected);
    }
    for (Detail detail : Detail.values()) {
      try {
        binary.describe(
            detail,
            structure -> {
              require(structure.offset() >= 0);
              structures[0]++;
            });
      } catch (MalformedBinaryException expected) {
        require(expected);
      }
    }
    for (Binary slice : binary.slices()) {
      if (slice != binary) {
        structures[0] += everything(slice);
      }
    }
    return structures[0];
  }

  private static void require(MalformedBinaryException expected) {
    require(!expected.problem().structure().isEmpty());
    require(expected.problem().offset() >= 0);
    require(!expected.problem().detail().isEmpty());
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("a parser broke its contract");
    }
  }
}
