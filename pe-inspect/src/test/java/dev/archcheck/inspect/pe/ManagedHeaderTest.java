package dev.archcheck.inspect.pe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagedHeaderTest {

  private static PeBuilder managed(int machine, int flags) {
    return new PeBuilder(new Machine(machine))
        .directory(DataDirectory.COM_DESCRIPTOR, 0x1100, 72)
        .rva32(0x1100, 72)
        .rva32(0x1110, flags);
  }

  @ParameterizedTest
  @CsvSource({
    "0x14c, 0x1, any/any",
    "0x14c, 0x9, any/any",
    "0x14c, 0x20003, any/any",
    "0x14c, 0x3, any/386",
    "0x14c, 0x2, windows/386",
    "0x8664, 0x0, windows/amd64",
    "0x8664, 0x1, any/amd64"
  })
  void tellsWhereIntermediateLanguageRuns(String machine, String flags, String platform)
      throws IOException {
    PeImage image = PeImage.read(managed(Integer.decode(machine), Integer.decode(flags)).source());

    assertThat(image.platforms()).hasToString("[" + platform + "]");
    assertThat(image.kind()).isEqualTo(Kind.ASSEMBLY);
  }

  @ParameterizedTest
  @CsvSource({
    "0xfd1d, linux/amd64",
    "0xd11d, linux/arm64",
    "0xec20, darwin/arm64",
    "0xc020, darwin/amd64",
    "0x2ba0, freebsd/amd64",
    "0x9ff7, netbsd/amd64",
    "0x9ff6, solaris/amd64",
    "0xaa64, windows/arm64"
  })
  void takesTheSystemOutOfTheMachineOfReadyToRunCode(String machine, String platform)
      throws IOException {
    PeBuilder image =
        managed(Integer.decode(machine), 0x4).rva32(0x1140, 0x1200).rva32(0x1200, 0x00525452);

    assertThat(PeImage.read(image.source()).platforms())
        .hasToString("[" + platform + "[r2r], any/any]");
  }

  @Test
  void containsADamagedHeader() throws IOException {
    PeImage image = PeImage.read(managed(0x8664, 1).rva32(0x1100, 8).source());

    assertThat(image.managed()).isEmpty();
    assertThat(image.problems()).hasSize(1);
    assertThat(image.platforms()).hasToString("[windows/amd64]");
  }
}
