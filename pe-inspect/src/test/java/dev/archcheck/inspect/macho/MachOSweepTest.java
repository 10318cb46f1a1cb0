package dev.archcheck.inspect.macho;

import static dev.archcheck.inspect.macho.MachBytes.ARM64;
import static dev.archcheck.inspect.macho.MachBytes.DYLIB;
import static dev.archcheck.inspect.macho.MachBytes.X86_64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every truncation and every byte set to its extremes: only one exception may come out. */
class MachOSweepTest {

  private static byte[] library() {
    byte[] trie = {0, 1, '_', 'a', 0, 6, /* 6: */ 2, 0, 7, 0, 0, 0, 0, 0, 0, 0};
    byte[] binds = {0x11, 0x40, '_', 'b', 0, 0x51, 0x70, 8, (byte) 0xC0, 2, 8, 0, 0, 0, 0, 0};
    ByteBuffer fixups = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
    fixups.putInt(0).putInt(28).putInt(60).putInt(64).putInt(1).putInt(1).putInt(0);
    fixups.putInt(1).putInt(8);
    fixups.putInt(24).putShort((short) 0x4000).putShort((short) 6).putLong(0).putInt(0);
    fixups.putShort((short) 1).putShort((short) 0);
    fixups.putInt(1).put((byte) '_').put((byte) 'c');
    int tail = 32 + 72 + 152 + 16 + 16 + 48 + 24 + 24;
    return MachBytes.file64(ARM64, 0, DYLIB)
        .segment64("__DATA", 0x4000, tail + 112, 16)
        .section64("__TEXT", "__text", 0, tail, 16, 0)
        .command(0x8000_0033, tail, trie.length)
        .command(0x8000_0034, tail + 32, 80)
        .command(0x8000_0022, 0, 0, tail + 16, 16, 0, 0, tail + 16, 16, 0, 0)
        .buildVersion(1, 0x000B_0000)
        .command(0x02, tail + 112, 1, tail, 16)
        .tail(trie)
        .tail(binds)
        .tail(fixups.array())
        .tail(new byte[16])
        .build();
  }

  @Test
  void readsTheWholeFileWithoutDamage() throws IOException {
    MachO file = MachO.read(new BytesSource("test", library()));
    assertThat(file.problems()).isEmpty();
    int[] rows = new int[1];
    for (Detail detail : Detail.values()) {
      file.describe(detail, _ -> rows[0]++);
    }
    assertThat(rows[0]).isPositive();
    assertThat(file.loadCommands()).noneMatch(MalformedCommand.class::isInstance);
  }

  @Test
  void survivesEveryTruncation() throws IOException {
    byte[] whole = library();
    for (int length = 0; length < whole.length; length++) {
      int _ = useAll(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void survivesEveryExtremeByte() throws IOException {
    sweep(library());
  }

  @Test
  void survivesEveryExtremeByteOfAUniversalFile() throws IOException {
    int[][] cpus = {{X86_64, 3}, {ARM64, 0}};
    byte[] x64 = MachBytes.file64(X86_64, 3, DYLIB).buildVersion(1, 0).build();
    byte[] fat = MachBytes.fat(false, ByteOrder.BIG_ENDIAN, cpus, x64, library());
    for (int at = 0; at < 80; at++) {
      sweepAt(fat, at);
    }
  }

  private static void sweep(byte[] whole) throws IOException {
    for (int at = 0; at < whole.length; at++) {
      sweepAt(whole, at);
    }
  }

  private static void sweepAt(byte[] whole, int at) throws IOException {
    byte kept = whole[at];
    for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF, kept ^ 0x10}) {
      whole[at] = (byte) value;
      int _ = useAll(whole);
    }
    whole[at] = kept;
  }

  /** {@return how many Mach-O files were found}; anything else than the one exception fails. */
  private static int useAll(byte[] bytes) throws IOException {
    int found = 0;
    try {
      for (Binary slice : BinaryReader.read(new BytesSource("test", bytes)).slices()) {
        found += slice instanceof MachO file ? use(file) : 0;
      }
    } catch (MalformedBinaryException e) {
      assertThat(e.problem().offset()).isBetween(0L, (long) bytes.length);
    }
    return found;
  }

  private static int use(MachO file) throws IOException {
    for (Detail detail : Detail.values()) {
      contained(() -> file.describe(detail, _ -> {}));
    }
    contained(file::loadCommands);
    contained(file::regions);
    contained(file::relabelling);
    contained(file::minimumOs);
    contained(file::codeSignature);
    return 1;
  }

  private interface Read {
    void run() throws IOException;
  }

  private static void contained(Read read) throws IOException {
    try {
      read.run();
    } catch (MalformedBinaryException e) {
      assertThat(e.problem().structure()).isNotEmpty();
    }
  }
}
