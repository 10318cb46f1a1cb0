package dev.archcheck.inspect.plan9;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.elf.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class Plan9ExecutableTest {

  Plan9ExecutableTest() {}

  /** A file of 16 bytes of text and 16 of data. */
  public static byte[] file(int magic) {
    Bytes out = new Bytes(ByteOrder.BIG_ENDIAN).u32(magic, 16, 16, 0, 0, 0x1020, 0, 0);
    if ((magic & 0x8000) != 0) {
      out.u64(0x20_0028);
    }
    return out.to(out.size() + 32).bytes();
  }

  @ParameterizedTest
  @CsvSource({"0x1EB, 386", "0x647, arm", "0x8A97, amd64", "0x8C47, arm64", "0x6EB, ppc"})
  void tellsArchitectures(String magic, String arch) throws IOException {
    BytesSource source = new BytesSource("test", file(Integer.decode(magic)));

    assertThat(Plan9Executable.isPlan9(source)).isTrue();
    assertThat(Plan9Executable.read(source).platforms()).hasToString("[plan9/" + arch + "]");
  }

  @Test
  void sizesMustFit() throws IOException {
    byte[] file = file(0x1EB);
    file[4] = 0x10;

    assertThat(Plan9Executable.isPlan9(new BytesSource("test", file))).isFalse();
  }
}
