package dev.archcheck.inspect;

import java.util.List;
import java.util.function.Consumer;

/**
 * A file that is none of the formats known here. It is a fact, not an error.
 *
 * @param description what it looks like, for example {@code MS-DOS executable}, or the empty string
 */
public record UnknownBinary(ByteSource source, String description) implements Binary {

  @Override
  public Format format() {
    return Format.UNKNOWN;
  }

  @Override
  public Kind kind() {
    return Kind.UNKNOWN;
  }

  @Override
  public List<Platform> platforms() {
    return List.of();
  }

  @Override
  public List<Witness> witnesses() {
    return List.of();
  }

  @Override
  public void describe(Detail detail, Consumer<Structure> out) {}
}
