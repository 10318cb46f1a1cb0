package dev.archcheck.inspect.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeImageTest {

  private static PeImage read(PeBuilder image) throws IOException {
    return (PeImage) BinaryReader.read(image.source());
  }

  private static List<Structure> describe(PeImage image, Detail detail) throws IOException {
    List<Structure> rows = new ArrayList<>();
    image.describe(detail, rows::add);
    return rows;
  }

  private static Field.Value value(Structure row, String name) {
    return row.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void namesPlatformKindAndOldestSystem() throws IOException {
    PeImage image = read(new PeBuilder(Machine.ARM64));

    assertThat(image.platforms()).hasToString("[windows/arm64]");
    assertThat(image.kind()).isEqualTo(Kind.EXECUTABLE);
    assertThat(image.minimumOs().orElseThrow().version()).isEqualTo("6.2");
    assertThat(image.problems()).isEmpty();
    assertThat(image.witnesses().getFirst().offset()).isEqualTo(PeBuilder.FILE);
    assertThat(image.witnesses().get(1).meaning()).isEqualTo("no load config, so no hybrid");
  }

  @ParameterizedTest
  @CsvSource({
    "0x14c, windows/386",
    "0x1c4, windows/arm",
    "0x3a64, windows/386[chpe]",
    "0x5064, windows/riscv64",
    "0x1234, windows/machine-0x1234"
  })
  void keepsTheMachine(String machine, String platform) throws IOException {
    PeImage image = read(new PeBuilder(new Machine(Integer.decode(machine))));

    assertThat(image.platforms()).hasToString("[" + platform + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "0x2022, 3, 0x1000, 0x60000020, SHARED_LIBRARY",
    "0x22, 1, 0x1000, 0x60000020, KERNEL_MODULE",
    "0x22, 10, 0x1000, 0x60000020, FIRMWARE",
    "0x22, 16, 0x1000, 0x60000020, FIRMWARE",
    "0x2022, 2, 0, 0x40000040, RESOURCES",
    "0x2022, 2, 0, 0x60000020, SHARED_LIBRARY"
  })
  void tellsKinds(String flags, int subsystem, String entry, String section, Kind kind)
      throws IOException {
    PeBuilder image =
        new PeBuilder(Machine.AMD64)
            .u16(PeBuilder.FILE + 18, Integer.decode(flags))
            .u16(PeBuilder.OPTIONAL + 68, subsystem)
            .u32(PeBuilder.OPTIONAL + 16, Integer.decode(entry))
            .u32(PeBuilder.SECTIONS + 36, Integer.decode(section));

    assertThat(read(image).kind()).isEqualTo(kind);
  }

  @Test
  void knowsADartSnapshotByItsExports() throws IOException {
    PeBuilder image =
        new PeBuilder(Machine.ARM64)
            .u32(PeBuilder.OPTIONAL + 16, 0)
            .directory(DataDirectory.EXPORT, 0x1100, 0x100)
            .rva32(0x1100 + 24, 1)
            .rva32(0x1100 + 32, 0x1180)
            .rva32(0x1180, 0x1190)
            .rvaText(0x1190, "_kDartVmSnapshotData");

    assertThat(read(image).kind()).isEqualTo(Kind.SNAPSHOT);
  }

  @Test
  void givesRegionsWithAddresses() throws IOException {
    assertThat(read(new PeBuilder(Machine.AMD64)).regions())
        .containsExactly(
            new Region(".text", PeBuilder.BASE + 0x1000, 0x1000, 0x400, 0x1000, true, false, true));
  }

  @Test
  void reportsASectionPastTheEndOfFile() throws IOException {
    PeImage image = read(new PeBuilder(Machine.AMD64).u32(PeBuilder.SECTIONS + 16, 0x2000));

    assertThat(image.problems()).extracting(Problem::reason).containsExactly(Reason.TRUNCATED);
    assertThat(image.platforms()).hasToString("[windows/amd64]");
  }

  @Test
  void reportsMoreSectionsThanTheFileHolds() throws IOException {
    PeImage image = read(new PeBuilder(Machine.AMD64).u16(PeBuilder.FILE + 2, 0xFFFF));

    assertThat(image.problems()).extracting(Problem::reason).contains(Reason.TRUNCATED);
    assertThat(image.sections()).hasSizeLessThan(200);
  }

  @Test
  void rejectsAnUnknownOptionalHeader() {
    assertThatThrownBy(() -> read(new PeBuilder(Machine.AMD64).u16(PeBuilder.OPTIONAL, 0x999)))
        .isInstanceOfSatisfying(
            MalformedBinaryException.class,
            e -> {
              assertThat(e.problem().field()).isEqualTo("Magic");
              assertThat(e.problem().offset()).isEqualTo(PeBuilder.OPTIONAL);
            });
  }

  @Test
  void statesWhatALoaderMayRefuse() throws IOException {
    PeBuilder image =
        new PeBuilder(Machine.ARM64)
            .u16(PeBuilder.FILE + 18, 0x23)
            .u16(PeBuilder.OPTIONAL + 70, 0)
            .u64(PeBuilder.OPTIONAL + 24, 0x40_0000)
            .directory(DataDirectory.BASERELOC, 0x1100, 24)
            .rva32(0x1100, 0x1000)
            .rva32(0x1104, 12)
            .rva32(0x110C, 0)
            .rva32(0x1110, 12);

    assertThat(read(image).loaderConcerns())
        .extracting(LoaderConcern.Fact::concern)
        .containsExactlyInAnyOrder(
            LoaderConcern.NOT_NX_COMPATIBLE,
            LoaderConcern.FIXED_BASE,
            LoaderConcern.RELOCATIONS_STRIPPED,
            LoaderConcern.LOW_IMAGE_BASE,
            LoaderConcern.RELOCATIONS_OUT_OF_ORDER);
    assertThat(read(new PeBuilder(Machine.ARM64)).loaderConcerns()).isEmpty();
  }

  @Test
  void describesImportsByNameAndByOrdinal() throws IOException {
    PeBuilder image =
        new PeBuilder(Machine.AMD64)
            .directory(DataDirectory.IMPORT, 0x1100, 40)
            .rva32(0x1100, 0x1200)
            .rva32(0x110C, 0x1300)
            .rva32(0x1110, 0x1400)
            .rva64(0x1200, 0x1320)
            .rva64(0x1208, 0x8000_0000_0000_0007L)
            .rvaText(0x1300, "lib.dll")
            .rva16(0x1320, 9)
            .rvaText(0x1322, "open");

    List<Structure> rows = describe(read(image), Detail.IMPORTS);

    assertThat(rows).hasSize(3);
    assertThat(value(rows.get(0), "DLL")).isEqualTo(new Field.Text("lib.dll"));
    assertThat(value(rows.get(1), "Name")).isEqualTo(new Field.Text("open"));
    assertThat(value(rows.get(1), "Hint")).isEqualTo(new Field.Numeral(9, ""));
    assertThat(value(rows.get(2), "Ordinal")).isEqualTo(new Field.Numeral(7, ""));
  }

  @Test
  void describesTheTablesBehindADamagedOne() {
    PeBuilder image =
        new PeBuilder(Machine.AMD64)
            .directory(DataDirectory.DEBUG, 0x9000, 28)
            .directory(DataDirectory.TLS, 0x1100, 40);
    List<String> names = new ArrayList<>();

    assertThatThrownBy(() -> read(image).describe(Detail.HEADERS, row -> names.add(row.name())))
        .isInstanceOf(MalformedBinaryException.class);
    assertThat(names).contains("IMAGE_TLS_DIRECTORY64");
  }

  @Test
  void stopsAtLookupTablesThatOverlap() {
    PeBuilder image = new PeBuilder(Machine.AMD64).directory(DataDirectory.IMPORT, 0x1100, 0x800);
    for (int i = 0; i < 100; i++) {
      int at = 0x1100 + i * 20;
      image.rva32(at, 0x1A00).rva32(at + 12, 0x1900).rva32(at + 16, 0x1A00);
    }
    for (int at = 0x1A00; at < 0x1FF8; at += 8) {
      image.rva64(at, 0x8000_0000_0000_0001L);
    }

    assertThatThrownBy(() -> describe(read(image), Detail.IMPORTS))
        .isInstanceOfSatisfying(
            MalformedBinaryException.class,
            e -> assertThat(e.problem().reason()).isEqualTo(Reason.LIMIT));
  }

  @Test
  void survivesEveryTruncationAndEveryByte() throws IOException {
    byte[] bytes = PeBuilder.arm64x().bytes();
    for (int i = 0; i <= bytes.length; i++) {
      exercise(Arrays.copyOf(bytes, i));
    }
    for (int i = 0; i < bytes.length; i++) {
      for (byte value : new byte[] {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF}) {
        byte[] bent = bytes.clone();
        bent[i] = value;
        exercise(bent);
      }
    }
  }

  /** Anything but the checked exception fails the test. */
  private static void exercise(byte[] bytes) throws IOException {
    try {
      if (BinaryReader.read(new BytesSource("bent", bytes)) instanceof PeImage image) {
        image.regions();
        for (Detail detail : Detail.values()) {
          try {
            image.describe(detail, _ -> {});
          } catch (MalformedBinaryException e) {
            assertThat(e.problem().structure()).isNotEmpty();
          }
        }
        image.loaderConcerns();
        image.otherView();
      }
    } catch (MalformedBinaryException e) {
      assertThat(e.problem().structure()).isNotEmpty();
    }
  }
}
