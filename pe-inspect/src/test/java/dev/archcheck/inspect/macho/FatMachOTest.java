package dev.archcheck.inspect.macho;

import static dev.archcheck.inspect.macho.MachBytes.ARM64;
import static dev.archcheck.inspect.macho.MachBytes.DYLIB;
import static dev.archcheck.inspect.macho.MachBytes.X86_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.UnknownBinary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FatMachOTest {

  private static final int FIRST_ENTRY = 8;
  private static final int SECOND_ENTRY = 28;
  private static final int[][] BOTH = {{X86_64, 3}, {ARM64, 0}};

  private static byte[] x64() {
    return MachBytes.file64(X86_64, 3, DYLIB).buildVersion(1, 0x000A_0D00).build();
  }

  private static byte[] arm64(int subtype) {
    return MachBytes.file64(ARM64, subtype, DYLIB).buildVersion(1, 0x000B_0000).build();
  }

  private static ByteBuffer universal() {
    return ByteBuffer.wrap(MachBytes.fat(false, ByteOrder.BIG_ENDIAN, BOTH, x64(), arm64(0)));
  }

  private static FatMachO read(ByteBuffer bytes) throws IOException {
    return (FatMachO) BinaryReader.read(new BytesSource("test", bytes));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hasThePlatformsOfAllSlices(boolean wide) throws IOException {
    FatMachO file =
        read(ByteBuffer.wrap(MachBytes.fat(wide, ByteOrder.BIG_ENDIAN, BOTH, x64(), arm64(0))));
    assertThat(file.platforms().toString()).isEqualTo("[darwin/amd64, darwin/arm64]");
    assertThat(file.kind()).isEqualTo(Kind.SHARED_LIBRARY);
    assertThat(file.slices()).hasSize(2);
    assertThat(file.problems()).isEmpty();
    assertThat(file.minimumOs().orElseThrow().version()).isEqualTo("10.13");
    assertThat(file.slice(file.entries().get(1)).orElseThrow().witnesses().getFirst().offset())
        .isEqualTo(0x8004);
  }

  @Test
  void readsTheSwappedSpellingAndSaysThatNothingLoadsIt() throws IOException {
    FatMachO file =
        read(ByteBuffer.wrap(MachBytes.fat(false, ByteOrder.LITTLE_ENDIAN, BOTH, x64(), arm64(0))));
    assertThat(file.platforms()).hasSize(2);
    assertThat(file.problems()).extracting(Problem::reason).containsExactly(Reason.INVALID);
  }

  @Test
  void leavesJavaClassesAlone() throws IOException {
    byte[] bytes = ByteBuffer.allocate(64).putInt(0xCAFE_BABE).putInt(69).array();
    assertThat(BinaryReader.read(new BytesSource("test", bytes))).isInstanceOf(UnknownBinary.class);
  }

  @Test
  void reportsAnEntryThatDiffersFromItsSlice() throws IOException {
    int[][] cpus = {{X86_64, 3}, {ARM64, 0x8000_0002}};
    FatMachO file =
        read(ByteBuffer.wrap(MachBytes.fat(false, ByteOrder.BIG_ENDIAN, cpus, x64(), arm64(2))));
    assertThat(file.problems()).extracting(Problem::reason).containsExactly(Reason.CONTRADICTION);
    assertThat(file.problems().getFirst().offset()).isEqualTo(SECOND_ENTRY + 4);
    assertThat(file.platforms().toString()).isEqualTo("[darwin/amd64, darwin/arm64[arm64e.old]]");
  }

  @Test
  void overlooksTheLib64BitOfAnEntry() throws IOException {
    int[][] cpus = {{X86_64, 0x8000_0003}, {ARM64, 0}};
    FatMachO file =
        read(ByteBuffer.wrap(MachBytes.fat(false, ByteOrder.BIG_ENDIAN, cpus, x64(), arm64(0))));
    assertThat(file.problems()).isEmpty();
  }

  @Test
  void reportsASliceThatOverlapsAnother() throws IOException {
    FatMachO file = read(universal().putInt(SECOND_ENTRY + 8, 0x4000));
    assertThat(file.problems()).extracting(Problem::reason).containsExactly(Reason.OVERLAP);
    assertThat(file.slices()).hasSize(1);
  }

  @Test
  void reportsASliceThatOverlapsTheHeader() throws IOException {
    FatMachO file = read(universal().putInt(FIRST_ENTRY + 8, 0));
    assertThat(file.problems()).extracting(Problem::reason).containsExactly(Reason.OVERLAP);
    assertThat(file.platforms().toString()).isEqualTo("[darwin/arm64]");
  }

  @Test
  void reportsASecondSliceOfOneArchitecture() throws IOException {
    int[][] cpus = {{ARM64, 0}, {ARM64, 0}};
    FatMachO file =
        read(ByteBuffer.wrap(MachBytes.fat(false, ByteOrder.BIG_ENDIAN, cpus, arm64(0), arm64(0))));
    assertThat(file.problems()).extracting(Problem::reason).containsExactly(Reason.CONTRADICTION);
  }

  @Test
  void readsATruncatedSliceAsFarAsItGoes() throws IOException {
    byte[] whole = universal().array();
    FatMachO file = read(ByteBuffer.wrap(Arrays.copyOf(whole, 0x8000 + 40)));
    assertThat(file.platforms().toString()).isEqualTo("[darwin/amd64, darwin/arm64]");
    assertThat(file.problems()).extracting(Problem::reason).contains(Reason.TRUNCATED);
  }

  @Test
  void hidesNoSliceBehindADamagedOne() throws IOException {
    FatMachO file = read(universal().putInt(0x4000, 0x7F45_4C46).putInt(FIRST_ENTRY + 12, 8));
    assertThat(file.platforms().toString()).isEqualTo("[darwin/arm64]");
    assertThat(file.problems()).isNotEmpty();
  }

  @Test
  void refusesAUniversalFileInsideOne() throws IOException {
    FatMachO file = read(universal().putInt(0x4000, 0xCAFE_BABE).putInt(0x4004, 2));
    assertThat(file.slices()).hasSize(1);
    assertThat(file.problems()).extracting(Problem::reason).containsExactly(Reason.INVALID);
  }

  @Test
  void findsTheHiddenArm64Slice() throws IOException {
    byte[] object = MachBytes.file64(ARM64, 0, 1).buildVersion(1, 0x000B_0000).build();
    ByteBuffer bytes =
        ByteBuffer.wrap(MachBytes.fat(false, ByteOrder.BIG_ENDIAN, BOTH, x64(), object));
    FatMachO file = read(bytes.putInt(4, 1));
    assertThat(file.entries()).extracting(FatArch::hidden).containsExactly(false, true);
    assertThat(file.platforms().toString()).isEqualTo("[darwin/amd64, darwin/arm64]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 45, -1})
  void refusesAnAbsurdCount(int count) {
    BytesSource source =
        new BytesSource("test", ByteBuffer.allocate(64).putInt(0xCAFE_BABF).putInt(count).rewind());
    assertThatThrownBy(() -> FatMachO.read(source)).isInstanceOf(MalformedBinaryException.class);
  }

  @Test
  void readsNothingTwiceWhereEntriesShareARange() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(0x8000).putInt(0xCAFE_BABE).putInt(44);
    for (int i = 0; i < 44; i++) {
      bytes.putInt(ARM64).putInt(i).putInt(0x4000).putInt(0x4000).putInt(14);
    }
    FatMachO file = read(bytes.put(0x4000, arm64(0)).rewind());
    assertThat(file.slices()).extracting(Binary::format).hasSize(1);
  }
}
