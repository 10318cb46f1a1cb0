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

/** A COFF object, plain or bigobj. */
public final class CoffObject implements Binary {

  private final ByteSource source;

  private CoffObject(ByteSource source) {
    this.source = source;
  }

  /** {@return whether the first bytes are of this format} */
  public static boolean isBigObject(ByteSource source) throws IOException {
    return false;
  }

  /** {@return whether the first bytes are of this format} */
  public static boolean isObject(ByteSource source) throws IOException {
    return false;
  }

  /** Reads the identity. */
  public static CoffObject read(ByteSource source) throws IOException {
    return new CoffObject(source);
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.COFF;
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
