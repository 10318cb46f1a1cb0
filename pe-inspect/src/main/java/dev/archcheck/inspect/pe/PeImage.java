package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A PE image. */
public final class PeImage implements Binary {

  private final ByteSource source;

  private PeImage(ByteSource source) {
    this.source = source;
  }

  /** {@return whether the first bytes are of this format} */
  public static boolean isImage(ByteSource source) throws IOException {
    return false;
  }

  /** Reads the identity. */
  public static PeImage read(ByteSource source) throws IOException {
    return new PeImage(source);
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.PE;
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
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {}
}
