package dev.archcheck.inspect.macho;

import static dev.archcheck.inspect.macho.MachBytes.ARM64;
import static dev.archcheck.inspect.macho.MachBytes.DYLIB;
import static dev.archcheck.inspect.macho.MachBytes.EXECUTE;
import static dev.archcheck.inspect.macho.MachBytes.X86_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachOTest {

  @Test
  void readsPlatformKindAndWitnesses() throws IOException {
    MachO file = read(MachBytes.file64(ARM64, 0, EXECUTE).buildVersion(1, 0x000C_0000));
    assertThat(file.kind()).isEqualTo(Kind.EXECUTABLE);
    assertThat(file.platforms().toString()).isEqualTo("[darwin/arm64]");
    assertThat(file.osAssumed()).isFalse();
    assertThat(file.witnesses().getFirst().offset()).isEqualTo(4);
    assertThat(file.minimumOs().orElseThrow().version()).isEqualTo("12.0");
    assertThat(file.minimumOs().orElseThrow().witness().offset()).isEqualTo(32 + 12);
    assertThat(file.problems()).isEmpty();
  }

  @Test
  void assumesDarwinWhereNothingNamesTheSystem() throws IOException {
    MachO file = read(MachBytes.file64(X86_64, 8, DYLIB));
    assertThat(file.platforms().toString()).isEqualTo("[darwin/amd64[x86_64h]]");
    assertThat(file.osAssumed()).isTrue();
    assertThat(file.minimumOs()).isEmpty();
  }

  @Test
  void hasBothPlatformsOfAZipperedLibrary() throws IOException {
    MachO file =
        read(
            MachBytes.file64(ARM64, 0x8000_0002, DYLIB)
                .buildVersion(1, 0x000B_0000)
                .buildVersion(6, 0x000E_0000));
    assertThat(file.platforms().toString())
        .isEqualTo("[darwin/arm64[arm64e], maccatalyst/arm64[arm64e]]");
    assertThat(file.minimumOs().orElseThrow().what()).isEqualTo("macOS");
  }

  @ParameterizedTest
  @CsvSource({
    "1, darwin",
    "2, ios",
    "6, maccatalyst",
    "7, ios-simulator",
    "11, visionos",
    "10, driverkit",
    "77, apple-platform-77"
  })
  void namesThePlatform(int platform, String os) throws IOException {
    MachO file = read(MachBytes.file64(ARM64, 0, EXECUTE).buildVersion(platform, 0));
    assertThat(file.platforms().getFirst().os().name()).isEqualTo(os);
  }

  @Test
  void takesAnIntelPhoneForASimulator() throws IOException {
    MachO file = read(MachBytes.file64(X86_64, 3, EXECUTE).command(0x25, 0x0009_0000, 0));
    assertThat(file.platforms().toString()).isEqualTo("[ios-simulator/amd64]");
    assertThat(file.minimumOs().orElseThrow().version()).isEqualTo("9.0");
  }

  @Test
  void readsBigEndianFiles() throws IOException {
    MachO file =
        read(MachBytes.file32(ByteOrder.BIG_ENDIAN, 18, 0, EXECUTE).command(0x24, 0x000A_0400, 0));
    assertThat(file.platforms().toString()).isEqualTo("[darwin/ppc]");
    assertThat(file.pointerSize()).isEqualTo(4);
    assertThat(file.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(file.minimumOs().orElseThrow().version()).isEqualTo("10.4");
  }

  @ParameterizedTest
  @CsvSource({
    "1, OBJECT", "2, EXECUTABLE", "4, CORE_DUMP", "6, SHARED_LIBRARY", "7, SHARED_LIBRARY",
    "8, PLUGIN", "9, DATA", "10, DEBUG_SYMBOLS", "11, KERNEL_MODULE", "12, KERNEL_MODULE",
    "99, UNKNOWN"
  })
  void tellsTheKind(int filetype, Kind kind) throws IOException {
    assertThat(read(MachBytes.file64(ARM64, 0, filetype)).kind()).isEqualTo(kind);
  }

  @Test
  void findsADartSnapshot() throws IOException {
    assertThat(read(libraryThatExports("_kDartVmSnapshotData")).kind()).isEqualTo(Kind.SNAPSHOT);
    assertThat(read(libraryThatExports("_kDarlVmSnapshotData")).kind())
        .isEqualTo(Kind.SHARED_LIBRARY);
  }

  private static MachBytes libraryThatExports(String symbol) {
    int tail = 32 + 24 + 80;
    byte[] name = symbol.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer nlist = ByteBuffer.allocate(16 + name.length + 1).order(ByteOrder.LITTLE_ENDIAN);
    nlist.putInt(0).put((byte) 0xF).put((byte) 1).putShort((short) 0).putLong(0).put(name);
    return MachBytes.file64(ARM64, 0, DYLIB)
        .command(0x02, tail, 1, tail + 16, name.length + 1)
        .command(0x0B, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        .tail(nlist.array());
  }

  @Test
  void reportsASegmentThatLeavesTheFile() throws IOException {
    MachO file = read(MachBytes.file64(ARM64, 0, EXECUTE).segment64("__TEXT", 0, 0, 0x4000));
    assertThat(file.problems()).extracting(Problem::reason).containsExactly(Reason.TRUNCATED);
    assertThat(file.platforms()).hasSize(1);
  }

  @Test
  void looksForNoSegmentsOfACompanion() throws IOException {
    MachO file = read(MachBytes.file64(ARM64, 0, 10).segment64("__TEXT", 0, 0, 0x4000));
    assertThat(file.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, INVALID", "4, INVALID", "12, INVALID", "4096, OUT_OF_RANGE", "-8, OUT_OF_RANGE"})
  void reportsABadCommandSize(int cmdsize, Reason reason) throws IOException {
    MachO file =
        read(
            MachBytes.file64(ARM64, 0, EXECUTE)
                .buildVersion(1, 0)
                .rawCommand(0x1B, cmdsize, 1, 2, 3, 4));
    assertThat(file.problems().getFirst().reason()).isEqualTo(reason);
    assertThat(file.problems().getFirst().offset()).isEqualTo(32 + 24 + 4);
    assertThat(file.platforms().toString()).isEqualTo("[darwin/arm64]");
  }

  @Test
  void reportsMoreCommandsThanThereAre() throws IOException {
    byte[] bytes = MachBytes.file64(ARM64, 0, EXECUTE).buildVersion(1, 0).build();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(16, -1);
    MachO file = MachO.read(new BytesSource("test", bytes));
    assertThat(file.problems())
        .extracting(Problem::reason)
        .containsExactly(Reason.LIMIT, Reason.TRUNCATED);
  }

  @Test
  void reportsCommandsThatReachBehindTheFile() throws IOException {
    byte[] bytes = MachBytes.file64(ARM64, 0, EXECUTE).buildVersion(1, 0).build();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(20, -1);
    MachO file = MachO.read(new BytesSource("test", bytes));
    assertThat(file.problems()).extracting(Problem::field).containsExactly("sizeofcmds");
    assertThat(file.osAssumed()).isFalse();
  }

  @Test
  void refusesAHeaderWithoutItsEnd() {
    byte[] bytes = MachBytes.file64(ARM64, 0, EXECUTE).build();
    BytesSource source = new BytesSource("test", ByteBuffer.wrap(bytes, 0, 31).slice());
    assertThatThrownBy(() -> MachO.read(source)).isInstanceOf(MalformedBinaryException.class);
  }

  @Test
  void keepsUnknownAndDamagedCommands() throws IOException {
    MachO file =
        read(
            MachBytes.file64(ARM64, 0, EXECUTE)
                .command(0x7777, 1, 2)
                .command(0x0C, 0x1000, 0, 0, 0)
                .command(0x1D, 0x10, 0x20));
    List<LoadCommand> commands = file.loadCommands();
    assertThat(commands.get(0)).isInstanceOf(UnknownCommand.class);
    assertThat(((UnknownCommand) commands.get(0)).bytes(file.source())).hasSize(16);
    assertThat(commands.get(1)).isInstanceOf(MalformedCommand.class);
    assertThat(file.codeSignature().orElseThrow().dataoff()).isEqualTo(0x10);
    List<Structure> told = new ArrayList<>();
    assertThatThrownBy(() -> file.describe(Detail.HEADERS, told::add))
        .isInstanceOf(MalformedBinaryException.class);
    assertThat(told).hasSize(4);
  }

  @Test
  void givesSectionsAsRegions() throws IOException {
    MachO file =
        read(
            MachBytes.file64(ARM64, 0, EXECUTE)
                .segment64("__LINKEDIT", 0x9000, 0, 8)
                .section64("__DATA", "__go_buildinfo", 0x4000, 0x20, 0x10, 0)
                .section64("__DATA", "__bss", 0x5000, 0, 0x1000, 1));
    assertThat(file.regions())
        .containsExactly(
            new Region("__go_buildinfo", 0x4000, 0x10, 0x20, 0x10, true, false, true),
            new Region("__bss", 0x5000, 0x1000, 0, 0, true, false, true));
  }

  private static MachO read(MachBytes bytes) throws IOException {
    return MachO.read(bytes.source());
  }
}
