package dev.archcheck.verify.cgo;

import static dev.archcheck.verify.cgo.GoStream.dep;
import static dev.archcheck.verify.cgo.GoStream.own;
import static dev.archcheck.verify.cgo.GoStream.pkg;
import static dev.archcheck.verify.cgo.GoStream.std;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.cgo.Fingerprints.Known;
import dev.archcheck.verify.cgo.GoStream.Obj;
import dev.archcheck.verify.cgo.ScanState.Cgo;
import dev.archcheck.verify.cgo.ScanState.Fault;
import dev.archcheck.verify.cgo.ScanState.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream shows of how it was made, each sign alone and against others. */
class FingerprintsTest {

  private static final Known ASSUMED = new Known(true, true, null);

  /** A stream that is good but for whether cgo is on, which nothing in it shows. */
  private static GoStream open(String os, String arch) {
    GoStream stream = GoStream.off(os, arch);
    stream.find("runtime").without("IgnoredGoFiles");
    return stream.add(own("example.com/app").program().imports("runtime"));
  }

  private static GoStream open() {
    return open("linux", "amd64");
  }

  private static GoStream good() {
    GoStream stream = open();
    stream.find("runtime").list("TestGoFiles", "crash_cgo_test.go");
    return stream;
  }

  private static ScanState state(GoStream stream) {
    return Fingerprints.of(stream.scan(), Known.NOTHING);
  }

  private static ScanState assumed(GoStream stream) {
    return Fingerprints.of(stream.scan(), ASSUMED);
  }

  private static List<Problem> problems(ScanState state) {
    return state.faults().stream().map(Fault::problem).toList();
  }

  private static String detail(ScanState state) {
    assertThat(state.faults()).hasSize(1);
    return state.faults().getFirst().detail();
  }

  private static Platform platform(String os, String arch) {
    return new Platform(new Os(os), new Arch(arch));
  }

  /** Puts a mark into a stream that shows nothing else. */
  private static GoStream marked(String path, String field, String file) {
    return marked("linux", path, field, file);
  }

  private static GoStream marked(String os, String path, String field, String file) {
    GoStream stream = open(os, "amd64");
    Obj object;
    if (path.equals("runtime")) {
      object = stream.find(path);
    } else {
      object = std(path).imports("unsafe");
      stream.objects().add(stream.objects().size() - 1, object);
      stream.find("example.com/app").imports("runtime", path);
    }
    object.list(field, "first.go", file);
    return stream;
  }

  @ParameterizedTest
  @CsvSource({
    "runtime, TestGoFiles, crash_cgo_test.go",
    "runtime, XTestGoFiles, crash_cgo_test.go",
    "reflect, TestGoFiles, nih_test.go",
    "reflect, XTestGoFiles, nih_test.go"
  })
  void testsOfTheStandardLibraryShowThatCgoIsOn(String path, String field, String file) {
    ScanState state = state(marked(path, field, file));
    assertThat(state.cgo()).isEqualTo(Cgo.ON);
    assertThat(state.evidence()).containsExactly(path + ": " + file + " is among " + field);
    assertThat(state.faults()).isEmpty();
    assertThat(state.isConclusive()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "runtime, IgnoredGoFiles, crash_cgo_test.go",
    "reflect, IgnoredGoFiles, nih_test.go",
    "runtime/cgo, IgnoredGoFiles, cgo.go"
  })
  void testsOfTheStandardLibraryShowThatCgoIsOff(String path, String field, String file) {
    for (Known known : List.of(Known.NOTHING, ASSUMED)) {
      ScanState state = Fingerprints.of(marked(path, field, file).scan(), known);
      assertThat(state.cgo()).isEqualTo(Cgo.OFF);
      assertThat(problems(state)).containsExactly(Problem.CGO_OFF);
      assertThat(detail(state))
          .isEqualTo(
              "cgo was off when it was made, so that every file with cgo is missing: %s: %s is"
                  + " among IgnoredGoFiles",
              path, file);
      assertThat(state.evidence()).isNotEmpty();
    }
  }

  /** The same names in other packages, and other names in these, say nothing. */
  @ParameterizedTest
  @CsvSource({
    "os, TestGoFiles, crash_cgo_test.go",
    "os, IgnoredGoFiles, crash_cgo_test.go",
    "runtime, TestGoFiles, crash_test.go",
    "runtime, TestGoFiles, nih_test.go",
    "runtime, GoFiles, crash_cgo_test.go",
    "reflect, IgnoredGoFiles, crash_cgo_test.go",
    "runtime/cgo, GoFiles, cgo.go",
    "net, IgnoredGoFiles, cgo_stub.go"
  })
  void otherFilesShowNothing(String path, String field, String file) {
    ScanState state = state(marked(path, field, file));
    assertThat(state.cgo()).isEqualTo(Cgo.UNKNOWN);
    assertThat(problems(state)).contains(Problem.CGO_UNKNOWN);
  }

