package dev.archcheck.inspect.go;

import static dev.archcheck.inspect.go.GoImage.DATA;
import static dev.archcheck.inspect.go.GoImage.TABLE;
import static dev.archcheck.inspect.go.Pclntab.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Pointers;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionTableTest {

  /** Every layout with both sizes of pointers in both byte orders. */
  static Stream<Pclntab> layouts() {
    List<Pclntab> all = new ArrayList<>();
    for (PclntabVersion version : PclntabVersion.values()) {
      for (int word : new int[] {4, 8}) {
        all.add(new Pclntab(version, word, ByteOrder.LITTLE_ENDIAN));
        all.add(new Pclntab(version, word, ByteOrder.BIG_ENDIAN));
      }
    }
    return all.stream();
  }

  private static FunctionTable find(GoImage image) throws IOException {
    return FunctionTable.find(image).orElseThrow();
  }

  private static FunctionTable find(Pclntab table) throws IOException {
    return find(GoImage.of(table));
  }

  private static List<GoFunction> functions(FunctionTable table) throws IOException {
    List<GoFunction> functions = new ArrayList<>();
    table.forEach(functions::add);
    return functions;
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void readsNamesEntriesFilesAndLines(Pclntab built) throws IOException {
    built
        .goAt("internal/cpu.Initialize", "/go/src/internal/cpu/cpu.go", 120)
        .host("memory_of_c")
        .unit()
        .goAt("main.main", "/src/main.go", 3, 300, 4)
        .goAt("main.init.0", "/src/other.go", 9);

    FunctionTable table = find(built);

    assertThat(table.version()).isEqualTo(built.version());
    assertThat(table.pointerSize()).isEqualTo(built.word());
    assertThat(table.functionCount()).isEqualTo(4);
    assertThat(table.section()).isEqualTo(".gopclntab");
    assertThat(table.address()).isEqualTo(TABLE);
    assertThat(functions(table))
        .containsExactly(
            function(built, 0, "internal/cpu.Initialize", "/go/src/internal/cpu/cpu.go", 120),
            function(built, 1, "memory_of_c", "", 0),
            function(built, 2, "main.main", "/src/main.go", 3),
            function(built, 3, "main.init.0", "/src/other.go", 9));
    assertThat(table.hasFile(0)).isTrue();
    assertThat(table.hasFile(1)).isFalse();
  }

  private static GoFunction function(Pclntab built, int index, String name, String file, int line) {
    return new GoFunction(name, built.address(index), 32, built.at("record" + index), file, line);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void findsThePlaceOfAnAddress(Pclntab built) throws IOException {
    built.quantum(4).go("a.f").goAt("main.main", "/src/main.go", 3, 300, 4, 7).host("c");
    FunctionTable table = find(built);
    long start = built.address(1);

    assertThat(table.quantum()).isEqualTo(4);
    assertThat(table.place(start - 1).orElseThrow().function()).isZero();
    assertThat(table.place(start)).contains(new FunctionTable.Place(1, "/src/main.go", 3));
    assertThat(table.place(start + 31)).contains(new FunctionTable.Place(1, "/src/main.go", 3));
    assertThat(table.place(start + 32)).contains(new FunctionTable.Place(1, "/src/main.go", 300));
    assertThat(table.place(start + 64)).contains(new FunctionTable.Place(1, "/src/main.go", 4));
    assertThat(table.place(start + 127)).contains(new FunctionTable.Place(1, "/src/main.go", 7));
    assertThat(table.place(start + 128)).contains(new FunctionTable.Place(2, "", 0));
  }

  @Test
  void hasNoPlaceForAddressesOutsideOfTheCode() throws IOException {
    FunctionTable table = find(Pclntab.common().go("a.f", "main.main"));

    assertThat(table.place(TEXT - 1)).isEmpty();
    assertThat(table.place(TEXT + 63)).isPresent();
    assertThat(table.place(TEXT + 64)).isEmpty();
    assertThat(table.place(-1)).isEmpty();
  }

  @Test
  void aFunctionWhoseTableOfLinesEndsEarlyHasNoLineThere() throws IOException {
    Pclntab built = Pclntab.common().goAt("main.main", "/src/main.go", 3, 300, 4);

    // Three parts of ten bytes each, of 32.
    assertThat(find(built).place(TEXT + 31).orElseThrow().line()).isZero();
  }

  @Test
  void refusesAnIndexThatIsNotThere() throws IOException {
    FunctionTable table = find(Pclntab.common().go("main.main"));

    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table.function(1));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void findsATableWithoutASectionForItAtAnAlignedAddress(Pclntab built) throws IOException {
    GoImage image = new GoImage(built.order(), built.word());
    built.go("a.f", "main.main");
    // An odd offset in the file, and an address whose alignment is that of the words alone.
    image.padding(0x123);
    int before = 300_000 / built.word() * built.word();
    byte[] table = built.build();
    byte[] whole = new byte[before + table.length];
    System.arraycopy(table, 0, whole, before, table.length);

    image.constants(".rodata", TABLE, whole);
    FunctionTable found = find(image.pointingTo(built.version(), TABLE + before));

    assertThat(found.offset()).isEqualTo(0x123 + before);
    assertThat(found.address()).isEqualTo(TABLE + before);
    assertThat(functions(found)).extracting(GoFunction::name).containsExactly("a.f", "main.main");
  }

  @Test
  void alignmentCountsInMemoryAndNotInTheRegion() throws IOException {
    byte[] table = Pclntab.common().go("main.main").build();
    byte[] behind = new byte[table.length + 3];
    System.arraycopy(table, 0, behind, 3, table.length);

    GoImage aligned = image().constants("", TABLE + 5, behind);
    assertThat(find(aligned.pointingTo(PclntabVersion.GO_1_20, TABLE + 8)).address())
        .isEqualTo(TABLE + 8);
    GoImage not = image().constants("", TABLE, behind);
    assertThat(FunctionTable.find(not.pointingTo(PclntabVersion.GO_1_20, TABLE + 3))).isEmpty();
  }

  @Test
  void findsATableWhoseMagicLiesInTwoChunksOfTheScan() throws IOException {
    Pclntab built = new Pclntab(PclntabVersion.GO_1_20, 4, ByteOrder.LITTLE_ENDIAN);
    byte[] table = built.go("main.main").build();
    int before = (256 << 10) - 4;
    byte[] whole = new byte[before + table.length];
    System.arraycopy(table, 0, whole, before, table.length);
    GoImage image = new GoImage(built.order(), 4).constants(".rdata", TABLE, whole);
    image.pointingTo(PclntabVersion.GO_1_20, TABLE + before);

    assertThat(find(image).address()).isEqualTo(TABLE + before);
  }

  @Test
  void searchesTheCodeWhereConstantsHaveNoTable() throws IOException {
    byte[] table = Pclntab.common().go("main.main").build();
    GoImage image = image().constants(".rodata", TABLE, new byte[64]);
    image.region(
        new Region("text", DATA + 0x1_0000, table.length, 64, table.length, true, false, true),
        table);
    image.pointingTo(PclntabVersion.GO_1_20, DATA + 0x1_0000);

    assertThat(find(image).address()).isEqualTo(DATA + 0x1_0000);
  }

  private static GoImage image() {
    return new GoImage(ByteOrder.LITTLE_ENDIAN, 8);
  }

  private static byte[] named(String... names) {
    return Pclntab.common().go(names).build();
  }

  @Test
  void ofTwoTablesTheOneThatModuleDataPointToIsTheProgramsOwn() throws IOException {
    GoImage image = image().constants("", TABLE, named("held.main", "main.main"));
    image.constants("", TABLE + 0x1_0000, named("main.main"));
    assertThat(FunctionTable.find(image)).as("both may be of programs that are carried").isEmpty();

    FunctionTable table =
        find(image.data("", DATA, image.moduleData(PclntabVersion.GO_1_20, TABLE + 0x1_0000)));

    assertThat(table.address()).isEqualTo(TABLE + 0x1_0000);
    assertThat(table.moduleData().orElseThrow().address()).isEqualTo(DATA);
    assertThat(table.functionCount()).isEqualTo(1);
  }

  @Test
  void beforeThereWereModuleDataATableNeedsASection() throws IOException {
    Pclntab table = new Pclntab(PclntabVersion.GO_1_2, 8, ByteOrder.LITTLE_ENDIAN).go("main.main");

    assertThat(find(GoImage.of(table)).moduleData()).isEmpty();
    assertThat(FunctionTable.find(image().constants(".rdata", TABLE, table.build()))).isEmpty();
  }

  @Test
  void aDamagedTableIsNotReplacedByThatOfAProgramThatIsHeld() throws IOException {
    GoImage image = image().constants(".gopclntab", TABLE, new byte[64]);
    image.constants(".rodata", TABLE + 0x1_0000, named("main.main"));
    assertThatExceptionOfType(MalformedBinaryException.class)
        .isThrownBy(() -> FunctionTable.find(image))
        .satisfies(e -> assertThat(e.problem().field()).isEqualTo("magic"));

    var _ = image.data("", DATA, image.moduleData(PclntabVersion.GO_1_20, TABLE + 0x1_0000));

    assertThat(find(image).address()).as("module data say so").isEqualTo(TABLE + 0x1_0000);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void findsModuleDataByAStoredPointer(Pclntab built) throws IOException {
    GoImage image = GoImage.of(built.go("main.main"));
    byte[] data = image.moduleData(built.version(), TABLE);
    byte[] whole = new byte[data.length + 0x40];
    System.arraycopy(data, 0, whole, 0x40, data.length);
    int offset = built.build().length + 0x40;

    FunctionTable table = find(image.data(".noptrdata", DATA, whole));

    assertThat(table.moduleData())
        .contains(
            new ModuleData(
                offset, DATA + 0x40, ".noptrdata", TEXT, TEXT + 0x1000, TEXT, TEXT + 0x1000));
  }

  @Test
  void findsModuleDataByRelocations() throws IOException {
    Pclntab built = Pclntab.common().textStart(0).go("main.main");
    GoImage image = GoImage.of(built).data(".data.rel.ro", DATA, new byte[30 * 8]);
    Pointers.Relocated pointers = new Pointers.Relocated(6);
    pointers.put(TABLE + built.at("textStart"), TEXT);
    pointers.put(DATA + 8, TABLE);
    pointers.put(DATA + 21 * 8, TEXT);
    pointers.put(DATA + 22 * 8, TEXT + 0x1000);
    pointers.put(DATA + 23 * 8, TEXT + 0x10);
    pointers.put(DATA + 24 * 8, TEXT + 0x1000);

    FunctionTable table = find(image.pointers(pointers));

    assertThat(table.headerTextStart()).isEqualTo(TEXT);
    assertThat(table.moduleData().orElseThrow().address()).isEqualTo(DATA + 8);
    assertThat(table.function(0).address())
        .as("module data are what the runtime counts from")
        .isEqualTo(TEXT + 0x10);
  }

  @Test
  void findsModuleDataByEncodedPointers() throws IOException {
    long base = 0x1_0000_0000L;
    long link = 0x0010_0000_0000_0000L;
    Pclntab built = Pclntab.common().textStart(0).go("main.main");
    GoImage image = image();
    byte[] data =
        image.moduleData(
            PclntabVersion.GO_1_20, link | TABLE, link | TEXT, link | (TEXT + 0x1000), link | TEXT);
    image
        .constants("__gopclntab", base + TABLE, built.build())
        .data("__data", base + DATA, data)
        .region(new Region("__text", base + TEXT, 0x1000, 0, 0, true, false, true), new byte[0])
        .pointers(new Pointers.Encoded(base));

    FunctionTable table = find(image);

    assertThat(table.headerTextStart()).as("a null pointer is in no chain").isZero();
    assertThat(table.moduleData().orElseThrow().text()).isEqualTo(base + TEXT);
    assertThat(table.function(0).address()).isEqualTo(base + TEXT);
  }

  @Test
  void pointersBeforeGo118CanBeRelocatedOnesToo() throws IOException {
    Pclntab built = new Pclntab(PclntabVersion.GO_1_16, 8, ByteOrder.LITTLE_ENDIAN);
    byte[] table = built.go("a.f", "main.main").with("functab", 16, 8, 0);
    Pointers.Relocated pointers = new Pointers.Relocated(1);
    pointers.put(TABLE + built.at("functab") + 16, built.address(1));

    GoImage image = image().constants(".gopclntab", TABLE, table).pointers(pointers);

    assertThat(functions(find(image)))
        .extracting(GoFunction::address)
        .containsExactly(built.address(0), built.address(1));
  }

  @Test
  void moduleDataMustMakeSense() throws IOException {
    GoImage image = GoImage.of(Pclntab.common().go("main.main"));
    PclntabVersion version = PclntabVersion.GO_1_20;
    long end = TEXT + 0x1000;
    image.data("", DATA, image.moduleData(version, TABLE, end, TEXT, TEXT));
    image.data("", DATA + 0x1000, image.moduleData(version, TABLE, TEXT, end, end + 8));
    image.data("", DATA + 0x2000, image.moduleData(version, TABLE, TEXT, end, 0x1000));
    image.constants("", DATA + 0x3000, image.moduleData(version, TABLE));
    image.data("", DATA + 0x4000, new byte[8]);
    assertThat(find(image).moduleData()).isEmpty();

    assertThat(find(image.data("", DATA + 0x5000, image.moduleData(version, TABLE))).moduleData())
        .isPresent();
  }

  @Test
  void theSectionForModuleDataComesFirst() throws IOException {
    GoImage image = GoImage.of(Pclntab.common().go("main.main"));
    image.data(".data", DATA, image.moduleData(PclntabVersion.GO_1_20, TABLE));
    image.constants(".go.module", DATA + 0x1000, image.moduleData(PclntabVersion.GO_1_20, TABLE));

    assertThat(find(image).moduleData().orElseThrow().section()).isEqualTo(".go.module");
  }

  @Test
  void withoutModuleDataTheHeadTellsWhereTheCodeStarts() throws IOException {
    FunctionTable table = find(Pclntab.common().textStart(0x7_0000).go("main.main"));

    assertThat(table.addressesKnown()).isTrue();
    assertThat(table.function(0).address()).isEqualTo(0x7_0000);
  }

  @Test
  void withoutEitherFunctionsHaveOffsets() throws IOException {
    FunctionTable table = find(Pclntab.common().textStart(0).go("a.f", "main.main"));

    assertThat(table.addressesKnown()).isFalse();
    assertThat(table.function(1).address()).isEqualTo(32);
    assertThat(table.place(33)).contains(new FunctionTable.Place(1, "/src/file.go", 1));
  }

  @Test
  void oldTablesHaveAddressesOfTheirOwn() throws IOException {
    Pclntab built = new Pclntab(PclntabVersion.GO_1_2, 8, ByteOrder.LITTLE_ENDIAN);

    FunctionTable table = find(built.go("main.main"));

    assertThat(table.addressesKnown()).isTrue();
    assertThat(table.headerTextStart()).isZero();
    assertThat(table.function(0).address()).isEqualTo(TEXT);
  }

  @Test
  void offsetsCountFromTheFileThatTheImageIsASliceOf() throws IOException {
    Pclntab built = Pclntab.common().go("main.main");
    GoImage image = image().padding(0x100).constants("__gopclntab", TABLE, built.build());

    FunctionTable table = find(image);

    assertThat(table.offset()).isEqualTo(0x100);
    assertThat(table.nameOffset(0)).isEqualTo(0x100 + built.at("names"));
    assertThat(table.function(0).offset()).isEqualTo(0x100 + built.at("record0"));
  }

  @Test
  void sumsUpPackages() throws IOException {
    Pclntab built = Pclntab.common().go("a/b.f", "a/b.(*T).g").host("x.cold").go("main.main");

    assertThat(GoPackage.of(find(built)))
        .containsExactly(
            new GoPackage("", 1, 32), new GoPackage("a/b", 2, 64), new GoPackage("main", 1, 32));
  }
}
