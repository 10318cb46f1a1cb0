package dev.archcheck.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.go.CgoVerdict;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoProgram;
import dev.archcheck.inspect.go.LinkMode;
import dev.archcheck.testkit.Corpus;
import dev.archcheck.testkit.GoBuild;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What is often believed of Go programs, on files that show that it is false. Each test does both:
 * what people do, which gives the wrong answer, and what we do. docs/go-binaries.md has the list.
 */
final class GoMythsTest {

  private static final String MAGIC = "\u00ff Go buildinf:";

  private static final int PT_DYNAMIC = 2;
  private static final int PT_INTERP = 3;
  private static final int SHT_SYMTAB = 2;

  private interface Question {
    void ask(GoBuild build, byte[] bytes, GoProgram program) throws IOException;
  }

  private static void ofEach(int atLeast, Predicate<GoBuild> which, Question question)
      throws IOException {
    List<GoBuild> builds = GoBuild.all().stream().filter(which).toList();
    assertThat(builds).hasSizeGreaterThanOrEqualTo(atLeast);
    for (GoBuild build : builds) {
      try (FileByteSource source = FileByteSource.open(build.file())) {
        GoProgram program = GoProgram.find((LoadedImage) BinaryReader.read(source)).orElseThrow();
        question.ask(build, Files.readAllBytes(build.file()), program);
      }
    }
  }

  private static boolean isVersion(GoBuild build, int first, int last) {
    int minor = Integer.parseInt(build.go().split("\\.", -1)[1]);
    return minor >= first && minor <= last;
  }

  private static boolean hasSettings(GoBuild build) {
    return isVersion(build, 18, Integer.MAX_VALUE);
  }

  private static boolean holds(byte[] bytes, String text) {
    return indexOf(bytes, text, 0) >= 0;
  }

  private static int indexOf(byte[] bytes, String text, int from) {
    byte[] wanted = text.getBytes(ISO_8859_1);
    for (int i = from; i <= bytes.length - wanted.length; i++) {
      int same = 0;
      while (same < wanted.length && bytes[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isElf(GoBuild build) {
    return build.platform().startsWith("linux/");
  }

  private static boolean isForAmd64(GoBuild build) {
    return build.platform().equals("linux/amd64");
  }

  /** Reads the program headers of a little-endian ELF64 file as simple scripts do. */
  private static boolean hasProgramHeader(byte[] bytes, int type) {
    ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(elf.getInt(0)).isEqualTo(0x464C457F);
    int at = (int) elf.getLong(0x20);
    for (int i = 0; i < elf.getShort(0x38); i++) {
      if (elf.getInt(at + i * elf.getShort(0x36)) == type) {
        return true;
      }
    }
    return false;
  }

  private static CgoVerdict.Kind verdict(GoProgram program) throws IOException {
    return program.cgo().kind();
  }

  private static String setting(GoProgram program, String key) {
    return program.buildInfo().flatMap(info -> info.setting(key)).orElse("");
  }

  private static List<String> functions(GoProgram program) throws IOException {
    List<String> names = new ArrayList<>();
    program.functionTable().orElseThrow().forEach(function -> names.add(function.name()));
    return names;
  }

  /** "{@code strings app | grep cgo} finds cgo": it finds it in every Go program. */
  @Test
  void textsOfCgoAreInProgramsWithoutCgo() throws IOException {
    ofEach(
        60,
        build -> build.verdict().equals("none"),
        (build, bytes, program) -> {
          assertThat(holds(bytes, "runtime/cgo")).as(build.path()).isTrue();
          assertThat(holds(bytes, "runtime.cgocall")).as(build.path()).isTrue();
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.NONE);
        });
  }

  /** "Then look for more special names": a program can have them among its texts. */
  @Test
  void namesThatCgoMakesCanBeTextsOfTheProgram() throws IOException {
    ofEach(
        5,
        build -> build.program().equals("embed"),
        (build, bytes, program) -> {
          assertThat(holds(bytes, "main._Cfunc_add")).as(build.path()).isTrue();
          assertThat(holds(bytes, "_cgo_gotypes.go")).as(build.path()).isTrue();
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.NONE);
        });
  }

  /** "CGO_ENABLED=1 in the build information means cgo": it says that cgo was allowed. */
  @Test
  void cgoThatWasAllowedWasNotUsed() throws IOException {
    ofEach(
        4,
        build ->
            build.program().equals("cgoon")
                && build.link().equals("internal")
                && hasSettings(build),
        (build, _, program) -> {
          assertThat(setting(program, "CGO_ENABLED")).as(build.path()).isEqualTo("1");
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.NONE);
        });
  }

  /** "CGO_ENABLED=0 in the build information means no C": objects and libraries need no cgo. */
  @Test
  void cgoThatWasForbiddenKeepsNoCodeOfCOut() throws IOException {
    ofEach(
        4,
        build -> build.verdict().equals("c-without-cgo") && hasSettings(build),
        (build, _, program) -> {
          assertThat(setting(program, "CGO_ENABLED")).as(build.path()).isEqualTo("0");
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.C_WITHOUT_CGO);
        });
  }

