package dev.archcheck.inspect.go;

import static dev.archcheck.inspect.go.GoImage.DATA;
import static dev.archcheck.inspect.go.GoImage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.elf.Bytes;
import dev.archcheck.inspect.go.CgoVerdict.CgoPackage;
import dev.archcheck.inspect.go.CgoVerdict.Evidence;
import dev.archcheck.inspect.go.CgoVerdict.Kind;
import dev.archcheck.inspect.go.CgoVerdict.Weight;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoProgramTest {

  private static Pclntab pure() {
    return Pclntab.common().go("runtime.main").go("runtime.cgocall").go("main.main");
  }

  /** What every program with cgo has. */
  private static Pclntab withCgo() {
    return pure().go("crosscall2", "_cgo_panic", "runtime/cgo.set_crosscall2");
  }

  private static GoProgram program(GoImage image) throws IOException {
    return GoProgram.find(image).orElseThrow();
  }

  private static CgoVerdict verdict(Pclntab table) throws IOException {
    return verdict(GoImage.of(table));
  }

  /** Asks for the verdict, and holds its evidence about names to the bytes at their offsets. */
  private static CgoVerdict verdict(GoImage image) throws IOException {
    CgoVerdict verdict = program(image).cgo();
    for (Evidence evidence : verdict.evidence()) {
      Witness witness = evidence.witness();
      if (witness.field().equals("funcname") || witness.field().equals("filetab")) {
        assertThat(textAt(image, witness.offset())).endsWith(witness.value());
      }
    }
    return verdict;
  }

  private static String textAt(GoImage image, long offset) throws IOException {
    int length = 0;
    while (image.source().read(offset + length, 1).get(0) != 0) {
      length++;
    }
    return StandardCharsets.UTF_8.decode(image.source().read(offset, length)).toString();
  }

  private static List<String> names(CgoVerdict verdict, Weight weight) {
    return verdict.evidence().stream()
        .filter(evidence -> evidence.weight() == weight)
        .map(evidence -> evidence.witness().value())
        .toList();
  }

  private static byte[] buildInfo(String settings) {
    String modules = "0123456789abcdef" + settings + "0123456789abcdef";
    return new Bytes(ByteOrder.LITTLE_ENDIAN)
        .u8(0xFF)
        .text(" Go buildinf:")
        .u8(8, 2)
        .to(32)
        .u8(8)
        .text("go1.26.8")
        .u8(modules.length())
        .text(modules)
        .u8(0)
        .bytes();
  }

  @Nested
  class Cgo {

    @Test
    void isNotThereInAProgramWhoseFunctionsAreAllOfGo() throws IOException {
      CgoVerdict verdict = verdict(pure().host("go:textfipsstart").host("libc_read-tramp0"));

      assertThat(verdict.kind()).isEqualTo(Kind.NONE);
      assertThat(verdict.packages()).isEmpty();
      assertThat(verdict.reason()).isEmpty();
      assertThat(verdict.evidence())
          .singleElement()
          .satisfies(evidence -> {
            assertThat(evidence.weight()).isEqualTo(Weight.AGAINST);
            assertThat(evidence.witness().field()).isEqualTo("nfunc");
            assertThat(evidence.witness().value()).isEqualTo("5");
          });
    }

    @Test
    void ofTheRuntimeAndTheStandardLibraryIsOfNoUser() throws IOException {
      Pclntab table = withCgo().go("net._Cfunc_getaddrinfo", "net._C2func_getaddrinfo");
      table.goAt("net._cgo_cmalloc", "_cgo_gotypes.go", 1).go("net._C_free");

      CgoVerdict verdict = verdict(table);

      assertThat(verdict.kind()).isEqualTo(Kind.RUNTIME_ONLY);
      assertThat(verdict.packages())
          .containsExactly(new CgoPackage("net", true, List.of("getaddrinfo"), List.of()));
      assertThat(names(verdict, Weight.FOR))
          .containsExactly(
              "net._Cfunc_getaddrinfo",
              "crosscall2",
              "_cgo_panic",
              "runtime/cgo.set_crosscall2",
              "_cgo_gotypes.go");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crosscall2", "_cgo_panic", "_cgo_topofstack", "runtime/cgo.init.0"})
    void isShownByAnyPartOfTheRuntimesSupport(String name) throws IOException {
      assertThat(verdict(pure().go(name)).kind()).isEqualTo(Kind.RUNTIME_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "runtime.cgocall",
          "runtime.cgocallback.abi0",
          "net.cgoLookupHost",
          "net._C_getaddrinfo",
          "main.Cfunc_add",
          "main.f._Cfunc_add",
          "runtime/cgotest.f",
          "cgo_like"
        })
    void isNotShownByNamesThatPureProgramsHaveToo(String name) throws IOException {
      assertThat(verdict(pure().go(name)).kind()).isEqualTo(Kind.NONE);
    }

    @ParameterizedTest
    @EnumSource(PclntabVersion.class)
    void ofAUserIsShownByTheCallsOfAPackage(PclntabVersion version) throws IOException {
      Pclntab table = new Pclntab(version, 8, ByteOrder.LITTLE_ENDIAN);
      table
          .go("runtime.main")
          .go("crosscall2")
          .go("gopkg.in/c%2ev1._Cfunc_add", "gopkg.in/c%2ev1._Cfunc_add.func1")
          .go("gopkg.in/c%2ev1._Cfunc_CString", "gopkg.in/c%2ev1._Cmacro_X")
          .go("main._C2func_open");

      CgoVerdict verdict = verdict(table);

      assertThat(verdict.kind()).isEqualTo(Kind.USER_CGO);
      assertThat(verdict.packages())
          .containsExactly(
              new CgoPackage("gopkg.in/c.v1", false, List.of("add"), List.of()),
              new CgoPackage("main", false, List.of("open"), List.of()));
      assertThat(names(verdict, Weight.FOR))
          .containsExactly("gopkg.in/c%2ev1._Cfunc_add", "main._C2func_open", "crosscall2");
    }

    @Test
    void ofAUserIsShownByAnExportAlone() throws IOException {
      Pclntab table = withCgo().unit().go("a/b.f").go("_cgoexp_a9475f107e3b_callback").unit();

      CgoVerdict verdict = verdict(table.go("c/d.g"));

      assertThat(verdict.kind()).isEqualTo(Kind.USER_CGO);
      assertThat(verdict.packages())
          .containsExactly(new CgoPackage("a/b", false, List.of(), List.of("callback")));
    }

    @Test
    void anExportIsOfThePackageOfItsCompilationUnitAndNotOfTheNearestFunction() throws IOException {
      Pclntab table = withCgo().unit().go("a/b.f").go("memhash", "_cgoexp_0a_x").unit();

      // One unit further and yet the very next function.
      assertThat(verdict(table.go("c/d.g")).packages().getFirst().path()).isEqualTo("a/b");
    }

    @Test
    void anExportOfAnOldTableIsOfThePackageBefore() throws IOException {
      Pclntab table = new Pclntab(PclntabVersion.GO_1_2, 8, ByteOrder.LITTLE_ENDIAN);
      table.go("runtime.main").go("a/b.f").go("_cgoexp_0a_x").go("c/d.g");

      assertThat(verdict(table).packages().getFirst().path()).isEqualTo("a/b");
    }

    @Test
    void isNotHowPuregoCallsC() throws IOException {
      Pclntab table =
          pure()
              .go("github.com/ebitengine/purego.syscall15X")
              .go("example.com/copy/internal/fakecgo.Call");

      CgoVerdict verdict = verdict(table);

      assertThat(verdict.kind()).isEqualTo(Kind.C_WITHOUT_CGO);
      assertThat(names(verdict, Weight.FOR))
          .containsExactly(
              "github.com/ebitengine/purego.syscall15X", "example.com/copy/internal/fakecgo.Call");
    }

    @Test
    void isNotHowObjectsOfCAreLinkedWithoutIt() throws IOException {
      CgoVerdict verdict = verdict(pure().host("sqlite3_open"));

      assertThat(verdict.kind()).isEqualTo(Kind.C_WITHOUT_CGO);
      assertThat(names(verdict, Weight.FOR)).containsExactly("sqlite3_open");
    }

    @Test
    void ofTheRaceDetectorIsOfThePackageThatLinksIt() throws IOException {
      for (Pclntab table :
          List.of(withCgo().go("runtime.racefuncenter"), withCgo().host("__tsan_func_enter"))) {
        CgoVerdict verdict = verdict(table);

        assertThat(verdict.kind()).isEqualTo(Kind.RUNTIME_ONLY);
        assertThat(verdict.packages())
            .containsExactly(new CgoPackage("runtime/race", true, List.of(), List.of()));
      }
    }

    @Test
    void itsOwnCCodeIsNotCodeWithoutIt() throws IOException {
      assertThat(verdict(withCgo().host("x_cgo_init").host("fatalf").host("net(.text)")).kind())
          .isEqualTo(Kind.RUNTIME_ONLY);
    }

    @Test
    void otherCCodeBesideItIsNotTheStandardLibrarys() throws IOException {
      CgoVerdict verdict = verdict(withCgo().host("x_cgo_init").host("evil"));

      assertThat(verdict.kind()).isEqualTo(Kind.C_WITHOUT_CGO);
      assertThat(verdict.evidence().getFirst().witness().value()).isEqualTo("evil");
      assertThat(verdict(withCgo().host("example.com/a(.text)")).kind())
          .isEqualTo(Kind.C_WITHOUT_CGO);
    }

    @Test
    void aTableThatEndsBeforeTheCodeIsNotWhole() throws IOException {
      Pclntab table = pure();
      GoImage image = GoImage.of(table);
      image.data(
          ".noptrdata",
          DATA,
          image.moduleData(
              table.version(), TABLE, Pclntab.TEXT, Pclntab.TEXT + 0x9000, Pclntab.TEXT));

      assertThat(verdict(image).kind()).isEqualTo(Kind.INCONCLUSIVE);
      assertThat(verdict(image).reason()).contains("functab", "the code ends at");
    }

    @ParameterizedTest
    @CsvSource({"0, AGAINST", "1, NEITHER"})
    void aSettingOfTheBuildShowsNoUse(String value, Weight weight) throws IOException {
      GoImage image = GoImage.of(pure());
      var _ = image.data(".go.buildinfo", DATA, buildInfo("build\tCGO_ENABLED=" + value + "\n"));

      CgoVerdict verdict = verdict(image);

      assertThat(verdict.kind()).isEqualTo(Kind.NONE);
      Evidence last = verdict.evidence().getLast();
      assertThat(last.weight()).isEqualTo(weight);
      assertThat(textAt(image, last.witness().offset())).startsWith("CGO_ENABLED=" + value);
    }

    @Test
    void isOpenWithoutATable() throws IOException {
      GoImage image = new GoImage(ByteOrder.LITTLE_ENDIAN, 8);
      var _ = image.data(".go.buildinfo", DATA, buildInfo("build\tCGO_ENABLED=0\n"));

      CgoVerdict verdict = verdict(image);

      assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
      assertThat(verdict.reason()).isEqualTo("there is no function table");
      assertThat(names(verdict, Weight.AGAINST)).containsExactly("0");
    }

    @Test
    void isOpenWhereTheTableIsDamaged() throws IOException {
      GoProgram program = program(GoImage.of(pure().with("nfunc", 0, 8, 0)));

      assertThat(program.functionTable()).isEmpty();
      assertThat(program.problems())
          .singleElement()
          .satisfies(problem -> {
            assertThat(problem.structure()).isEqualTo("pclntab");
            assertThat(problem.field()).isEqualTo("nfunc");
            assertThat(problem.offset()).isEqualTo(8);
          });
      assertThat(program.cgo().kind()).isEqualTo(Kind.INCONCLUSIVE);
      assertThat(program.cgo().reason()).startsWith("the function table is damaged: pclntab.nfunc");
      assertThat(program.impliedVersions()).isEmpty();
    }

    @Test
    void isOpenWhereNamesHaveBeenChanged() throws IOException {
      CgoVerdict verdict = verdict(Pclntab.common().go("aBcD.main").go("main.main"));

      assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
      assertThat(verdict.reason()).contains("no function of the runtime");
    }

    /** More functions than the finder looks at, the last one without a name. */
    private static Pclntab long40() {
      Pclntab table = pure();
      for (int i = 0; i < 40; i++) {
        table.go("main.f" + i);
      }
      return table;
    }

    @Test
    void isOpenWhereTheTableCannotBeReadToItsEnd() throws IOException {
      GoProgram program = program(GoImage.of(long40().with("record42", 4, 4, 0x7FFF_FFFF)));

      assertThat(program.cgo().kind()).isEqualTo(Kind.INCONCLUSIVE);
      assertThat(program.cgo().reason()).contains("cannot be read to its end", "nameoff");
      assertThat(program.problems()).as("told once").hasSize(1);
    }

    @Test
    void isThereWhatHasBeenReadOfATableThatCannotBeReadToItsEnd() throws IOException {
      Pclntab table = Pclntab.common().go("main._Cfunc_add");
      for (int i = 0; i < 40; i++) {
        table.go("main.f" + i);
      }

      GoProgram program = program(GoImage.of(table.with("record40", 4, 4, 0x7FFF_FFFF)));

      assertThat(program.cgo().kind()).isEqualTo(Kind.USER_CGO);
      assertThat(program.problems()).hasSize(1);
    }
  }

  @Nested
  class Link {

    private LinkMode mode(GoImage image) throws IOException {
      return program(image).linkMode();
    }

    @ParameterizedTest
    @CsvSource({
      ".init, .dynamic, EXTERNAL",
      ".init, .interp, EXTERNAL",
      ".init, .data, STATIC",
      ".eh_frame, .data, STATIC",
      ".CRT, .data, EXTERNAL",
      "__unwind_info, __data, EXTERNAL",
      "__stubs, __data, EXTERNAL"
    })
    void isExternalWithSectionsOfACLinker(String section, String other, LinkMode.Kind kind)
        throws IOException {
      GoImage image = GoImage.of(withCgo().host("x_cgo_init"));
      var _ = image.constants(section, DATA, new byte[8]).data(other, DATA + 8, new byte[8]);

      LinkMode mode = mode(image);

      assertThat(mode.kind()).isEqualTo(kind);
      assertThat(mode.evidence()).singleElement().extracting(Witness::value).isEqualTo(section);
      assertThat(mode.evidence().getFirst().offset()).isEqualTo(image.regions().get(2).offset());
    }

    @Test
    void isInternalWhereGosLinkerKnewTheCCode() throws IOException {
      LinkMode mode = mode(GoImage.of(withCgo().host("x_cgo_init")));

      assertThat(mode.kind()).isEqualTo(LinkMode.Kind.INTERNAL);
      assertThat(mode.evidence()).extracting(Witness::value).containsExactly("x_cgo_init");
    }

    @Test
    void isExternalWhereGosLinkerDidNotKnowTheCCode() throws IOException {
      assertThat(mode(GoImage.of(withCgo())).kind()).isEqualTo(LinkMode.Kind.EXTERNAL);
    }

    @Test
    void isInternalForAPureProgramWithSectionsOfGo() throws IOException {
      assertThat(mode(GoImage.of(pure())).kind()).isEqualTo(LinkMode.Kind.INTERNAL);
    }

    @Test
    void isUnknownForAPureProgramWithoutThem() throws IOException {
      GoImage image = new GoImage(ByteOrder.LITTLE_ENDIAN, 8);

      image.constants("text", TABLE, pure().build());
      image.data("data", DATA, image.moduleData(PclntabVersion.GO_1_20, TABLE));

      assertThat(mode(image).kind()).isEqualTo(LinkMode.Kind.UNKNOWN);
    }

    @Test
    void isNotShownByASectionThatTheFileDoesNotHold() throws IOException {
      GoImage image = GoImage.of(pure());
      image.region(new Region(".init", DATA, 8, -8, 8, true, false, false), new byte[0]);

      assertThat(mode(image).evidence()).isEmpty();
    }
  }

  @Nested
  class Versions {

    private GoVersionRange versions(Pclntab table) throws IOException {
      return program(GoImage.of(table)).impliedVersions().orElseThrow();
    }

    private GoVersionRange ofNames(String... names) throws IOException {
      return versions(Pclntab.common().go(names));
    }

    @ParameterizedTest
    @CsvSource({
      "GO_1_2, go1.2 to go1.15",
      "GO_1_16, go1.16 to go1.17",
      "GO_1_18, go1.18 to go1.19",
      "GO_1_20, go1.20 to go1.25"
    })
    void followFromTheLayout(PclntabVersion version, String range) throws IOException {
      Pclntab table = new Pclntab(version, 8, ByteOrder.LITTLE_ENDIAN).go("main.main");

      assertThat(versions(table)).hasToString(range);
      assertThat(versions(table).evidence().getFirst().offset()).isZero();
    }

    @Test
    void areNewWhereOnlyModuleDataKnowTheStartOfTheCode() throws IOException {
      GoImage image = GoImage.of(pure().textStart(0));
      assertThat(program(image).impliedVersions().orElseThrow())
          .as("it may be that the start of the code cannot be read")
          .hasToString("go1.20 or newer");

      var _ = image.data("", DATA, image.moduleData(PclntabVersion.GO_1_20, TABLE));
      GoVersionRange range = program(image).impliedVersions().orElseThrow();

      assertThat(range).hasToString("go1.26 or newer");
      assertThat(range.evidence()).extracting(Witness::field).containsExactly("magic", "textStart");
      assertThat(range.evidence().getLast().offset()).isEqualTo(8 + 2 * 8);
      assertThat(image.source().read(range.evidence().getLast().offset(), 8).getLong()).isZero();
    }

    @Test
    void areNarrowedByModuleDataOfAnOldTable() throws IOException {
      Pclntab table = new Pclntab(PclntabVersion.GO_1_2, 8, ByteOrder.LITTLE_ENDIAN).go("a.f");
      GoImage image = GoImage.of(table);
      var _ = image.data("", DATA, image.moduleData(PclntabVersion.GO_1_2, TABLE));

      assertThat(program(image).impliedVersions().orElseThrow()).hasToString("go1.5 to go1.15");
    }

    @Test
    void areNarrowedByNamesOfTheRuntime() throws IOException {
      GoVersionRange range =
          ofNames("runtime.(*unwinder).next", "runtime/internal/atomic.Load", "main.main");

      assertThat(range).hasToString("go1.21 to go1.22");
      assertThat(range.contains("go1.21.13")).isTrue();
      assertThat(range.contains("go1.22rc1")).isTrue();
      assertThat(range.contains("go1.23")).isFalse();
      assertThat(range.contains("go1.20.1")).isFalse();
      assertThat(range.contains("devel +abc")).isFalse();
      assertThat(range.evidence())
          .extracting(Witness::value)
          .contains("runtime/internal/atomic.Load", "runtime.(*unwinder).next");
    }

    @Test
    void areNotNarrowedByNamesThatContradictTheRest() throws IOException {
      // Since Go 1.24 and up to Go 1.22: the one that is met later in the list tells nothing.
      assertThat(ofNames("runtime/internal/atomic.Load", "internal/runtime/maps.New"))
          .hasToString("go1.20 to go1.22");
      Pclntab old = new Pclntab(PclntabVersion.GO_1_16, 8, ByteOrder.LITTLE_ENDIAN);
      assertThat(versions(old.go("internal/runtime/maps.New"))).hasToString("go1.16 to go1.17");
    }

    @Test
    void areAskedOfWholePathsOnly() throws IOException {
      assertThat(ofNames("example.com/internal/runtime/maps.New")).hasToString("go1.20 to go1.25");
    }
  }

  @Test
  void whatHasNeitherIsNoGoProgram() throws IOException {
    GoImage image = new GoImage(ByteOrder.LITTLE_ENDIAN, 8).data(".data", DATA, new byte[4096]);

    assertThat(GoProgram.find(image)).isEmpty();
  }
}
