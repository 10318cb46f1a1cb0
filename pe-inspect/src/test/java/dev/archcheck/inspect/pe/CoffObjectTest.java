package dev.archcheck.inspect.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.UnknownBinary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoffObjectTest {

  private static final int RELOCATIONS = 70;
  private static final int SYMBOLS = 80;
  private static final int STRINGS = SYMBOLS + 18;

  /** One section of 10 bytes with one relocation against the one symbol. */
  private static ByteBuffer object(int machine) {
    ByteBuffer b = ByteBuffer.allocate(STRINGS + 4).order(ByteOrder.LITTLE_ENDIAN);
    b.putShort(0, (short) machine).putShort(2, (short) 1);
    b.putInt(8, SYMBOLS).putInt(12, 1);
    b.put(20, ".text".getBytes(StandardCharsets.ISO_8859_1));
    b.putInt(36, 10).putInt(40, 60).putInt(44, RELOCATIONS).putShort(52, (short) 1);
    b.putInt(56, 0x6050_0020);
    b.putInt(RELOCATIONS, 4).putInt(RELOCATIONS + 4, 0).putShort(RELOCATIONS + 8, (short) 3);
    b.put(SYMBOLS, "callee".getBytes(StandardCharsets.ISO_8859_1)).put(SYMBOLS + 16, (byte) 2);
    return b.putInt(STRINGS, 4);
  }

  private static Binary read(ByteBuffer bytes) throws IOException {
    return BinaryReader.read(new BytesSource("object", bytes));
  }

  private static List<Structure> describe(Binary binary, Detail detail) throws IOException {
    List<Structure> rows = new ArrayList<>();
    binary.describe(detail, rows::add);
    return rows;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0xaa64 | [windows/arm64]",
        "0x8664 | [windows/amd64]",
        "0xa641 | [windows/amd64[arm64ec]]",
        "0xa64e | [windows/arm64[arm64x], windows/amd64[arm64x]]"
      })
  void namesThePlatformOfAnObject(String machine, String platforms) throws IOException {
    Binary binary = read(object(Integer.decode(machine)));

    assertThat(binary.kind()).isEqualTo(Kind.OBJECT);
    assertThat(binary.platforms()).hasToString(platforms);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 12, 36, 20})
  void takesNothingForAnObjectThatDoesNotAddUp(int offset) throws IOException {
    ByteBuffer bytes = object(0x8664);
    bytes.put(offset, (byte) 0).put(offset + 1, (byte) 0x7F);

    assertThat(read(bytes)).isInstanceOf(UnknownBinary.class);
  }

  @Test
  void takesNoTextForAnObject() throws IOException {
    // These two letters are the machine of AMD64 in no text, but those of I386 may be in one.
    byte[] text =
        "L\u0001cation of the file that nobody wants to read, and more words behind it"
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(BinaryReader.read(new BytesSource("text", text))).isInstanceOf(UnknownBinary.class);
  }

  @Test
  void describesRelocationsWithTypeAndSymbol() throws IOException {
    List<Structure> rows = describe(read(object(0xAA64)), Detail.RELOCATIONS);

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().fields().toString()).contains("BRANCH26").contains("callee");
    assertThat(describe(read(object(0xAA64)), Detail.IMPORTS)).hasSize(1);
    assertThat(describe(read(object(0xAA64)), Detail.EXPORTS)).isEmpty();
  }

  @Test
  void knowsABigobjByItsClassIdentifier() throws IOException {
    ByteBuffer b = ByteBuffer.allocate(96).order(ByteOrder.BIG_ENDIAN);
    b.putLong(12, 0xC7A1_BAD1_EEBA_A94BL).putLong(20, 0xAF20_FAF6_6AA4_DCB8L);
    b.order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0xFFFF_0000).putShort(4, (short) 2);
    b.putShort(6, (short) 0xAA64).putInt(44, 1).put(56, (byte) '.');

    CoffObject object = (CoffObject) read(b);

    assertThat(object.header().big()).isTrue();
    assertThat(object.platforms()).hasToString("[windows/arm64]");
    assertThat(object.sections()).hasSize(1);
  }

  @Test
  void readsTheNamesOfAnImportObject() throws IOException {
    ByteBuffer b = ByteBuffer.allocate(20 + 14).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0, 0xFFFF_0000).putShort(6, (short) 0xA641).putInt(12, 14).putShort(18, (short) 4);
    b.put(20, "add\0math.dll\0\0".getBytes(StandardCharsets.ISO_8859_1));

    ImportObject object = (ImportObject) read(b);

    assertThat(object.kind()).isEqualTo(Kind.IMPORT_LIBRARY);
    assertThat(object.platforms()).hasToString("[windows/amd64[arm64ec]]");
    assertThat(object.symbolName()).isEqualTo("add");
    assertThat(object.dllName()).isEqualTo("math.dll");
    assertThat(object.header().nameTypeLabel()).isEqualTo("IMPORT_NAME");
  }

  @Test
  void rejectsNamesThatAnImportObjectDoesNotHold() throws IOException {
    ByteBuffer b = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0, 0xFFFF_0000).putShort(6, (short) 0x8664).putInt(12, -1);
    ImportObject object = (ImportObject) read(b);

    assertThatThrownBy(object::dllName).isInstanceOf(MalformedBinaryException.class);
  }
}
