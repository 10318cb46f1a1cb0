package dev.archcheck.inspect.macho;

import static dev.archcheck.inspect.macho.MachBytes.ARM64;
import static dev.archcheck.inspect.macho.MachBytes.DYLIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of __LINKEDIT: the exports trie, opcodes, chained fixups, and what they show. */
class LinkeditTest {

  private static final int CHAINED_FIXUPS = 0x8000_0034;
  private static final int EXPORTS_TRIE = 0x8000_0033;

  @Test
  void walksAnExportsTrie() throws IOException {
    MachO file =
        withTable(
            EXPORTS_TRIE,
            new byte[] {0, 1, '_', 0, 5, /* 5: */ 0, 2, 'a', 0, 12, 'b', 0, /* 12: */ 2, 0, 7, 0});
    // The second edge is cut short, so that the trie is damaged behind its first name.
    List<Structure> told = new ArrayList<>();
    assertThatThrownBy(() -> file.describe(Detail.EXPORTS, told::add))
        .isInstanceOf(MalformedBinaryException.class);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().fields())
        .extracting(Field::value)
        .contains(new Field.Text("_a"), new Field.Numeral(7, ""));
  }

  @Test
  void stopsAtAnExportsTrieThatContainsItself() {
    MachO file = withTable(EXPORTS_TRIE, new byte[] {0, 1, 'a', 0, 0});
    assertThatThrownBy(() -> file.describe(Detail.EXPORTS, _ -> {}))
        .hasMessageContaining("reached twice");
  }

  @Test
  void refusesALeb128OfMoreThan64Bits() {
    byte[] trie = new byte[12];
    Arrays.fill(trie, (byte) 0xFF);
    MachO file = withTable(EXPORTS_TRIE, trie);
    assertThatThrownBy(() -> file.describe(Detail.EXPORTS, _ -> {}))
        .hasMessageContaining("more than 64 bits");
  }

  @Test
  void makesOneRowOfManyRebases() throws IOException {
    byte[] opcodes = {0x11, 0x20, 0x10, 0x60, (byte) 0x80, 0x08, 0x00, 0x00};
    MachO file =
        MachO.read(
            MachBytes.file64(ARM64, 0, DYLIB)
                .segment64("__DATA", 0x4000, 0, 0)
                .command(0x8000_0022, 32 + 72 + 48, opcodes.length, 0, 0, 0, 0, 0, 0, 0, 0)
                .tail(opcodes)
                .source());
    List<Structure> told = new ArrayList<>();
    file.describe(Detail.FIXUPS, told::add);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().fields())
        .extracting(Field::value)
        .contains(
            new Field.Text("__DATA"),
            new Field.Numeral(0x4010, ""),
            new Field.Numeral(1, "POINTER"),
            new Field.Numeral(1024, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 12, arm64, arm64e",
    "0, 1, arm64, arm64e",
    "80000002, 6, arm64e, arm64",
    "80000002, 2, arm64e, arm64",
  })
  void findsARelabelledSlice(String subtype, int format, String label, String linkedFor)
      throws IOException {
    Relabelling found = withFormat(subtype, format).relabelling().orElseThrow();
    assertThat(found.label()).isEqualTo(label);
    assertThat(found.linkedFor()).isEqualTo(linkedFor);
    assertThat(found.witnesses().get(0).offset()).isEqualTo(8);
    assertThat(found.witnesses().get(1).offset()).isEqualTo(32 + 16 + 28 + 8 + 6);
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "0, 2", "0, 8", "80000002, 12", "80000002, 7", "8000000C, 12"})
  void leavesHonestSlicesAlone(String subtype, int format) throws IOException {
    assertThat(withFormat(subtype, format).relabelling()).isEmpty();
  }

  @Test
  void refusesMorePagesThanTheTableHolds() throws IOException {
    MachO file = withTable(CHAINED_FIXUPS, fixups(6).putShort(28 + 8 + 20, (short) -1).array());
    assertThatThrownBy(file::relabelling).isInstanceOf(MalformedBinaryException.class);
  }

  private static MachO withFormat(String subtype, int format) throws IOException {
    byte[] table = fixups(format).array();
    return MachO.read(
        MachBytes.file64(ARM64, Integer.parseUnsignedInt(subtype, 16), DYLIB)
            .command(CHAINED_FIXUPS, 48, table.length)
            .tail(table)
            .source());
  }

  /** A header, one segment, one page without fixups. */
  private static ByteBuffer fixups(int format) {
    ByteBuffer table = ByteBuffer.allocate(28 + 8 + 24).order(ByteOrder.LITTLE_ENDIAN);
    table.putInt(0).putInt(28).putInt(60).putInt(60).putInt(0).putInt(1).putInt(0);
    table.putInt(1).putInt(8);
    table.putInt(24).putShort((short) 0x4000).putShort((short) format).putLong(0).putInt(0);
    table.putShort((short) 1).putShort((short) 0xFFFF);
    return table;
  }

  private static MachO withTable(int command, byte[] table) {
    try {
      return MachO.read(
          MachBytes.file64(ARM64, 0, DYLIB)
              .command(command, 48, table.length)
              .tail(table)
              .source());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