  @Test
  void aPackageWithCgoShowsThatItIsOn() {
    GoStream stream = open();
    stream.objects().addFirst(dep("example.org/c").cgo("c.go").imports("C"));
    stream.find("example.com/app").imports("example.org/c");
    ScanState state = state(stream);
    assertThat(state.cgo()).isEqualTo(Cgo.ON);
    assertThat(state.evidence()).containsExactly("example.org/c has CgoFiles");
    assertThat(state.isConclusive()).isTrue();
  }

  @Test
  void fewOfManyPackagesWithCgoAreNamed() {
    GoStream stream = open();
    for (int i = 0; i < 20; i++) {
      stream.add(own("example.com/app/c" + i).cgo("c.go").imports("C"));
    }
    assertThat(state(stream).evidence()).hasSize(5);
  }

  @Test
  void theResolverOfNetShowsOnLinuxThatCgoMayBeOff() {
    ScanState state = state(marked("net", "GoFiles", "cgo_stub.go"));
    assertThat(state.cgo()).isEqualTo(Cgo.UNKNOWN);
    assertThat(problems(state)).containsExactly(Problem.CGO_UNKNOWN);
    // netgo does the same, so that it is no contradiction.
    GoStream netgo = marked("net", "GoFiles", "cgo_stub.go");
    netgo.find("runtime").list("TestGoFiles", "crash_cgo_test.go");
    assertThat(state(netgo).isConclusive()).isTrue();
    GoStream mac = marked("darwin", "net", "GoFiles", "cgo_stub.go");
    assertThat(assumed(mac).isConclusive()).isTrue();
  }

  /** A tag called cgo takes the stub away, and cgo that is off leaves out what has it instead. */
  @ParameterizedTest
  @CsvSource({"net, cgo_stub.go, cgo_unix.go", "os/user, lookup_stubs.go, cgo_lookup_unix.go"})
  void aPackageWithoutCgoAndWithoutItsStubShowsThatCgoIsOff(String path, String stub, String file) {
    GoStream stream = marked(path, "GoFiles", file);
    stream.find("runtime").list("TestGoFiles", "crash_cgo_test.go");
    for (Known known : List.of(Known.NOTHING, ASSUMED)) {
      ScanState state = Fingerprints.of(stream.scan(), known);
      assertThat(state.cgo()).isEqualTo(Cgo.UNKNOWN);
      assertThat(detail(state)).contains(path + " has neither CgoFiles nor " + stub);
    }
    stream.find(path).cgo("cgo_linux.go");
    assertThat(state(stream).isConclusive()).isTrue();
    stream.find(path).without("CgoFiles").list("GoFiles", stub);
    assertThat(state(stream).isConclusive()).isTrue();
    stream.find(path).without("GoFiles"); // not asked for
    assertThat(state(stream).cgo()).isEqualTo(Cgo.ON);
    for (String os : List.of("windows", "plan9")) {
      GoStream other = marked(os, path, "GoFiles", file);
      other.find("runtime").list("TestGoFiles", "crash_cgo_test.go");
      assertThat(state(other).isConclusive()).as(os).isTrue();
    }
  }

  /** As where cgo is off and a tag is called cgo, which deceives the other marks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CgoLDFLAGS",
        "CgoPkgConfig",
        "CgoCFLAGS",
        "CgoCPPFLAGS",
        "CgoCXXFLAGS",
        "CgoFFLAGS"
      })
  void flagsWithoutFilesShowThatCgoIsOff(String field) {
    GoStream stream = open();
    stream.objects().addFirst(dep("example.org/c").list(field, "-lz"));
    stream.find("example.com/app").imports("runtime", "example.org/c");
    for (Known known : List.of(Known.NOTHING, ASSUMED)) {
      ScanState off = Fingerprints.of(stream.scan(), known);
      assertThat(off.cgo()).isEqualTo(Cgo.OFF);
      assertThat(off.evidence()).contains("example.org/c has flags for cgo, but no CgoFiles");
    }
    stream.find("runtime").list("TestGoFiles", "crash_cgo_test.go");
    assertThat(state(stream).cgo()).isEqualTo(Cgo.UNKNOWN);
    stream.find("example.org/c").list("SwigFiles", "a.swig");
    assertThat(state(stream).isConclusive()).isTrue();
  }

  /** A tag by the name of an architecture brings the file that go generates for it. */
  @Test
  void twoTargetsAreNone() {
    GoStream stream = good();
    stream.find("internal/goarch").list("GoFiles", "zgoarch_amd64.go", "zgoarch_arm64.go");
    stream.find("runtime").list("SFiles", "rt0_linux_mipsx.s");
    assertThat(problems(state(stream))).containsExactly(Problem.TARGET);
  }

