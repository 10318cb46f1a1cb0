package dev.archcheck.inspect.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.elf.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class WasmModuleTest {

  WasmModuleTest() {}

  /** A module that imports one function from a module of that name. */
  public static byte[] module(String from) {
    Bytes out = new Bytes(ByteOrder.LITTLE_ENDIAN).u8(0).text("asm").u16(1, 0);
    out.u8(2, from.length() + 6, 1, from.length()).text(from).u8(1).text("f").u8(0, 0);
    return out.u8(7, 10, 1, 6).text("_start").u8(0, 0).bytes();
  }

  private static WasmModule read(byte[] bytes) throws IOException {
    return WasmModule.read(new BytesSource("test.wasm", bytes));
  }

  @ParameterizedTest
  @CsvSource({"gojs, js/wasm", "go, js/wasm", "wasi_snapshot_preview1, wasip1/wasm", "env, -/wasm"})
  void takesTheSystemFromTheImports(String from, String platform) throws IOException {
    WasmModule module = read(module(from));

    assertThat(module.platforms()).hasToString("[" + platform + "]");
    assertThat(module.kind()).isEqualTo(Kind.EXECUTABLE);
    assertThat(module.problems()).isEmpty();
  }

  @Test
  void tellsComponentsFromModules() throws IOException {
    byte[] bytes = new Bytes(ByteOrder.LITTLE_ENDIAN).u8(0).text("asm").u16(13, 1).bytes();

    assertThat(read(bytes).isComponent()).isTrue();
    assertThat(read(module("env")).isComponent()).isFalse();
  }

  @Test
  void listsImports() throws IOException {
    List<Structure> imports = new ArrayList<>();

    read(module("env")).describe(Detail.IMPORTS, imports::add);

    assertThat(imports).hasSize(1);
    assertThat(imports.getFirst().offset()).isEqualTo(11);
  }

  @Test
  void aSectionPastTheEndIsAProblem() throws IOException {
    byte[] bytes = module("env");
    bytes[9] = 0x70;

    assertThat(read(bytes).problems()).hasSize(1);
  }
}
