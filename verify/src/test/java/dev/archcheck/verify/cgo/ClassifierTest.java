package dev.archcheck.verify.cgo;

import static dev.archcheck.verify.cgo.GoStream.dep;
import static dev.archcheck.verify.cgo.GoStream.own;
import static dev.archcheck.verify.cgo.GoStream.pkg;
import static dev.archcheck.verify.cgo.GoStream.std;
import static dev.archcheck.verify.cgo.GoStream.testMain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.cgo.GoStream.Obj;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which packages need native code, and in which way. */
class ClassifierTest {

  private static final Platform LINUX = new Platform(Os.LINUX, Arch.AMD64);
  private static final int CODE = 0x6000_0020;
  private static final int DATA = 0x4000_0040;

  @TempDir private Path folder;

  @BeforeEach
  void theModuleIsHere() throws IOException {
    write("go.mod", "module example.com/app\n");
  }

  private Classifier classifier(GoStream stream, @Nullable Platform target) {
    Scan scan = stream.scan();
    return new Classifier(
        scan,
        new ImportGraph(scan),
        target,
        Sources.ofModules(folder).of(scan),
        new KnownPackages());
  }

  private List<Use> uses(GoStream stream, @Nullable Platform target) {
    return classifier(stream, target).uses();
  }

  /** {@return each use as rule, package and what shows it} */
  private List<String> lines(GoStream stream) {
    return uses(stream, LINUX).stream()
        .map(use ->
            use.rule().id()
                + " "
                + use.artifact()
                + (use.testOnly() ? " (tests)" : "")
                + ": "
                + String.join(", ", use.shown()))
        .toList();
  }