  /** Debian's Go has no {@code reflect/nih_test.go} yet. */
  @Test
  void anOlderGoLacksOneOfTheMarks() {
    GoStream stream = good();
    stream
        .objects()
        .addFirst(
            std("reflect").list("TestGoFiles", "a_test.go").list("XTestGoFiles", "all_test.go"));
    stream.find("example.com/app").imports("runtime", "reflect");
    assertThat(state(stream).isConclusive()).isTrue();
  }

  @Test
  void signsThatContradictEachOtherProveNothing() {
    GoStream mixed = good();
    mixed.find("runtime").list("IgnoredGoFiles", "crash_cgo_test.go");
    GoStream files = marked("reflect", "IgnoredGoFiles", "nih_test.go");
    files.add(own("example.com/app/c").cgo("c.go").imports("C"));
    for (GoStream stream : List.of(mixed, files)) {
      for (Known known : List.of(Known.NOTHING, ASSUMED)) {
        ScanState state = Fingerprints.of(stream.scan(), known);
        assertThat(state.cgo()).isEqualTo(Cgo.UNKNOWN);
        assertThat(problems(state)).containsExactly(Problem.CGO_UNKNOWN);
        assertThat(detail(state)).startsWith("it contradicts itself: ").contains(", but ");
      }
    }
  }

  @Test
  void whereNothingShowsItSomebodyMayVouch() {
    ScanState open = state(open());
    assertThat(open.cgo()).isEqualTo(Cgo.UNKNOWN);
    assertThat(detail(open)).isEqualTo("nothing in it shows whether cgo was on");
    ScanState vouched = Fingerprints.of(open().scan(), new Known(true, false, null));
    assertThat(vouched.cgo()).isEqualTo(Cgo.ON);
    assertThat(vouched.isConclusive()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "aix, ppc64",
    "android, amd64",
    "android, arm64",
    "darwin, amd64",
    "darwin, arm64",
    "freebsd, amd64",
    "illumos, amd64",
    "ios, arm64",
    "js, wasm",
    "linux, 386",
    "linux, arm",
    "linux, loong64",
    "linux, mips",
    "linux, mips64le",
    "linux, ppc64le",
    "linux, riscv64",
    "linux, s390x",
    "plan9, 386",
    "solaris, amd64",
    "wasip1, wasm",
    "windows, arm64"
  })
  void theGeneratedFilesShowTheTarget(String os, String arch) {
    GoStream stream = open(os, arch);
    // Of two architectures, so that the file alone shows neither.
    stream
        .find("runtime")
        .list("SFiles", "rt0_" + os + "_anyx.s")
        .list("TestGoFiles", "crash_cgo_test.go");
    ScanState state = state(stream);
    assertThat(state.target()).isEqualTo(platform(os, arch));
    assertThat(state.targetEvidence())
        .isEqualTo("internal/goos and internal/goarch are generated for them");
    assertThat(state.isConclusive()).isTrue();
  }

  /** The lists are those of the real runtime. */
  @ParameterizedTest
  @CsvSource({
    "linux/amd64, rt0_linux_amd64.s memmove_amd64.s sys_linux_amd64.s",
    "android/arm64, rt0_android_arm64.s rt0_linux_arm64.s asm_arm64.s",
    "android/amd64, rt0_linux_amd64.s rt0_android_amd64.s",
    "ios/arm64, rt0_darwin_arm64.s rt0_ios_arm64.s",
    "ios/amd64, rt0_ios_amd64.s rt0_darwin_amd64.s",
    "windows/arm64, asm_arm64.s rt0_windows_arm64.s",
    "darwin/arm64, rt0_darwin_arm64.s",
    "js/wasm, rt0_js_wasm.s",
    "linux/s390x, asm_s390x.s rt0_linux_s390x.s"
  })
  void elseTheStartUpFileShowsTheTarget(String target, String files) {
    GoStream stream = good();
    stream.find("internal/goos").without("GoFiles");
    stream.find("runtime").list("SFiles", files.split(" ", -1));
    ScanState state = state(stream);
    assertThat(state.target()).hasToString(target);
    assertThat(state.targetEvidence()).startsWith("runtime has rt0_" + target.replace('/', '_'));
  }