  /** "Whoever asks for a loader uses cgo": position-independent programs ask for one, too. */
  @Test
  void programWithAnInterpreterNeedsNoCgo() throws IOException {
    ofEach(
        1,
        build -> build.program().equals("pure") && build.mode().equals("pie"),
        (build, bytes, program) -> {
          assertThat(hasProgramHeader(bytes, PT_INTERP)).as(build.path()).isTrue();
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.NONE);
        });
  }

  /** "A static file has no cgo": it has the C library, too. */
  @Test
  void staticProgramCanUseCgo() throws IOException {
    ofEach(
        3,
        build -> build.link().equals("static") && build.verdict().equals("user-cgo"),
        (build, bytes, program) -> {
          assertThat(hasProgramHeader(bytes, PT_INTERP)).as(build.path()).isFalse();
          assertThat(hasProgramHeader(bytes, PT_DYNAMIC)).as(build.path()).isFalse();
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.USER_CGO);
          assertThat(program.linkMode().kind()).isEqualTo(LinkMode.Kind.STATIC);
        });
  }

  /** "{@code -s -w} removes the names": it removes the symbol table and DWARF. */
  @Test
  void linkerFlagsRemoveNoFunctionNames() throws IOException {
    ofEach(
        5,
        build -> build.strip().equals("none") && isForAmd64(build),
        (build, bytes, _) -> assertThat(hasSymbols(bytes)).as(build.path()).isTrue());
    ofEach(
        30,
        build -> build.strip().contains("s-w") && isForAmd64(build),
        (build, bytes, program) -> {
          assertThat(hasSymbols(bytes)).as(build.path()).isFalse();
          keepsItsNames(build, program);
        });
  }

  /** "But {@code strip} does": neither. */
  @Test
  void stripRemovesNoFunctionNames() throws IOException {
    ofEach(
        5,
        build -> build.strip().contains("strip") && isForAmd64(build),
        (build, bytes, program) -> {
          assertThat(hasSymbols(bytes)).as(build.path()).isFalse();
          keepsItsNames(build, program);
        });
  }

  /** Go's linker leaves an empty table behind, so what counts is that there are symbols. */
  private static boolean hasSymbols(byte[] bytes) {
    ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = (int) elf.getLong(0x28);
    for (int i = 0; i < elf.getShort(0x3C); i++) {
      int header = at + i * elf.getShort(0x3A);
      if (elf.getInt(header + 4) == SHT_SYMTAB && elf.getLong(header + 32) > 0) {
        return true;
      }
    }
    return false;
  }

  private static void keepsItsNames(GoBuild build, GoProgram program) throws IOException {
    if (build.mode().equals("default")) {
      assertThat(functions(program)).as(build.path()).contains("main.main", "runtime.main");
    }
    assertThat(functions(program)).as(build.path()).hasSizeGreaterThan(200);
    // Before Go 1.13 there is none to remove.
    assertThat(program.buildInfo().map(GoBuildInfo::goVersion))
        .as(build.path())
        .isEqualTo(isVersion(build, 13, 99) ? Optional.of(build.go()) : Optional.empty());
  }

  /** "{@code -trimpath} hides cgo": it hides folders and the flags for the C compiler. */
  @Test
  void trimpathHidesNoCgo() throws IOException {
    ofEach(
        5,
        build ->
            build.program().equals("user")
                && build.strip().contains("trimpath")
                && hasSettings(build),
        (build, _, program) -> {
          GoBuildInfo info = program.buildInfo().orElseThrow();
          program
              .functionTable()
              .orElseThrow()
              .forEach(function -> assertThat(function.file()).doesNotStartWith("/"));
          assertThat(info.find("CGO_CFLAGS")).as(build.path()).isEmpty();
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.USER_CGO);
          assertThat(program.cgo().packages())
              .as(build.path())
              .anyMatch(one -> one.path().equals("main") && one.functions().contains("add"));
        });
    // Without the option the flags are there, so their absence was no accident.
    ofEach(
        1,
        build ->
            build.program().equals("user") && build.strip().equals("s-w") && hasSettings(build),
        (build, _, program) ->
            assertThat(program.buildInfo().orElseThrow().find("CGO_CFLAGS"))
                .as(build.path())
                .isPresent());
  }

  /** "Linked by a C compiler means C code": it was the linker, not the compiler, that was asked. */
  @Test
  void externalLinkerAloneMakesNoCgo() throws IOException {
    ofEach(
        1,
        build -> isExternalWithoutCgo(build) && isVersion(build, 0, 19),
        (build, bytes, program) -> {
          assertThat(hasProgramHeader(bytes, PT_INTERP)).as(build.path()).isTrue();
          assertThat(holds(bytes, "crtstuff.c") || hasSectionOfC(build)).as(build.path()).isTrue();
          assertThat(program.linkMode().kind()).isEqualTo(LinkMode.Kind.EXTERNAL);
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.NONE);
        });
  }

  /** The same command line today: Go adds the support of the runtime, and nothing of the user's. */
  @Test
  void externalLinkerBringsTheSupportOfTheRuntimeToday() throws IOException {
    ofEach(
        2,
        build -> isExternalWithoutCgo(build) && isVersion(build, 26, 99),
        (build, bytes, program) -> {
          assertThat(hasProgramHeader(bytes, PT_INTERP)).as(build.path()).isTrue();
          assertThat(program.linkMode().kind()).isEqualTo(LinkMode.Kind.EXTERNAL);
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.RUNTIME_ONLY);
          assertThat(program.cgo().packages()).as(build.path()).isEmpty();
        });
  }

  private static boolean isExternalWithoutCgo(GoBuild build) {
    return build.program().equals("cgoon") && build.link().equals("external");
  }

  private static boolean hasSectionOfC(GoBuild build) throws IOException {
    try (FileByteSource source = FileByteSource.open(build.file())) {
      return ((LoadedImage) BinaryReader.read(source))
          .regions().stream().anyMatch(region -> region.name().equals(".init"));
    }
  }

  /** "And linked by Go's own linker means no C": that one reads objects of C, too. */
  @Test
  void ownLinkerTakesCodeOfC() throws IOException {
    ofEach(
        5,
        build -> build.link().equals("internal") && build.verdict().equals("user-cgo"),
        (build, _, program) -> {
          assertThat(program.linkMode().kind()).as(build.path()).isEqualTo(LinkMode.Kind.INTERNAL);
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.USER_CGO);
        });
  }

  /** "windows/arm64 needs lld": Go's linker, which calls itself 3.0, makes it alone. */
  @Test
  void windowsOnArmNeedsNoOtherLinker() throws IOException {
    ofEach(
        2,
        build -> build.platform().equals("windows/arm64"),
        (build, bytes, program) -> {
          ByteBuffer pe = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
          int at = pe.getInt(0x3C);
          assertThat(pe.getShort(at + 4)).isEqualTo((short) 0xAA64);
          assertThat(pe.get(at + 26)).as("MajorLinkerVersion").isEqualTo((byte) 3);
          assertThat(build.link()).isEqualTo("internal"); // no linker of C was started
          assertThat(program.linkMode().kind()).as(build.path()).isEqualTo(LinkMode.Kind.INTERNAL);
        });
  }

  /** "{@code go version -m} cannot read it, so it is not Go": of esbuild nothing is to be read. */
  @Test
  void programWithoutBuildInformationIsStillOne() throws IOException {
    Path file =
        Corpus.part("packages").resolve("npm/esbuild-win32-arm64-0.28.2/package/esbuild.exe");
    assertThat(holds(Files.readAllBytes(file), MAGIC)).isFalse();
    try (FileByteSource source = FileByteSource.open(file)) {
      GoProgram program = GoProgram.find((LoadedImage) BinaryReader.read(source)).orElseThrow();
      assertThat(program.buildInfo()).isEmpty();
      assertThat(functions(program)).hasSize(8931).contains("main.main");
      assertThat(verdict(program)).isEqualTo(CgoVerdict.Kind.NONE);
      assertThat(program.impliedVersions().orElseThrow().first()).isEqualTo("go1.26");
    }
  }

  /** Programs of Go before 1.13 have none at all, and the tool says that they are no programs. */
  @Test
  void programOfOldGoIsStillOne() throws IOException {
    ofEach(
        10,
        build -> isVersion(build, 0, 12),
        (build, bytes, program) -> {
          assertThat(Files.readString(build.beside("version-m.txt")))
              .contains("not a Go executable");
          assertThat(holds(bytes, MAGIC)).as(build.path()).isFalse();
          assertThat(word(verdict(program))).as(build.path()).isEqualTo(build.verdict());
        });
  }

  private static String word(CgoVerdict.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** "The first magic is the right one": other programs' build information comes before it. */
  @Test
  void firstMagicIsNotTheRightOne() throws IOException {
    ofEach(
        5,
        build -> build.program().equals("embed"),
        (build, bytes, program) -> {
          int first = indexOf(bytes, MAGIC, 0);
          GoBuildInfo info = program.buildInfo().orElseThrow();
          assertThat(indexOf(bytes, MAGIC, first + 1)).as(build.path()).isPositive();
          assertThat(info.offset()).as(build.path()).isGreaterThan(first);
          assertThat(info.goVersion()).as(build.path()).isEqualTo(build.go());
          assertThat(holds(bytes, "go9.9.9")).as(build.path()).isTrue();
        });
  }

  /** "A file with the magic is a Go program": so is every tool that looks for it. */
  @Test
  void magicMakesNoGoProgram() throws IOException {
    byte[] bytes =
        Files.readAllBytes(
            Corpus.part("packages")
                .resolve("npm/ref-napi-3.0.3/package/prebuilds/linux-x64/node.napi.node"));
    Region constants =
        ((LoadedImage) read(bytes))
            .regions().stream()
                .filter(region -> region.name().equals(".rodata"))
                .findFirst()
                .orElseThrow();
    byte[] wanted = (MAGIC + "\u0008\u0002 is what to look for").getBytes(ISO_8859_1);
    int at = (int) (constants.offset() + (-constants.address() & 15));
    System.arraycopy(wanted, 0, bytes, at, wanted.length);

    assertThat(holds(bytes, MAGIC)).isTrue();
    assertThat(GoProgram.find((LoadedImage) read(bytes))).isEmpty();
  }

  private static Binary read(byte[] bytes) throws IOException {
    return BinaryReader.read(new BytesSource("sample", ByteBuffer.wrap(bytes)));
  }

  /** "CGO_ENABLED=0 makes a static file everywhere": on macOS nothing does. */
  @Test
  void programForMacosIsNeverStatic() throws IOException {
    ofEach(
        4,
        build ->
            build.platform().startsWith("darwin/")
                && isVersion(build, 13, 99)
                && build.verdict().equals("none"),
        (build, bytes, program) -> {
          assertThat(holds(bytes, "/usr/lib/libSystem.B.dylib")).as(build.path()).isTrue();
          assertThat(setting(program, "CGO_ENABLED"))
              .as(build.path())
              .isEqualTo(hasSettings(build) ? "0" : "");
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.NONE);
        });
  }

  /** "Whoever imports the C library uses cgo": it can be loaded without. */
  @Test
  void importOfTheCLibraryIsNoCgo() throws IOException {
    ofEach(
        2,
        build -> build.program().equals("purego") && isElf(build),
        (build, bytes, program) -> {
          assertThat(hasProgramHeader(bytes, PT_INTERP)).as(build.path()).isTrue();
          assertThat(holds(bytes, "libc.so.6")).as(build.path()).isTrue();
          assertThat(verdict(program)).as(build.path()).isEqualTo(CgoVerdict.Kind.C_WITHOUT_CGO);
          assertThat(functions(program)).noneMatch(name -> name.contains("._Cfunc_"));
        });
  }
}
