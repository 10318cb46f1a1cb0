package dev.archcheck.inspect.xcoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.elf.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

public class XcoffFileTest {

  XcoffFileTest() {}

  /** A file with one section. */
  public static byte[] file(int magic, int flags) {
    boolean wide = magic != 0x01DF;
    Bytes out = new Bytes(ByteOrder.BIG_ENDIAN).u16(magic, 1).u32(0);
    if (wide) {
      out.u64(0).u16(0, flags).u32(0);
    } else {
      out.u32(0, 0).u16(0, flags);
    }
    int data = out.size() + (wide ? 72 : 40);
    out.text(".data", 8, '\0').word(wide, 0x1000, 0x1000, 64, data, 0, 0);
    if (wide) {
      out.u32(0, 0, 0x40, 0);
    } else {
      out.u16(0, 0).u32(0x40);
    }
    return out.to(data + 64).bytes();
  }

  private static BytesSource source(int magic, int flags) {
    return new BytesSource("test", file(magic, flags));
  }

  @Test
  void tellsClassAndKind() throws IOException {
    assertThat(XcoffFile.isXcoff(source(0x01DF, 0x2000))).isTrue();
    assertThat(XcoffFile.read(source(0x01DF, 0x2000)).platforms()).hasToString("[aix/ppc]");
    assertThat(XcoffFile.read(source(0x01F7, 2)).platforms()).hasToString("[aix/ppc64]");
    assertThat(XcoffFile.read(source(0x01F7, 2)).kind()).isEqualTo(Kind.EXECUTABLE);
    assertThat(XcoffFile.read(source(0x01F7, 0)).kind()).isEqualTo(Kind.OBJECT);
    assertThat(XcoffFile.read(source(0x01DF, 0x2002)).kind()).isEqualTo(Kind.SHARED_LIBRARY);
  }

  @Test
  void twoBytesAreNotEnough() throws IOException {
    byte[] text = new byte[200];
    text[0] = 0x01;
    text[1] = (byte) 0xDF;

    assertThat(XcoffFile.isXcoff(new BytesSource("text", text))).isFalse();
  }

  @Test
  void sectionsThatLeaveTheFileAreNoneOfThisFormat() throws IOException {
    byte[] file = file(0x01DF, 2);
    file[2] = 0x7F;

    assertThat(XcoffFile.isXcoff(new BytesSource("test", file))).isFalse();
  }
}