  /** One file is of two architectures, or the name has no target in it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rt0_linux_mipsx.s",
        "rt0_linux_mips64x.s",
        "rt0_linux_ppc64le_x.s",
        "rt0_linux.s"
      })
  void otherFilesDoNotShowTheTarget(String file) {
    GoStream stream = good();
    stream.find("internal/goos").without("GoFiles");
    stream.find("runtime").list("SFiles", file);
    ScanState state = state(stream);
    assertThat(state.target()).isNull();
    assertThat(detail(state)).isEqualTo("nothing in it shows GOOS and GOARCH");

    // One of the two it may be; another target it is not.
    boolean shared = file.contains("mips");
    String own = file.contains("64") ? "mips64le" : "mips";
    for (String asked : List.of("linux/" + own, "windows/amd64", "linux/amd64", "plan9/" + own)) {
      String[] words = asked.split("/", -1);
      ScanState known =
          Fingerprints.of(stream.scan(), new Known(false, false, platform(words[0], words[1])));
      assertThat(known.isConclusive()).as(asked).isEqualTo(shared && asked.equals("linux/" + own));
      assertThat(known.targetEvidence()).isEmpty();
    }
  }

  /** A build tag that is called like a system or a processor brings its files, too. */
  @ParameterizedTest
  @CsvSource({
    "internal/goos, zgoos_linux.go, zgoos_windows.go",
    "internal/goarch, zgoarch_amd64.go, zgoarch_arm64.go"
  })
  void aTagByTheNameOfATargetHidesTheTarget(String path, String own, String tag) {
    GoStream stream = good();
    stream.find(path).list("GoFiles", own, tag);
    for (String asked : List.of("linux/amd64", "windows/amd64", "linux/arm64")) {
      String[] words = asked.split("/", -1);
      ScanState state =
          Fingerprints.of(stream.scan(), new Known(true, true, platform(words[0], words[1])));
      assertThat(problems(state)).as(asked).containsExactly(Problem.TARGET);
      assertThat(detail(state)).contains("files of several targets at once");
    }
    GoStream old = good();
    old.find("internal/goos").without("GoFiles");
    old.find("runtime").list("SFiles", "rt0_linux_amd64.s", "rt0_linux_arm64.s");
    assertThat(detail(state(old))).contains("linux/amd64 and linux/arm64");
    old.find("runtime").list("SFiles", "rt0_linux_amd64.s", "rt0_android_amd64.s");
    assertThat(state(old).target()).isEqualTo(platform("android", "amd64"));
  }

  /** go list ./... runtime/cgo, where the first matches nothing: go only warns of it. */
  @Test
  void onlyTheMarkWasAskedFor() {
    GoStream stream = GoStream.on("linux", "amd64");
    stream.find("runtime/cgo").without("DepOnly");
    ScanState state = state(stream);
    assertThat(problems(state)).containsExactly(Problem.EMPTY);
    assertThat(detail(state)).contains("nothing else matched");
    // Its tests are no program either.
    stream.add(
        GoStream.std("runtime/cgo")
            .without("DepOnly")
            .text("ImportPath", "runtime/cgo [runtime/cgo.test]")
            .forTest("runtime/cgo")
            .cgo("cgo.go")
            .imports("C", "unsafe"),
        GoStream.testMain("runtime/cgo").standard().imports("runtime/cgo [runtime/cgo.test]"));
    assertThat(problems(state(stream))).containsExactly(Problem.EMPTY);
    GoStream without = GoStream.on("linux", "amd64");
    without.objects().forEach(one -> one.without("DepOnly"));
    assertThat(problems(Fingerprints.of(without.scan(), ASSUMED))).containsExactly(Problem.EMPTY);
    stream.add(own("example.com/app").imports("runtime"));
    assertThat(state(stream).isConclusive()).isTrue();
  }

  /** go list std runtime/cgo: every package was asked for, and none of them has the field. */
  @Test
  void allOfTheStandardLibraryWasAskedFor() {
    GoStream stream = GoStream.on("linux", "amd64");
    stream.objects().forEach(one -> one.without("DepOnly"));
    stream.add(GoStream.std("bufio").without("DepOnly").imports("runtime"));
    assertThat(Fingerprints.of(stream.scan(), ASSUMED).cgo()).isEqualTo(Cgo.ON);
  }

  /** What could not be loaded has no name, and an error that may have been filtered. */
  @Test
  void aPackageWithoutANameIsAnError() {
    GoStream stream = good();
    stream.objects().add(4, dep("example.org/gone").without("Name"));
    stream.find("example.com/app").imports("runtime", "example.org/gone");
    assertThat(problems(state(stream))).containsExactly(Problem.ERRORS);
    assertThat(detail(state(stream))).contains("example.org/gone has no name and no error");
  }

  /** The stub alone may be for netgo, beside this file it is not. */
  @Test
  void theStubAndTheFileWithoutNetgoShowThatCgoIsOff() {
    GoStream stream = marked("net", "GoFiles", "cgo_stub.go");
    stream.find("net").list("GoFiles", "cgo_stub.go", "netgo_off.go");
    for (Known known : List.of(Known.NOTHING, ASSUMED)) {
      assertThat(Fingerprints.of(stream.scan(), known).cgo()).isEqualTo(Cgo.OFF);
    }
  }

