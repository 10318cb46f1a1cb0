package dev.archcheck.inspect.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.Pointers;
import dev.archcheck.inspect.elf.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoBuildInfoTest {

  private static final String MODULES =
      """
      path\texample.com/a
      mod\texample.com/a\tv1.2.3\th1:abc
      dep\texample.com/b\tv0.1.0
      =>\t./b
      build\tGOOS=illumos
      build\tGOARCH=amd64
      build\t-ldflags="-s -w"
      """;

  private record Image(ByteSource source, List<Region> regions, int pointerSize)
      implements LoadedImage {
    @Override
    public ByteOrder byteOrder() {
      return ByteOrder.LITTLE_ENDIAN;
    }
  }

  private static Bytes header(int flags) {
    return new Bytes(ByteOrder.LITTLE_ENDIAN).u8(0xFF).text(" Go buildinf:").u8(8, flags);
  }

  private static String framed() {
    return "0123456789abcdef" + MODULES + "0123456789abcdef";
  }

  private static Bytes inline() {
    String framed = framed();
    return header(2)
        .to(32)
        .u8(8)
        .text("go1.26.8")
        .u8((framed.length() & 0x7F) | 0x80, framed.length() >> 7)
        .text(framed);
  }

  private static Image image(byte[] before, Bytes info, String name) {
    Bytes whole = new Bytes(ByteOrder.LITTLE_ENDIAN).raw(before).raw(info.bytes());
    LoadedImage.Region region =
        new LoadedImage.Region(name, 0x1000, whole.size(), 0, whole.size(), true, true, false);
    return new Image(whole.source(), List.of(region), 8);
  }

  @Test
  void readsInlineInformation() throws IOException {
    GoBuildInfo info =
        GoBuildInfo.read(image(new byte[0], inline(), ".go.buildinfo")).orElseThrow();

    assertThat(info.goVersion()).isEqualTo("go1.26.8");
    assertThat(info.path()).isEqualTo("example.com/a");
    assertThat(info.mainModule().orElseThrow().sum()).isEqualTo("h1:abc");
    assertThat(info.dependencies().getFirst().replacedBy().orElseThrow().path()).isEqualTo("./b");
    assertThat(info.goos()).contains("illumos");
    assertThat(info.goarch()).contains("amd64");
    assertThat(info.setting("-ldflags")).contains("-s -w");
  }

  @Test
  void readsPointers() throws IOException {
    Bytes info = header(0).u64(0x1020, 0x1030);
    info.u64(0x1040, 8, 0x1050, framed().length()).text("go1.16.1").to(80).text(framed());

    GoBuildInfo read = GoBuildInfo.read(image(new byte[0], info, "")).orElseThrow();

    assertThat(read.goVersion()).isEqualTo("go1.16.1");
    assertThat(read.goos()).contains("illumos");
  }

  @Test
  void followsPointersThatAreRelocated() throws IOException {
    Bytes info = header(0).u64(0, 0);
    info.u64(0, 8, 0, framed().length()).text("go1.16.1").to(80).text(framed());
    Image plain = image(new byte[0], info, "");
    Pointers.Relocated pointers = new Pointers.Relocated(4);
    pointers.put(0x1010, 0x1020);
    pointers.put(0x1018, 0x1030);
    pointers.put(0x1020, 0x1040);
    pointers.put(0x1030, 0x1050);
    LoadedImage relocated =
        new LoadedImage() {
          @Override
          public ByteSource source() {
            return plain.source();
          }

          @Override
          public ByteOrder byteOrder() {
            return plain.byteOrder();
          }

          @Override
          public int pointerSize() {
            return plain.pointerSize();
          }

          @Override
          public List<Region> regions() {
            return plain.regions();
          }

          @Override
          public Pointers pointers() {
            return pointers;
          }
        };

    assertThat(GoBuildInfo.read(relocated).orElseThrow().goVersion()).isEqualTo("go1.16.1");
    assertThat(GoBuildInfo.read(plain)).isEmpty();
  }

  @Test
  void readsTheEscapesOfGo() {
    String line =
        "build\t-ldflags=\"-X a=\\x41\\u00e9\\U0001F600\\t\\a\\101\\xc3\\xa9\\\\ \\q \\u00\"\n";

    ModuleInfo info = ModuleInfo.parse(line.getBytes(StandardCharsets.UTF_8), 0);

    assertThat(info.settings.getFirst().value())
        .isEqualTo("-X a=A\u00e9\ud83d\ude00\t\u0007A\u00e9\\ \\q \\u00");
  }

  @Test
  void findsItBehindOtherData() throws IOException {
    GoBuildInfo info =
        GoBuildInfo.read(image(new byte[70_000 / 16 * 16], inline(), "")).orElseThrow();

    assertThat(info.offset()).isEqualTo(70_000);
  }

  @Test
  void passesOverTheMagicAlone() throws IOException {
    byte[] magic = header(2).to(48).bytes();

    assertThat(GoBuildInfo.read(image(magic, inline(), "")).orElseThrow().offset()).isEqualTo(48);
    assertThat(GoBuildInfo.read(image(magic, header(0).to(32), ""))).isEmpty();
  }

  @Test
  void onlyAlignedInformationCounts() throws IOException {
    assertThat(GoBuildInfo.read(image(new byte[8], inline(), ""))).isEmpty();
  }
}
