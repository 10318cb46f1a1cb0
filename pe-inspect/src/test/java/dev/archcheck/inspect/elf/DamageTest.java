package dev.archcheck.inspect.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.ar.ArArchiveTest;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.plan9.Plan9ExecutableTest;
import dev.archcheck.inspect.wasm.WasmModuleTest;
import dev.archcheck.inspect.xcoff.XcoffFileTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cuts every file at every length and changes every byte: only one exception may come out. */
class DamageTest {

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("elf", ElfFileTest.library().build().bytes()),
        Arguments.of(
            "elf32",
            new ElfBuilder(false, true)
                .machine(40)
                .interpreter("/lib/ld.so.1")
                .note("GNU", 1, 0, 3, 2, 0)
                .build()
                .bytes()),
        Arguments.of("ar", ArArchiveTest.gnu()),
        Arguments.of("bsd ar", ArArchiveTest.bsd()),
        Arguments.of("aix ar", ArArchiveTest.aix()),
        Arguments.of("xcoff", XcoffFileTest.file(0x01DF, 0x2002)),
        Arguments.of("xcoff64", XcoffFileTest.file(0x01F7, 2)),
        Arguments.of("wasm", WasmModuleTest.module("gojs")),
        Arguments.of("plan9", Plan9ExecutableTest.file(0x8A97)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void onlyReportsDamage(String name, byte[] bytes) throws IOException {
    int read = 0;
    for (int length = 0; length < bytes.length; length++) {
      read += use(Arrays.copyOf(bytes, length));
    }
    for (int at = 0; at < bytes.length; at++) {
      for (int value : new int[] {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        read += use(changed);
      }
    }
    assertThat(read).as("files that could still be read").isPositive();
  }

  private static int use(byte[] bytes) throws IOException {
    try {
      Binary binary = BinaryReader.read(new BytesSource("damaged", bytes));
      assertThat(binary.platforms()).isNotNull();
      assertThat(binary.witnesses()).isNotNull();
      for (Detail detail : Detail.values()) {
        describe(binary, detail);
      }
      facts(binary);
      return 1;
    } catch (MalformedBinaryException _) {
      return 0;
    }
  }

  private static void describe(Binary binary, Detail detail) throws IOException {
    try {
      binary.describe(detail, structure -> assertThat(structure.fields()).isNotNull());
    } catch (MalformedBinaryException e) {
      assertThat(e.problem()).isNotNull();
    }
  }

  private static void facts(Binary binary) throws IOException {
    try {
      assertThat(binary.minimumOs()).isNotNull();
      if (binary instanceof ElfFile elf) {
        assertThat(elf.libc()).isNotNull();
      }
      if (binary instanceof LoadedImage image) {
        assertThat(GoBuildInfo.read(image)).isNotNull();
      }
    } catch (MalformedBinaryException e) {
      assertThat(e.problem()).isNotNull();
    }
  }
}