  /** macOS has less of cgo, and other files for it. */
  @ParameterizedTest
  @CsvSource({
    "plugin, x.go, false",
    "plugin, plugin_stubs.go, true",
    "net, x.go, false",
    "net, cgo_unix_syscall.go, true",
    "os/user, x.go, false",
    "os/user, cgo_lookup_syscall.go, true"
  })
  void onMacosThereIsOneOfTwo(String path, String file, boolean good) {
    GoStream stream = marked("darwin", path, "GoFiles", file);
    stream.find("runtime").list("TestGoFiles", "crash_cgo_test.go");
    assertThat(state(stream).isConclusive()).isEqualTo(good);
  }

  @Test
  void theResolverOfMacosInGo122() {
    GoStream stream = marked("darwin", "net", "GoFiles", "cgo_unix_syscall.go");
    stream.find("runtime").list("TestGoFiles", "crash_cgo_test.go");
    stream.find("net").list("IgnoredGoFiles", "cgo_unix_cgo_darwin.go");
    assertThat(state(stream).cgo()).isEqualTo(Cgo.UNKNOWN);
  }

  /** Go lists for GOARCH=amd46 and GOOS=darwin GOARCH=386, too, and says nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"asm_amd64.s", "prt0_linux_amd64.s"})
  void aTargetWithoutStartUpCodeIsNone(String file) {
    GoStream stream = good();
    stream.find("runtime").list("SFiles", file);
    assertThat(detail(state(stream)))
        .isEqualTo("runtime has no start-up code: Go has no target like this");
    ScanState known =
        Fingerprints.of(stream.scan(), new Known(true, true, platform("linux", "amd46")));
    assertThat(detail(known))
        .isEqualTo("runtime has no start-up code: Go has no target linux/amd46");
  }

  @Test
  void theTargetThatIsAskedForMustBeTheOneOfTheStream() {
    assertThat(
            Fingerprints.of(good().scan(), new Known(false, false, platform("linux", "amd64")))
                .isConclusive())
        .isTrue();
    ScanState other =
        Fingerprints.of(good().scan(), new Known(true, true, platform("darwin", "arm64")));
    assertThat(detail(other)).isEqualTo("it is for linux/amd64 and not for darwin/arm64");
    assertThat(other.target()).isEqualTo(platform("linux", "amd64"));
  }

  @Test
  void aNameThatIsNoTargetIsStillAnAnswer() {
    GoStream stream = good();
    stream.find("internal/goos").list("GoFiles", "zgoos_\u0000\".go");
    assertThat(Objects.requireNonNull(state(stream).target()).os().name()).isEqualTo("\u0000\"");
  }

  @Test
  void packagesThatCouldNotBeLoadedAreCounted() {
    GoStream stream =
        good()
            .add(
                own("example.com/app/bad").error("bad.go:3:1", "expected\n\t'package'"),
                own("example.com/app/more").error("", "no files"),
                own("example.com/app/user").incomplete().imports("example.com/app/bad"));
    ScanState state = state(stream);
    assertThat(problems(state)).containsExactly(Problem.ERRORS);
    assertThat(detail(state))
        .isEqualTo(
            "3 packages could not be loaded whole, the first: bad.go:3:1: expected 'package'");
    assertThat(problems(assumed(stream))).containsExactly(Problem.ERRORS);

    GoStream one = good().add(own("example.com/app/more").error("", "no files"));
    assertThat(detail(state(one)))
        .isEqualTo(
            "1 package could not be loaded whole, the first: example.com/app/more: no files");
    GoStream incomplete = good().add(own("example.com/app/user").incomplete());
    assertThat(detail(state(incomplete))).isEqualTo("1 package could not be loaded whole");
  }

  @Test
  void anErrorWithoutWordsIsAnError() {
    GoStream stream = good().add(own("example.com/app/bad").raw("Error", "{}"));
    assertThat(problems(state(stream))).containsExactly(Problem.ERRORS);
  }

  @Test
  void everyImportHasAnObject() {
    GoStream stream = good();
    stream.find("example.com/app").imports("runtime", "example.org/gone");
    assertThat(detail(state(stream)))
        .isEqualTo(
            "example.com/app imports example.org/gone, which is not in it: was it made without"
                + " -deps, or is it cut?");
    assertThat(problems(assumed(stream))).containsExactly(Problem.DAMAGED);
    stream.find("example.com/app").imports("runtime", "C").cgo("c.go");
    assertThat(state(stream).isConclusive()).isTrue();
  }

  /** Go has an object for it where a test imports "C", which it does not support, and says so. */
  @Test
  void whatIsImportedStandsBeforeWhoImportsIt() {
    GoStream stream = good();
    stream.add(own("example.com/app/b").imports("runtime"));
    stream.add(own("example.com/app/a").imports("example.com/app/b"));
    assertThat(state(stream).isConclusive()).isTrue();
    stream.objects().add(stream.objects().size() - 2, stream.objects().removeLast());
    ScanState state = state(stream);
    assertThat(problems(state)).containsExactly(Problem.DAMAGED);
    assertThat(detail(state))
        .contains("example.com/app/a stands before example.com/app/b, which it imports");
    // Imports in a circle are an error that go names itself.
    stream.find("example.com/app/a").error("a.go:1:8", "import cycle not allowed");
    assertThat(detail(state(stream))).contains("import cycle not allowed");
  }