  /** {@return a program that imports some packages} */
  private static GoStream app(Obj... some) {
    GoStream stream = new GoStream().add(some);
    String[] paths =
        stream.scan().all().stream()
            .filter(GoPackage::depOnly)
            .map(GoPackage::importPath)
            .toArray(String[]::new);
    return stream.add(own("example.com/app").program().imports(paths));
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  @Test
  void eachClassAlone() {
    assertThat(lines(app(dep("a/b").cgo("x.go", "y.go").imports("C"))))
        .containsExactly("cgo-package a/b: x.go, y.go");
    assertThat(lines(app(dep("a/b").list("SwigFiles", "x.swig"))))
        .containsExactly("swig-package a/b: x.swig");
    assertThat(lines(app(dep("a/b").list("SwigCXXFiles", "x.swigcxx"))))
        .containsExactly("swig-package a/b: x.swigcxx");
    assertThat(lines(app(dep("a/b").list("SysoFiles", "x.syso"))))
        .containsExactly("object-package a/b: x.syso");
    assertThat(lines(app(dep("a/b").list("SFiles", "x.s"))))
        .containsExactly("assembly-package a/b: x.s");
    assertThat(lines(app(std("plugin").imports(), dep("a/b").imports("plugin"))))
        .contains("plugin-package a/b: it imports plugin");
    assertThat(lines(app(std("net").cgo("cgo_unix.go").imports("C"))))
        .containsExactly("std-cgo net: cgo_unix.go");
    assertThat(lines(app(dep("a/b").list("GoFiles", "x.go").imports("unsafe")))).isEmpty();
  }

  /** The classes of a package are told apart; what goes with cgo is no class of its own. */
  @Test
  void severalClassesOfOnePackage() {
    Obj all =
        dep("a/b")
            .cgo("x.go")
            .list("SwigFiles", "x.swig")
            .list("SysoFiles", "x.syso")
            .list("SFiles", "x.s")
            .imports("C");
    assertThat(lines(app(all)))
        .containsExactly(
            "cgo-package a/b: x.go", "swig-package a/b: x.swig", "object-package a/b: x.syso");
  }

  @Test
  void ofTheStandardLibraryOnlyCgoCounts() {
    GoStream stream =
        app(
            std("runtime/race").list("SysoFiles", "race_linux_amd64.syso").list("SFiles", "x.s"),
            std("runtime").list("SFiles", "rt0_linux_amd64.s"),
            std("vendor/golang.org/x/crypto/chacha20").list("SFiles", "x.s"));
    assertThat(lines(stream)).isEmpty();
  }

  @Test
  void whatOnlyTestsNeedIsMarked() {
    GoStream stream =
        app(dep("a/shipped").cgo("x.go"))
            .add(
                dep("a/tested").cgo("x.go"),
                testMain("example.com/app").imports("a/tested", "a/shipped"));
    assertThat(lines(stream))
        .containsExactly("cgo-package a/shipped: x.go", "cgo-package a/tested (tests): x.go");
  }

  /** The linker adds runtime/cgo without an import: that is for everything and not for tests. */
  @Test
  void whatNothingImportsIsNotForTests() {
    GoStream stream = app().add(std("runtime/cgo").cgo("cgo.go").imports("C"));
    assertThat(lines(stream)).containsExactly("std-cgo runtime/cgo: cgo.go");
    stream.add(testMain("example.com/app").imports("runtime/cgo"));
    assertThat(lines(stream)).containsExactly("std-cgo runtime/cgo (tests): cgo.go");
  }

  /** A package counts once, however many variants of it tests have. */
  @Test
  void variantsForTestsAreOnePackage() {
    Obj variant =
        own("example.com/app/c [example.com/app/c.test]")
            .text("Dir", "/src/app/c")
            .forTest("example.com/app/c")
            .cgo("x.go", "more.go")
            .imports("C");
    GoStream both =
        app(own("example.com/app/c").dep().cgo("x.go").imports("C"))
            .add(
                variant,
                testMain("example.com/app/c")
                    .imports("example.com/app/c [example.com/app/c.test]"));
    assertThat(lines(both)).containsExactly("cgo-package example.com/app/c: x.go");

    GoStream other = new GoStream().add(variant);
    other.add(own("example.com/app/c").cgo("x.go").imports("C"));
    assertThat(lines(other)).containsExactly("cgo-package example.com/app/c: x.go");

    assertThat(lines(app().add(variant)))
        .containsExactly("cgo-package example.com/app/c (tests): x.go, more.go");
  }

  // Object files.

  private static byte[] coff(Object... sections) {
    int count = sections.length / 2;
    ByteBuffer b = ByteBuffer.allocate(20 + 40 * count + 16 * count);
    b.order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) 0x8664).putShort(2, (short) count);
    for (int i = 0; i < count; i++) {
      int at = 20 + 40 * i;
      b.put(at, ((String) sections[2 * i]).getBytes(StandardCharsets.ISO_8859_1));
      b.putInt(at + 16, 16).putInt(at + 20, 20 + 40 * count + 16 * i);
      b.putInt(at + 36, (Integer) sections[2 * i + 1]);
    }
    return b.array();
  }

  private List<String> object(byte[] bytes) throws IOException {
    write("sub/rsrc_windows_amd64.syso", bytes);
    return lines(
        app(own("example.com/app/sub").dep().list("SysoFiles", "rsrc_windows_amd64.syso")));
  }

  @Test
  void objectFilesWithNothingButResourcesAreHarmless() throws IOException {
    assertThat(object(coff(".rsrc", DATA))).isEmpty();
    assertThat(object(coff(".rsrc$01", DATA, ".rsrc$02", DATA))).isEmpty();
  }

  @Test
  void allOtherObjectFilesMayHoldCode() throws IOException {
    List<String> use = List.of("object-package example.com/app/sub: rsrc_windows_amd64.syso");
    assertThat(object(coff(".rsrc", DATA, ".text", CODE))).isEqualTo(use);
    assertThat(object(coff(".text", CODE))).isEqualTo(use);
    assertThat(object(coff(".rsrc", CODE))).isEqualTo(use);
    assertThat(object(coff(".rsrcx", DATA))).isEqualTo(use);
    assertThat(object(coff(".data", DATA))).isEqualTo(use);
    assertThat(object(coff())).isEqualTo(use);
    assertThat(object(new byte[0])).isEqualTo(use);
    assertThat(object("text".getBytes(StandardCharsets.UTF_8))).isEqualTo(use);
    byte[] cut = coff(".rsrc", DATA);
    assertThat(object(java.util.Arrays.copyOf(cut, 30))).isEqualTo(use);
  }

  @Test
  void ofSeveralObjectFilesThoseWithCodeAreShown() throws IOException {
    write("a.syso", coff(".rsrc", DATA));
    write("b.syso", coff(".text", CODE));
    Obj app = own("example.com/app").program().list("SysoFiles", "a.syso", "b.syso", "gone.syso");
    assertThat(lines(new GoStream().add(app.imports())))
        .containsExactly("object-package example.com/app: b.syso, gone.syso");
  }

  // C libraries without cgo.

  @Test
  void knownPackagesThatOpenLibraries() {
    assertThat(lines(app(dep("github.com/ebitengine/purego").list("SFiles", "sys.s"))))
        .contains(
            "dlopen-package github.com/ebitengine/purego: it opens C libraries by dlopen and calls"
                + " them through its own assembly");
    assertThat(lines(app(dep("github.com/ebitengine/purego/internal/strings").imports())))
        .isEmpty();
    assertThat(lines(app(dep("a/internal/fakecgo").imports())))
        .containsExactly("dlopen-package a/internal/fakecgo: it stands in for runtime/cgo");
  }

  private List<String> dynamic(String importPath, String text, Obj changes) throws IOException {
    write("vendor/a/b/x.go", text);
    GoStream stream =
        app(
            changes
                .text("ImportPath", importPath)
                .text("Dir", "/src/app/vendor/a/b")
                .list("GoFiles", "none.go", "x.go"));
    return lines(stream).stream().filter(one -> one.startsWith("dlopen")).toList();
  }

  @Test
  void aDirectiveOfCgoShowsThatALibraryIsOpened() throws IOException {
    String text = "package b\n\n//go:cgo_import_dynamic libc_x x \"libc.so\"\nvar x int\n";
    Obj assembly = dep("a/b").list("SFiles", "x.s");
    assertThat(dynamic("a/b", text, assembly))
        .containsExactly("dlopen-package a/b: x.go has //go:cgo_import_dynamic");
    assertThat(dynamic("a/b", text.substring(text.indexOf("//go")), assembly)).hasSize(1);
    // The Go project's own packages may, for others only the compiler's directive counts.
    Obj unix = dep("a/b").list("SFiles", "x.s").module("golang.org/x/sys", "v0.30.0");
    assertThat(dynamic("golang.org/x/sys/unix", text, unix)).isEmpty();
    // What takes the place of a package of theirs is not theirs.
    unix.raw(
        "Module",
        "{\"Path\": \"golang.org/x/sys\", \"Version\": \"v0.30.0\", \"Replace\": {\"Path\":"
            + " \"./evil\"}}");
    assertThat(dynamic("golang.org/x/sys/unix", text, unix)).hasSize(1);
    assertThat(dynamic("golang.org/x/own", text, assembly)).hasSize(1);
    assertThat(dynamic("a/b", text.replace("//go:", "// go:"), assembly)).isEmpty();
    assertThat(dynamic("a/b", text.replace("\n//go:", "\nx //go:"), assembly)).isEmpty();
    assertThat(dynamic("a/b", text, dep("a/b"))).isEmpty();
    assertThat(dynamic("a/b", text, dep("a/b").list("SFiles", "x.s").cgo("c.go"))).isEmpty();
  }

  // Stand-ins for cgo.

  private List<String> stub(String name, String text, @Nullable Platform target)
      throws IOException {
    if (!text.isEmpty()) {
      write("vendor/a/b/" + name, text);
    }
    GoStream stream =
        app(
            dep("a/b")
                .text("Dir", "/src/app/vendor/a/b")
                .cgo("c.go")
                .list("IgnoredGoFiles", "none.go", name)
                .imports("C"));
    return uses(stream, target).stream()
        .filter(use -> use.rule() == Rule.CGO_STUB)
        .map(use -> String.join(", ", use.shown()))
        .toList();
  }

  private static String source(String constraint, String sentence) {
    return "//go:build %s\n\npackage b\n\nvar err = errors.New(\"%s\")\n"
        .formatted(constraint, sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b: this needs cgo to work",
        "b requires cgo",
        "compiled without cgo",
        "not supported",
        "set CGO_ENABLED=1"
      })
  void aFileThatRefusesItsWorkWithoutCgo(String sentence) throws IOException {
    assertThat(stub("stub.go", source("!cgo", sentence), LINUX))
        .containsExactly("stub.go takes its place and says \"" + sentence + '"');
  }

  @Test
  void otherFilesAreNoStandIns() throws IOException {
    String right = source("!cgo", "requires cgo");
    assertThat(stub("stub.go", right, LINUX)).hasSize(1);
    assertThat(stub("stub.go", right, null)).isEmpty();
    assertThat(stub("stub_test.go", right, LINUX)).isEmpty();
    assertThat(stub("stub_darwin.go", right, LINUX)).isEmpty();
    assertThat(stub("stub.go", source("cgo", "requires cgo"), LINUX)).isEmpty();
    assertThat(stub("stub.go", source("darwin && !cgo", "requires cgo"), LINUX)).isEmpty();
    assertThat(stub("stub.go", source("!cgo", "works"), LINUX)).isEmpty();
    String comment = "//go:build !cgo\n\npackage b\n\n// \"it requires cgo\"\n";
    assertThat(stub("stub.go", comment, LINUX)).isEmpty();
  }

  @Test
  void withoutItsSourceAStandInIsOnlyKnownByItsName() throws IOException {
    assertThat(stub("absent.go", "", LINUX)).isEmpty();
    assertThat(lines(app(dep("github.com/mattn/go-sqlite3").cgo("sqlite3.go").imports("C"))))
        .containsExactly(
            "cgo-package github.com/mattn/go-sqlite3: sqlite3.go",
            "cgo-stub github.com/mattn/go-sqlite3: static_mock.go takes its place, and every"
                + " connection fails with \"go-sqlite3 requires cgo to work\"");
    assertThat(lines(app(dep("github.com/mattn/go-sqlite3").imports()))).isEmpty();
  }

  // Where files are looked for.

  /** What a saved stream names is somebody's text: nothing outside of the module is opened. */
  @ParameterizedTest
  @CsvSource({
    "/src/app/../secret, stub.go",
    "/src/app, ../secret/stub.go",
    "/src/app/vendor/../../secret, stub.go",
    "/elsewhere/secret, stub.go",
    "/src/application, stub.go",
    "/src/app/link, stub.go",
    "/src/app/deep/../../secret, stub.go",
    "/src/app, stub.go",
    "'', stub.go"
  })
  void nothingOutsideOfTheModuleIsOpened(String dir, String name) throws IOException {
    Path outside = folder.resolve("secret/stub.go");
    write("secret/stub.go", source("!cgo", "requires cgo"));
    write("here/go.mod", "module example.com/app\n");
    Files.createDirectories(folder.resolve("here/vendor"));
    Files.createSymbolicLink(folder.resolve("here/link"), folder.resolve("secret"));
    Files.createDirectories(folder.resolve("here/a/b/c"));
    Files.createSymbolicLink(folder.resolve("here/deep"), folder.resolve("here/a/b/c"));
    write("here/a/secret/stub.go", "package secret\n");
    Files.createSymbolicLink(folder.resolve("here/stub.go"), outside);
    Scan scan =
        app(dep("a/b")
                .text("Dir", dir)
                .cgo("c.go")
                .list("IgnoredGoFiles", name, outside.toString()))
            .scan();
    List<Use> uses =
        new Classifier(
                scan,
                new ImportGraph(scan),
                LINUX,
                Sources.ofModules(folder.resolve("here")).of(scan),
                new KnownPackages())
            .uses();
    assertThat(uses).extracting(Use::rule).containsExactly(Rule.CGO_PACKAGE);
  }

  /** The stream is of another module than the one that is here, though its folders are alike. */
  @Test
  void filesOfAnotherModuleAreNotThoseOfTheStream() throws IOException {
    write("sub/stub.go", source("!cgo", "requires cgo"));
    GoStream stream =
        new GoStream()
            .add(
                own("example.com/app/sub")
                    .cgo("c.go")
                    .list("IgnoredGoFiles", "stub.go")
                    .imports("C"));
    assertThat(uses(stream, LINUX)).extracting(Use::rule).contains(Rule.CGO_STUB);
    write("go.mod", "module example.com/other\n");
    assertThat(uses(stream, LINUX)).extracting(Use::rule).containsExactly(Rule.CGO_PACKAGE);
    Files.delete(folder.resolve("go.mod"));
    assertThat(uses(stream, LINUX)).extracting(Use::rule).containsExactly(Rule.CGO_PACKAGE);
  }

  /** In a workspace the module that is here need not be the first of the stream. */
  @Test
  void theModuleThatIsHereMayBeAnyOfTheStream() throws IOException {
    write("sub/stub.go", source("!cgo", "requires cgo"));
    GoStream stream =
        new GoStream()
            .add(
                own("example.com/first")
                    .raw(
                        "Module",
                        "{\"Path\": \"example.com/first\", \"Main\": true,"
                            + " \"GoMod\": \"/src/first/go.mod\"}"),
                own("example.com/app/sub")
                    .cgo("c.go")
                    .list("IgnoredGoFiles", "stub.go")
                    .imports("C"));
    assertThat(uses(stream, LINUX)).extracting(Use::rule).contains(Rule.CGO_STUB);
  }

  /** A module may be called as the programs that go makes of tests. */
  @Test
  void aProgramByTheNameOfATestIsNone() {
    Obj program = pkg("acme.test").own().program().cgo("c.go").imports("C", "a/b");
    GoStream stream = new GoStream().add(dep("a/b").cgo("x.go").imports("C"), program);
    assertThat(lines(stream))
        .containsExactly("cgo-package a/b: x.go", "cgo-package acme.test: c.go");
    program.without("CgoFiles").list("GoFiles", "main.go");
    assertThat(lines(stream)).containsExactly("cgo-package a/b: x.go");
    for (String made :
        List.of("_testmain.go", "C:\\cache\\go-build\\ab\\abcd-d", "/cache/abcd-d")) {
      program.list("GoFiles", made);
      assertThat(lines(stream)).containsExactly("cgo-package a/b (tests): x.go");
    }
    program.list("GoFiles", "/cache/abcd-d", "main.go");
    assertThat(lines(stream)).containsExactly("cgo-package a/b: x.go");
  }

  @Test
  void pathsOfWindowsAreFoundAnywhere() throws IOException {
    write("sub/stub.go", source("!cgo", "requires cgo"));
    GoStream stream =
        new GoStream()
            .add(
                own("example.com/app/sub")
                    .raw(
                        "Module",
                        "{\"Path\": \"example.com/app\", \"Main\": true,"
                            + " \"GoMod\": \"C:\\\\src\\\\go.mod\"}")
                    .text("Dir", "C:\\src\\sub")
                    .cgo("c.go")
                    .list("IgnoredGoFiles", "stub.go")
                    .imports("C"));
    assertThat(uses(stream, LINUX)).extracting(Use::rule).contains(Rule.CGO_STUB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"go.mod", "", "xgo.mod", "/go.mod", "\u0000/go.mod", "\\go.mod"})
  void strangePathsOfAModuleDoNoHarm(String goMod) {
    GoStream stream =
        new GoStream()
            .add(
                own("example.com/app")
                    .raw(
                        "Module",
                        "{\"Path\": \"m\", \"Main\": true, \"GoMod\": "
                            + GoStream.quoted(goMod)
                            + "}")
                    .text("Dir", "\u0000")
                    .cgo("\u0000.go")
                    .list("IgnoredGoFiles", "\u0000", "a\nb")
                    .list("SysoFiles", "\u0000")
                    .imports("C"));
    assertThat(uses(stream, LINUX))
        .extracting(Use::rule)
        .containsExactly(Rule.CGO_PACKAGE, Rule.OBJECT_PACKAGE);
  }

  private String leftOut(String name, String text, @Nullable Platform target) throws IOException {
    write(name, text);
    GoStream stream =
        new GoStream().add(own("example.com/app").program().list("IgnoredGoFiles", name));
    return classifier(stream, target).leftOut();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package p\n\nimport \"C\"\n",
        "//go:build cgo\n\npackage p\n\n// int x;\nimport \"C\" // for x\n",
        "//go:build linux && !windows\n\npackage p\nimport (\n\t\"C\"\n\t\"fmt\"\n)\n",
        "package p\nimport ( \"C\" )\n",
        "package p\nimport \"C\"; import \"fmt\"\n",
        "package p\nimport /* c */ \"C\"\n",
        "package p\nimport (\n// x\n\"fmt\"\n/* y\n*/ \"C\"\n)\n",
        "\uFEFF// x\npackage p; import `C`\n"
      })
  void aFileWithCgoForTheTargetIsNotLeftOutWithCgoOn(String text) throws IOException {
    assertThat(leftOut("a.go", text, LINUX))
        .isEqualTo("example.com/app: a.go imports \"C\" and is left out");
    assertThat(leftOut("a_windows.go", text, LINUX)).isEmpty();
    assertThat(leftOut("a_test.go", text, LINUX)).isEmpty();
    assertThat(leftOut("a.go", text, null)).isEmpty();
    Files.delete(folder.resolve("go.mod"));
    assertThat(leftOut("a.go", text, LINUX)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package p\n\nimport \"fmt\"\n\nvar c = []string{\n\t\"C\",\n}\n",
        "//go:build ignore\n\npackage main\n\nimport \"C\"\n",
        "package p\n\n/*\nimport \"C\"\n*/\nimport \"fmt\"\n",
        "package p\n\nvar g = f(\n  \"C\")\n",
        "package p\nimport (\"fmt\"\n",
        "package p\nimport \"C",
        "",
        "//go:build special && cgo\n\npackage p\n\nimport \"C\"\n",
        "//go:build darwin\n\npackage p\n\nimport \"C\"\n"
      })
  void otherFilesMayBeLeftOut(String text) throws IOException {
    assertThat(leftOut("a.go", text, LINUX)).isEmpty();
  }

  /** Without the sources only what is known of packages can tell. */
  @ParameterizedTest
  @CsvSource({
    "example.org/x, cgo.go, ",
    "example.org/x, a_aix_cgo.go, ",
    "github.com/mattn/go-sqlite3, backup.go, ' has none of its files with cgo'",
    "github.com/mattn/go-sqlite3, sqlite3_windows.go, "
  })
  void whatMayBeHiddenByATag(String path, String file, @Nullable String expected) {
    GoStream stream = app(dep(path).list("IgnoredGoFiles", file));
    String found = classifier(stream, LINUX).leftOut();
    assertThat(found).isEqualTo(expected == null ? "" : path + expected);
    GoStream on = app(dep(path).list("IgnoredGoFiles", file), dep("example.org/c").cgo("c.go"));
    assertThat(classifier(on, LINUX).leftOut()).isEmpty();
  }

  /** The documented command lists it, and that makes no program need C. */
  @Test
  void theMarkAloneIsNoUse() {
    GoStream stream = GoStream.on("linux", "amd64");
    stream.find("runtime/cgo").without("DepOnly");
    stream.add(own("example.com/app").program().imports("runtime"));
    assertThat(lines(stream)).isEmpty();
    GoStream used = GoStream.on("linux", "amd64");
    used.find("runtime/cgo").without("DepOnly");
    used.add(dep("example.org/c").cgo("c.go").imports("C", "runtime"));
    used.add(own("example.com/app").program().imports("example.org/c"));
    assertThat(lines(used)).anyMatch(line -> line.startsWith("std-cgo runtime/cgo"));
  }

  /** A file that a stranger wrote costs no more time than its size. */
  @Test
  @Timeout(20)
  void aLongFileOfBlankLinesIsRead() throws IOException {
    String text = "//go:build ignore || linux\n\npackage main\n" + "\n".repeat(2_000_000);
    assertThat(leftOut("a.go", text + "func f() {}", LINUX)).isEmpty();
    assertThat(leftOut("a.go", "/**/".repeat(1_000_000) + "package p", LINUX)).isEmpty();
  }
}
