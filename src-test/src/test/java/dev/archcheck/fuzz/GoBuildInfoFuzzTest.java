package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.go.GoBuildInfo;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** The bytes are two regions of an image, so that pointers can lead from one into the other. */
final class GoBuildInfoFuzzTest {

  private static final long BASE = 0x1000;
  private static final long HIGH = 0x7FFF_FFFF_0000L;

  private record Image(ByteSource source, List<Region> regions) implements LoadedImage {
    @Override
    public ByteOrder byteOrder() {
      return ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    public int pointerSize() {
      return 8;
    }
  }

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    int half = bytes.length / 2 & -16;
    for (String name : List.of(".go.buildinfo", ".data", "")) {
      LoadedImage.Region data =
          new LoadedImage.Region(name, BASE, half, 0, half, true, true, false);
      LoadedImage.Region rest =
          new LoadedImage.Region("", HIGH, Long.MAX_VALUE, half, bytes.length, true, false, false);
      Image image = new Image(new BytesSource("fuzz", bytes), List.of(data, rest));
      holds(GoBuildInfo.read(image), bytes.length);
      holds(GoBuildInfo.ofLinker(image), bytes.length);
    }
  }

  private static void holds(Optional<GoBuildInfo> found, int size) {
    if (found.isPresent()) {
      GoBuildInfo info = found.get();
      assertThat(info.offset()).isBetween(0L, (long) size);
      for (GoBuildInfo.Setting setting : info.settings()) {
        assertThat(setting.offset()).isBetween(0L, (long) size);
        assertThat(info.setting(setting.key())).isPresent();
      }
      assertThat(info.goVersion()).isNotEmpty();
    }
  }
}