  @Test
  void anObjectOfThePackageCNeedsNoImportButItsErrorsCount() {
    GoStream stream = good();
    stream.objects().addFirst(pkg("C").dep().standard());
    assertThat(state(stream).isConclusive()).isTrue();
    stream.find("C").incomplete();
    assertThat(problems(state(stream))).containsExactly(Problem.ERRORS);
  }

  @Test
  void aModuleMayBeCalledC() {
    GoStream stream = good().add(pkg("C").own().error("c.go:3:1", "expected 'package'"));
    assertThat(detail(state(stream)))
        .isEqualTo("1 package could not be loaded whole, the first: c.go:3:1: expected 'package'");
  }

  /** Whatever go adds without an import, too, comes before what it is added to. */
  @ParameterizedTest
  @ValueSource(strings = {"example.org/next", "runtime/cgo", "syscall", "math", "unsafe", "sync"})
  void aDependencyAtTheEndIsAnEndThatIsMissing(String path) {
    GoStream stream = good();
    if (path.equals("unsafe")) {
      stream.without("unsafe");
    }
    stream.add(path.contains(".") ? dep(path) : std(path).cgo("x.go"));
    for (Known known : List.of(Known.NOTHING, ASSUMED)) {
      assertThat(detail(Fingerprints.of(stream.scan(), known)))
          .isEqualTo("it ends with %s, which was not asked for: what needs it is missing", path);
    }
  }

  @Test
  void aPatternThatMatchesNothingIsAnError() {
    String warning = "go: warning: \"./nothing/...\" matched no packages";
    ScanState state =
        Fingerprints.of(GoStream.read(warning + "\n" + good().text()).getFirst(), Known.NOTHING);
    assertThat(problems(state)).containsExactly(Problem.ERRORS);
    assertThat(detail(state)).isEqualTo("'" + warning + "'");
  }

  @Test
  void aDependencyThatNobodyNeedsIsAnEndThatIsMissing() {
    GoStream stream = good();
    stream.objects().addFirst(dep("example.org/next"));
    assertThat(detail(state(stream)))
        .isEqualTo(
            "nothing in it needs example.org/next, which was not asked for: its end is missing");
    assertThat(problems(assumed(stream))).containsExactly(Problem.DAMAGED);
    GoStream standard = good();
    standard.objects().addFirst(std("os"));
    assertThat(detail(state(standard))).contains("nothing in it needs os,");
  }

  /**
   * A package is written once more for each program with a profile, and then no new one follows.
   */
  @Test
  void whatIsCompiledForAProfileIsFollowedByItsProgram() {
    GoStream stream = good();
    stream.add(dep("example.org/x").imports("unsafe"));
    stream.add(own("example.com/app/a").imports("example.org/x"));
    assertThat(state(stream).isConclusive()).isTrue();
    stream.add(dep("example.org/x").imports("unsafe").forProgram(" [example.com/app/cmd]"));
    assertThat(detail(state(stream)))
        .startsWith("it ends with example.org/x [example.com/app/cmd], which was not asked for");
    stream.add(own("example.com/app/b"));
    assertThat(detail(state(stream))).startsWith("example.com/app/cmd is not in it, for whose");
    stream.add(own("example.com/app/cmd").program().imports("example.org/x [example.com/app/cmd]"));
    assertThat(state(stream).isConclusive()).isTrue();
  }

  /** Beside a package with tests may stand one that is called as their program. */
  @Test
  void aPackageThatIsCalledLikeATestProgram() {
    Obj tested = own("example.com/app/lib").list("TestGoFiles", "a_test.go");
    Obj library = own("example.com/app/lib.test").list("GoFiles", "lib.go");
    Obj variant =
        own("example.com/app/lib [example.com/app/lib.test]").forTest("example.com/app/lib");
    Obj main =
        GoStream.testMain("example.com/app/lib")
            .imports("example.com/app/lib [example.com/app/lib.test]");
    for (List<Obj> order :
        List.of(List.of(tested, library, variant, main), List.of(tested, variant, main, library))) {
      GoStream stream = good().add(order.toArray(new Obj[0]));
      assertThat(GoStream.read(stream.text())).hasSize(1);
      assertThat(state(stream).isConclusive()).isTrue();
    }
    assertThat(detail(state(good().add(tested, library, variant))))
        .startsWith("example.com/app/lib.test is not in it,");
  }

