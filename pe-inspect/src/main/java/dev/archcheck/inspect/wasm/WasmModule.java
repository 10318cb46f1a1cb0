package dev.archcheck.inspect.wasm;

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

/** A WebAssembly module. */
public final class WasmModule implements Binary {

  private final ByteSource source;

  private WasmModule(ByteSource source) {
    this.source = source;
  }

  /** Reads the identity. */
  public static WasmModule read(ByteSource source) throws IOException {
    return new WasmModule(source);
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.WASM;
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
