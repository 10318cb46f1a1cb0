package dev.archcheck.inspect.elf;

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

/** An ELF file. */
public final class ElfFile implements Binary {

  private final ByteSource source;

  private ElfFile(ByteSource source) {
    this.source = source;
  }

  /** Reads the identity. */
  public static ElfFile read(ByteSource source) throws IOException {
    return new ElfFile(source);
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.ELF;
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