  /** go list -test writes the tests behind all that was asked for, each program behind its own. */
  @Test
  void testsThatAreNotThereThoughOthersAreWereCutOff() {
    GoStream stream = good();
    stream.add(
        own("example.com/app/a").list("TestGoFiles", "a_test.go"),
        own("example.com/app/b").list("XTestGoFiles", "b_test.go"),
        own("example.com/app/none"));
    assertThat(state(stream).isConclusive()).isTrue(); // without -test
    stream.add(
        own("example.com/app/a [example.com/app/a.test]")
            .forTest("example.com/app/a")
            .list("TestGoFiles", "a_test.go"));
    assertThat(detail(state(stream))).startsWith("example.com/app/a.test is not in it,");
    stream.add(GoStream.testMain("example.com/app/a"));
    assertThat(detail(state(stream))).startsWith("example.com/app/b.test is not in it,");
    stream.add(
        own("example.com/app/b_test [example.com/app/b.test]").forTest("example.com/app/b"),
        GoStream.testMain("example.com/app/b"));
    assertThat(state(stream).isConclusive()).isTrue();
  }

  /** The linker and cgo need these without an import. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "runtime/cgo",
        "math",
        "runtime/race",
        "runtime/msan",
        "runtime/asan",
        "runtime/coverage",
        "syscall",
        "runtime/cgo [runtime.test]"
      })
  void whatGoAddsByItselfNeedsNoImport(String path) {
    GoStream stream = good();
    stream.objects().add(1, std(path).cgo("cgo.go").imports("unsafe"));
    assertThat(state(stream).isConclusive()).isTrue();
  }

  @Test
  void thePackagesOfGoByThatNameOfOthersNeedAnImport() {
    GoStream stream = good();
    stream.objects().add(1, dep("math").imports("unsafe"));
    assertThat(detail(state(stream))).contains("nothing in it needs math,");
  }

  @Test
  void somethingMustHaveBeenAskedFor() {
    GoStream stream = good();
    stream.find("example.com/app").dep();
    assertThat(detail(state(stream)))
        .isEqualTo("none of its packages was asked for: its end is missing");
  }

  @Test
  void theStandardLibraryItselfMayBeAskedFor() {
    GoStream stream = GoStream.on("linux", "amd64");
    stream.objects().add(stream.find("runtime").without("DepOnly"));
    stream.objects().remove(stream.objects().indexOf(stream.find("runtime")));
    assertThat(state(stream).isConclusive()).isTrue();
  }

  @Test
  void whatTheEndMarkSaysCounts() {
    Scan scan = good().scan();
    assertThat(Fingerprints.of(scan.ended(Scan.End.GOOD, ""), Known.NOTHING).faults()).isEmpty();
    ScanState bad = Fingerprints.of(scan.ended(Scan.End.BAD, ""), ASSUMED);
    assertThat(detail(bad)).isEqualTo("go list ended with an error");
    assertThat(problems(bad)).containsExactly(Problem.ERRORS);
  }

  @Test
  void anEmptyScanSaysWhatWasThere() {
    ScanState nothing = state(new GoStream());
    assertThat(detail(nothing)).isEqualTo("there is no package in it");
    assertThat(nothing.cgo()).isEqualTo(Cgo.UNKNOWN);
    ScanState line = Fingerprints.of(GoStream.read("go: no such tool\n").getFirst(), ASSUMED);
    assertThat(detail(line)).isEqualTo("there is no package in it, only 'go: no such tool'");
  }

  @Test
  void damageAndErrorsAreSaidTogether() {
    String text = good().add(own("example.com/app/bad").error("", "e")).text() + "{";
    ScanState state = Fingerprints.of(GoStream.read(text).getFirst(), Known.NOTHING);
    assertThat(problems(state)).containsExactly(Problem.DAMAGED, Problem.ERRORS);
  }

  // A stream of go list -json=FIELDS.

  private static GoStream filtered() {
    GoStream stream = good();
    stream.find("runtime").without("Doc").without("HFiles").without("Deps");
    return stream;
  }

  private static @Nullable String missing(ScanState state) {
    return state.faults().stream()
        .filter(fault -> fault.problem() == Problem.FIELDS)
        .map(Fault::detail)
        .map(text -> text.replaceAll(".*nothing in it has (.*): whether.*", "$1"))
        .findFirst()
        .orElse(null);
  }

  @Test
  void aFilteredStreamMustShowThatItHasWhatIsNeeded() {
    assertThat(missing(state(filtered()))).isEqualTo("CgoFiles, SysoFiles, SwigFiles, Incomplete");
    GoStream cgo = filtered().add(own("example.com/app/c").cgo("c.go").imports("C"));
    assertThat(missing(state(cgo))).isEqualTo("SysoFiles, SwigFiles, Incomplete");
    GoStream all =
        filtered()
            .add(
                own("example.com/app/c")
                    .cgo("c.go")
                    .imports("C")
                    .list("SysoFiles", "a.syso")
                    .list("SwigFiles", "a.swig")
                    .raw("Incomplete", "false"));
    assertThat(missing(state(all))).isNull();
    assertThat(state(all).isConclusive()).isTrue();
    assertThat(assumed(filtered()).isConclusive()).isTrue();
  }

  /** Whoever vouches cannot vouch for what can be seen to be missing. */
  @Test
  void someFieldsMustBeThereInAnyCase() {
    GoStream stream = good();
    stream.objects().forEach(one -> one.without("Imports"));
    assertThat(missing(assumed(stream))).isEqualTo("Imports");
    GoStream standard = good();
    standard.objects().forEach(one -> one.without("Standard"));
    assertThat(missing(assumed(standard))).isEqualTo("Standard");
  }

