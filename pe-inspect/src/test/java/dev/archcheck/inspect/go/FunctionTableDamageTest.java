package dev.archcheck.inspect.go;

import static dev.archcheck.inspect.go.GoImage.DATA;
import static dev.archcheck.inspect.go.GoImage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.elf.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every damage is an error that names the field, and ends in a time that the file's size bounds.
 */
class FunctionTableDamageTest {

  private static Pclntab table() {
    return Pclntab.common().go("runtime.main").goAt("main.main", "/src/main.go", 3, 4).go("z.z");
  }

  private static Problem problemOf(GoImage image) {
    MalformedBinaryException e =
        catchThrowableOfType(
            MalformedBinaryException.class,
            () -> FunctionTable.find(image).orElseThrow().forEach(function -> {}));
    assertThat(e).isNotNull();
    assertThat(e.problem().structure()).isEqualTo("pclntab");
    return e.problem();
  }

  private static Problem problemOf(byte[] table) {
    return problemOf(GoImage.of(table));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 40, 10_000, 5_000_000, 5_000_001, 1L << 31, 1L << 62, -1})
  void refusesACountOfFunctionsThatTheTableHasNoRoomFor(long count) {
    Problem problem = problemOf(table().with("nfunc", 0, 8, count));

    assertThat(problem.field()).isEqualTo("nfunc");
    assertThat(problem.offset()).isEqualTo(8);
  }

  @ParameterizedTest
  @MethodSource("dev.archcheck.inspect.go.FunctionTableTest#layouts")
  void refusesACountOfFunctionsInEveryLayout(Pclntab built) {
    byte[] table = built.go("main.main").with("nfunc", 0, built.word(), 5_000_000);

    assertThat(
            problemOf(
                    new GoImage(built.order(), built.word()).constants(".gopclntab", TABLE, table))
                .field())
        .isEqualTo("nfunc");
  }

  @ParameterizedTest
  @CsvSource({
    "quantum, 0, 3, quantum",
    "quantum, 0, 0, quantum",
    "quantum, 1, 0, quantum",
    "quantum, 1, 200, quantum",
    "magic, 4, 1, quantum",
    "magic, 0, 0xF2, magic"
  })
  void refusesAHeadThatNoLinkerWrites(String part, int delta, int value, String field) {
    assertThat(problemOf(table().with(part, delta, 1, value)).field()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "funcnameOffset, 0, OVERLAP",
    "funcnameOffset, 64, OVERLAP",
    "cuOffset, 71, OVERLAP",
    "filetabOffset, -1, OVERLAP",
    "pctabOffset, 0x7FFFFFFF, OUT_OF_RANGE",
    "pclnOffset, 0x7FFFFFFFFFFFFFFF, OUT_OF_RANGE",
    "pclnOffset, 0x8000000000000000, OVERLAP"
  })
  void refusesOffsetsThatAreOutOfOrderOrOutOfTheTable(String field, String value, Reason reason) {
    long number =
        value.startsWith("0x")
            ? Long.parseUnsignedLong(value.substring(2), 16)
            : Long.parseLong(value);
    Pclntab built = table();

    Problem problem = problemOf(built.with(field, 0, 8, number));

    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.offset()).isEqualTo(built.at(field));
    assertThat(problem.reason()).isEqualTo(reason);
  }

  @Test
  void refusesATableWhoseFilesStandNowhere() {
    Pclntab built = new Pclntab(PclntabVersion.GO_1_2, 8, ByteOrder.LITTLE_ENDIAN).go("main.main");

    Problem problem = problemOf(built.with("fileoff", 0, 4, 0x7FFF_FFFF));

    assertThat(problem.field()).isEqualTo("fileoff");
    assertThat(problem.offset()).isEqualTo(built.at("fileoff"));
  }

  @Test
  void refusesFunctionsThatAreNotInAscendingOrder() {
    Pclntab built = table();

    Problem problem = problemOf(built.with("functab", 8, 4, 0x70));

    assertThat(problem.field()).isEqualTo("functab");
    assertThat(problem.offset()).isEqualTo(built.at("functab") + 16);
  }

  @Test
  void refusesARecordThatIsNotInTheTable() {
    Pclntab built = table();

    Problem problem = problemOf(built.with("functab", 4, 4, 0x7FFF_FFFF));

    assertThat(problem.field()).isEqualTo("funcoff");
    assertThat(problem.offset()).isEqualTo(built.at("functab") + 4);
  }

  /** Offsets in a record, relative to it, and what each is made to be. */
  @ParameterizedTest
  @CsvSource({
    "4, 0x7FFFFFFF, nameoff",
    "4, names, nameoff",
    "20, 0x7FFFFFFF, pcfile",
    "20, values, pcfile",
    "24, 0x7FFFFFFF, pcln",
    "32, 0x7FFFFFFF, cuOffset",
    "32, units, cuOffset"
  })
  void refusesOffsetsThatLeaveTheirPartOfTheTable(int delta, String value, String field) {
    Pclntab built = table();
    byte[] _ = built.build();
    long offset =
        switch (value) {
          case "names" -> built.at("cutab") - built.at("names");
          case "values" -> built.at("functab") - built.at("values");
          case "units" -> (built.at("files") - built.at("cutab")) / 4;
          default -> 0x7FFF_FFFF;
        };

    Problem problem = problemOf(built.with("record1", delta, 4, offset));

    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.offset()).isEqualTo(built.at("record1"));
    assertThat(problem.reason()).isEqualTo(Reason.OUT_OF_RANGE);
  }

  @Test
  void refusesAFileThatIsNotInTheListOfFiles() {
    Pclntab built = table();

    Problem problem = problemOf(built.with("cutab", 4, 4, 0x7000_0000));

    assertThat(problem.field()).isEqualTo("cutab");
    assertThat(problem.offset()).isEqualTo(built.at("cutab") + 4);
  }

  @Test
  void aFileOfWhichNoCodeIsLeftHasNoName() throws IOException {
    FunctionTable table =
        FunctionTable.find(GoImage.of(table().with("cutab", 4, 4, 0xFFFF_FFFFL))).orElseThrow();

    assertThat(table.function(1).file()).isEmpty();
    assertThat(table.function(1).line()).isEqualTo(3);
  }

  @Test
  void refusesANumberThatDoesNotEnd() {
    Pclntab built = table();
    byte[] bytes = built.build();
    Arrays.fill(bytes, built.at("values") + 1, built.at("functab"), (byte) 0x80);

    Problem problem = problemOf(bytes);

    assertThat(problem.field()).isEqualTo("pcfile");
    assertThat(problem.reason()).isEqualTo(Reason.INVALID);
  }

  @Test
  void refusesAddressesThatDoNotMoveOn() {
    Pclntab built = table();
    byte[] bytes = built.build();
    int values = built.at("values") + 1;
    for (int i = values; i < built.at("functab") - 1; i += 2) {
      bytes[i] = 2;
      bytes[i + 1] = 0;
    }

    assertThat(problemOf(bytes).reason()).isEqualTo(Reason.LOOP);
  }

  @Test
  void refusesAddressesThatComeBackToTheStart() {
    Pclntab built = Pclntab.common().textStart(-1).go("main.main");
    byte[] bytes = built.build();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(built.at("functab") + 8, 0);

    Problem problem = problemOf(bytes);

    assertThat(problem.field()).isEqualTo("pcfile");
    assertThat(problem.reason()).isEqualTo(Reason.LOOP);
  }

  private static Pclntab many(String last) {
    Pclntab built = Pclntab.common().go("runtime.main");
    for (int i = 0; i < 40; i++) {
      built.go("main.f" + i);
    }
    return built.go(last);
  }

  @Test
  void handsOutWhatStandsBeforeAVeryLongName() throws IOException {
    GoImage image = GoImage.of(many("main." + "x".repeat(100_000)));
    FunctionTable table = FunctionTable.find(image).orElseThrow();
    List<GoFunction> read = new ArrayList<>();

    MalformedBinaryException e =
        catchThrowableOfType(MalformedBinaryException.class, () -> table.forEach(read::add));

    assertThat(e.problem().reason()).isEqualTo(Reason.LIMIT);
    assertThat(e.problem().field()).isEqualTo("funcname");
    assertThat(read).hasSize(41);
    assertThat(GoProgram.find(image).orElseThrow().cgo().kind())
        .as("the start of the name is enough to tell that it is not of cgo")
        .isEqualTo(CgoVerdict.Kind.NONE);
  }

  @Test
  void refusesANameThatRunsOutOfTheTable() {
    Pclntab built = new Pclntab(PclntabVersion.GO_1_2, 8, ByteOrder.LITTLE_ENDIAN);
    byte[] bytes = built.go("runtime.main").build();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 50);
    Arrays.fill(longer, bytes.length, longer.length, (byte) 'x');
    ByteBuffer.wrap(longer)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(built.at("record0") + 8, bytes.length);

    Problem problem = problemOf(longer);

    assertThat(problem.field()).isEqualTo("funcname");
    assertThat(problem.reason()).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(problem.offset()).isEqualTo(longer.length);
  }

  @Test
  void damagedRelocationsTakeNamesAndFilesFromNoTable() throws IOException {
    FunctionTable table = FunctionTable.find(GoImage.of(table()).withoutPointers()).orElseThrow();

    assertThat(table.function(1).file()).isEqualTo("/src/main.go");
  }

  @Test
  void damagedRelocationsMakeNoGoProgramOfAFile() throws IOException {
    GoImage image = new GoImage(ByteOrder.LITTLE_ENDIAN, 8).data(".data", DATA, new byte[4096]);

    assertThat(GoProgram.find(image.withoutPointers())).isEmpty();
  }

  @Test
  void aRegionThatExceedsTheFileIsReadAsFarAsItGoes() throws IOException {
    byte[] bytes = table().build();
    GoImage image = new GoImage(ByteOrder.LITTLE_ENDIAN, 8);
    image.region(new Region(".gopclntab", TABLE, 1L << 40, 0, 1L << 40, true, false, false), bytes);

    assertThat(FunctionTable.find(image).orElseThrow().functionCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "-1, 0, -1", "8, -8, 8", "8, 0x7FFFFFFFFFFFFFFF, 8", "-8, 0, -8"})
  void aRegionWithoutBytesHasNoTable(long size, String offset, long stored) throws IOException {
    GoImage image = new GoImage(ByteOrder.LITTLE_ENDIAN, 8);
    for (String name : List.of(".gopclntab", ".rodata")) {
      image.region(
          new Region(name, -5, size, Long.decode(offset), stored, true, true, false), new byte[16]);
    }

    assertThat(FunctionTable.find(image)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.archcheck.inspect.go.FunctionTableTest#layouts")
  void isReadOrRefusedCutAtEveryOffset(Pclntab built) throws IOException {
    byte[] whole = built.go("runtime.main").goAt("main.main", "/src/m.go", 3, 4).host("c").build();
    for (int length = 0; length < whole.length; length++) {
      GoImage image = new GoImage(built.order(), built.word());
      image.constants(".gopclntab", TABLE, Arrays.copyOf(whole, length));
      MalformedBinaryException e = everything(image);
      if (e != null) {
        assertThat(e.problem().structure()).isEqualTo("pclntab");
        // What is not there any more is named by where it would be.
        assertThat(e.problem().offset()).isBetween(0L, (long) whole.length);
      }
    }
  }

  private static @Nullable MalformedBinaryException everything(GoImage image) throws IOException {
    try {
      var table = FunctionTable.find(image);
      if (table.isPresent()) {
        table.get().forEach(function -> {});
        var _ = table.get().place(Pclntab.TEXT + 33);
      }
      return null;
    } catch (MalformedBinaryException e) {
      return e;
    } finally {
      var program = GoProgram.find(image);
      if (program.isPresent()) {
        var _ = program.get().cgo();
        var _ = program.get().linkMode();
        var _ = program.get().impliedVersions();
      }
    }
  }

  /** At the entry that all functions have, both tables say 0. */
  private static final byte[] SIMPLE = {2, 1, 0};

  /**
   * Functions that share one record, in a table that has little but the list of them.
   *
   * @param name the name of all of them
   */
  private static GoImage crowd(int count, String name) {
    int names = 72;
    int units = (names + name.length() + 1 + 7) & -8;
    int files = units + 4;
    int tables = files + name.length() + 1;
    int functab = (tables + 1 + SIMPLE.length + 7) & -8;
    int record = functab + 8 * count + 8;
    ByteBuffer out = ByteBuffer.allocate(record + 44).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0xFFFF_FFF1).put(new byte[] {0, 0, 1, 8}).putLong(count).putLong(1);
    out.putLong(Pclntab.TEXT).putLong(names).putLong(units).putLong(files).putLong(tables);
    out.putLong(functab);
    out.position(names).put(name.getBytes(StandardCharsets.US_ASCII));
    out.position(files).put(name.getBytes(StandardCharsets.US_ASCII));
    out.position(tables + 1).put(SIMPLE).position(functab);
    for (int i = 0; i < count; i++) {
      out.putInt(0).putInt(record - functab);
    }
    out.putInt(record, 0).putInt(record + 20, 1).putInt(record + 24, 1);
    return GoImage.of(out.array());
  }

  @ParameterizedTest
  @ValueSource(strings = {"main.", "_cgoexp_", "main._Cfunc_", "plain"})
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aCrowdOfFunctionsWithOneLongNameEndsSoon(String start) throws IOException {
    GoImage image = crowd(1_000_000, start + "x".repeat(16_000));

    assertThat(problemOf(image).reason()).isEqualTo(Reason.LIMIT);
    GoProgram program = GoProgram.find(image).orElseThrow();
    assertThat(program.cgo().evidence()).isNotEmpty();
    assertThat(program.problems())
        .singleElement()
        .extracting(Problem::reason)
        .isEqualTo(Reason.LIMIT);
  }

  @ParameterizedTest
  @CsvSource({"1000000, _cgoexp_", "5000000, a.b", "1000000, c"})
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aCrowdOfFunctionsWithOneShortNameEndsSoon(int count, String name) throws IOException {
    GoImage image = crowd(count, name);
    int[] read = {0};

    FunctionTable.find(image).orElseThrow().forEach(function -> read[0]++);

    assertThat(read[0]).isEqualTo(count);
    assertThat(GoProgram.find(image).orElseThrow().cgo().kind())
        .isEqualTo(name.startsWith("_") ? CgoVerdict.Kind.USER_CGO : CgoVerdict.Kind.INCONCLUSIVE);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aFileOfNothingButMagicNumbersEndsSoon() throws IOException {
    byte[] magics = new byte[64 << 20];
    byte[] magic = Pclntab.common().go("a.f").build();
    for (int i = 0; i < magics.length; i += 8) {
      System.arraycopy(magic, 0, magics, i, 8);
    }

    assertThat(
            FunctionTable.find(
                new GoImage(ByteOrder.LITTLE_ENDIAN, 8).constants("", TABLE, magics)))
        .isEmpty();
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void dataOfNothingButPointersToTheTableEndsSoon() throws IOException {
    Bytes data = new Bytes(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 4 << 20; i++) {
      data.u64(TABLE);
    }

    assertThat(
            FunctionTable.find(GoImage.of(table()).data(".data", DATA, data.bytes()))
                .orElseThrow()
                .moduleData())
        .isEmpty();
  }
}