  /** Without it a stream that is cut ends with a package that seems to have been asked for. */
  @Test
  void aFilteredStreamMustShowWhatWasAskedFor() {
    GoStream stream = filtered();
    stream.objects().forEach(one -> one.without("DepOnly"));
    assertThat(missing(assumed(stream))).isEqualTo("DepOnly");
    assertThat(Fingerprints.of(stream.scan().ended(Scan.End.GOOD, ""), ASSUMED).isConclusive())
        .isTrue();
    stream.without("example.com/app");
    assertThat(missing(assumed(stream))).isNull();
  }

  @Test
  void theRuntimeOfCgoAlwaysHasCgoFiles() {
    GoStream stream = good();
    stream.objects().add(1, std("runtime/cgo").imports("unsafe"));
    assertThat(missing(assumed(stream))).isEqualTo("CgoFiles");
    assertThat(missing(state(stream))).isEqualTo("CgoFiles");
    GoStream windows = open("windows", "arm64");
    windows.find("runtime").list("TestGoFiles", "crash_cgo_test.go");
    windows.objects().add(1, std("runtime/cgo").imports("unsafe"));
    assertThat(missing(state(windows))).isEqualTo("CgoFiles");
  }

  /** As where somebody took the field out of the packages that are not of Go. */
  @Test
  void whoImportsCHasAFileThatDoes() {
    GoStream stream = good().add(own("example.com/app/c").imports("C"));
    assertThat(detail(state(stream)))
        .isEqualTo("example.com/app/c imports \"C\", but no file of it is there that does");
    stream.find("example.com/app/c").list("SwigFiles", "a.swig");
    assertThat(state(stream).isConclusive()).isTrue();
  }

  /** Where the ignored files were not asked for, those that are there tell. */
  @Test
  void aFileThatIsNotAmongTheTestsShowsThatCgoIsOff() {
    GoStream stream = open();
    stream
        .find("runtime")
        .list("TestGoFiles", "align_runtime_test.go")
        .list("XTestGoFiles", "align_test.go");
    ScanState state = assumed(stream);
    assertThat(state.cgo()).isEqualTo(Cgo.OFF);
    assertThat(detail(state)).contains("crash_cgo_test.go is among neither");
  }

  /** Who asks for a target cannot vouch that the stream is for it. */
  @Test
  void aTargetThatNothingShowsIsNotBelieved() {
    GoStream leaf =
        new GoStream()
            .add(std("unsafe"), own("example.com/app").imports("unsafe").raw("DepOnly", "false"));
    Known known = new Known(true, true, platform("darwin", "arm64"));
    assertThat(problems(Fingerprints.of(leaf.scan(), known))).containsExactly(Problem.TARGET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dir",
        "Name",
        "Doc",
        "Goroot",
        "GoFiles",
        "IgnoredOtherFiles",
        "HFiles",
        "Imports",
        "Deps",
        "TestImports",
        "XTestImports"
      })
  void aFilterIsSeenByEachFieldThatTheRuntimeAlwaysHas(String field) {
    GoStream stream = good();
    stream.find("runtime").without(field);
    assertThat(missing(state(stream))).isEqualTo("CgoFiles, SysoFiles, SwigFiles, Incomplete");
  }

  @Test
  void withoutTheRuntimeAFilterCannotBeExcluded() {
    GoStream stream = new GoStream();
    stream.add(
        std("unsafe").list("GoFiles", "unsafe.go"),
        own("example.com/app").program().cgo("c.go").imports("C", "unsafe"));
    ScanState state = state(stream);
    assertThat(state.cgo()).isEqualTo(Cgo.ON);
    assertThat(problems(state)).containsExactly(Problem.TARGET, Problem.FIELDS);
  }

  @Test
  void aFaultMoreIsAddedToTheState() {
    ScanState state = state(good());
    ScanState more = state.with(new Fault(Problem.DAMAGED, "x"));
    assertThat(state.isConclusive()).isTrue();
    assertThat(detail(more)).isEqualTo("x");
    assertThat(more.target()).isEqualTo(state.target());
  }
}
