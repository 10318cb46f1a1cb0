package dev.archcheck.verify.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoBuildInfo.Setting;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every rule once broken, and every legal mix once passed. */
class JudgeTest {

  private static final Witness WITNESS = new Witness("HEADER", "Machine", 0, "0x1", "one");

  private static final Platform EC = new Platform(Os.WINDOWS, Arch.AMD64, "arm64ec");
  private static final Platform X_ARM64 = new Platform(Os.WINDOWS, Arch.ARM64, "arm64x");
  private static final Platform X_AMD64 = new Platform(Os.WINDOWS, Arch.AMD64, "arm64x");

  /** What a reader found; changed step by step. */
  private static final class Found {
    Format format = Format.ELF;
    Kind kind = Kind.EXECUTABLE;
    List<Platform> platforms = List.of();
    boolean osAssumed;
    List<Problem> problems = List.of();
    final List<Facts.PartMinimum> minimums = new ArrayList<>();
    final List<Facts.LibcNeed> libcs = new ArrayList<>();
    final List<Facts.LoaderFact> loaderFacts = new ArrayList<>();
    final List<Facts.Relabelled> relabelled = new ArrayList<>();
    final List<Problem> entryProblems = new ArrayList<>();
    final List<Setting> goSettings = new ArrayList<>();

    Facts facts() {
      return new Facts(
          format,
          kind,
          platforms,
          osAssumed,
          List.of(WITNESS),
          problems,
          new Facts.Depth() {
            @Override
            public List<Facts.PartMinimum> minimums() {
              return minimums;
            }

            @Override
            public List<Facts.LibcNeed> libcs() {
              return libcs;
            }

            @Override
            public List<Facts.LoaderFact> loaderFacts() {
              return loaderFacts;
            }

            @Override
            public List<Facts.Relabelled> relabelled() {
              return relabelled;
            }

            @Override
            public List<Facts.GoBuild> goBuilds() {
              GoBuildInfo info =
                  new GoBuildInfo(64, "go1.26.8", "a/b", null, List.of(), List.copyOf(goSettings));
              return goSettings.isEmpty() ? List.of() : List.of(new Facts.GoBuild(facts(), info));
            }

            @Override
            public List<Problem> entryProblems() {
              return entryProblems;
            }
          });
    }
  }

  private static Found found(Format format, Kind kind, Platform... platforms) {
    Found found = new Found();
    found.format = format;
    found.kind = kind;
    found.platforms = List.of(platforms);
    return found;
  }

  private static Found elf(String os, String arch, String abi) {
    return found(Format.ELF, Kind.EXECUTABLE, new Platform(new Os(os), new Arch(arch), abi));
  }

  private static Found dll(Platform... platforms) {
    return found(Format.PE, Kind.SHARED_LIBRARY, platforms);
  }

  private static Found exe(Platform... platforms) {
    return found(Format.PE, Kind.EXECUTABLE, platforms);
  }

  private static Found macho(String... abis) {
    Platform[] platforms = new Platform[abis.length];
    for (int i = 0; i < abis.length; i++) {
      String[] parts = abis[i].split(":", 2);
      platforms[i] = new Platform(Os.DARWIN, new Arch(parts[0]), parts.length > 1 ? parts[1] : "");
    }
    return found(abis.length > 1 ? Format.FAT_MACHO : Format.MACHO, Kind.EXECUTABLE, platforms);
  }

  private static Platform windows(String arch) {
    return new Platform(Os.WINDOWS, new Arch(arch));
  }

  private static List<Finding> judge(String path, Found found, Map<String, String> minimums) {
    List<String> names = List.of(path.split("/", -1));
    Claim claim = new ClaimReader().fromNames(names).orElse(null);
    return judge(new Subject(path, names.getLast(), claim, false, found.facts(), minimums));
  }

  private static List<Finding> judge(Subject subject) {
    try {
      return Judge.judge(subject);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertClean(String path, Found found) {
    assertThat(new ClaimReader().fromNames(List.of(path.split("/", -1)))).as(path).isPresent();
    assertThat(judge(path, found, Map.of())).as(path).isEmpty();
  }

  private static Finding only(String path, Found found) {
    List<Finding> findings = judge(path, found, Map.of());
    assertThat(findings).as(path).hasSize(1);
    return findings.getFirst();
  }

  private static void assertFinding(String path, Found found, Rule rule, String message) {
    Finding finding = only(path, found);
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(rule.severity());
    assertThat(finding.message()).isEqualTo(message);
    assertThat(finding.evidence()).isNotEmpty();
  }

  private static List<Finding> judgeTarget(String target, Found found) {
    Claim claim = Claim.ofTarget(Targets.parse(target).alternatives().getFirst(), "--target");
    return judge(new Subject("file", "file", claim, true, found.facts(), Map.of()));
  }

  @Test
  void findsWrongArchitecture() {
    assertFinding(
        "app-linux-arm64/app",
        elf("linux", "amd64", ""),
        Rule.WRONG_ARCHITECTURE,
        "is linux/amd64, but should be linux/arm64");
    assertFinding(
        "win-arm64/app.dll",
        dll(windows("amd64")),
        Rule.WRONG_ARCHITECTURE,
        "is windows/amd64, but should be windows/arm64");
    assertFinding(
        "Linux/ppc64/lib.so",
        elf("linux", "ppc64le", ""),
        Rule.WRONG_ARCHITECTURE,
        "is linux/ppc64le, but should be linux/ppc64");
  }

  @Test
  void finds32BitProgramsUnder64BitNames() {
    assertFinding(
        "app-win-x64/app.exe",
        exe(windows("386")),
        Rule.WRONG_ARCHITECTURE,
        "is windows/386, but should be windows/amd64");
  }

  @Test
  void findsWrongSystem() {
    assertFinding(
        "app-linux-amd64/app",
        macho("amd64"),
        Rule.WRONG_OS,
        "is darwin/amd64, but should be for linux/amd64");
    assertFinding(
        "app-darwin-arm64/app",
        elf("linux", "arm64", ""),
        Rule.WRONG_OS,
        "is linux/arm64, but should be for darwin/arm64");
    assertFinding(
        "linux-arm64/lib.so",
        elf("android", "arm64", ""),
        Rule.WRONG_OS,
        "is android/arm64, but should be for linux/arm64");
  }

  @Test
  void appleSystemsAreNotOneAnother() {
    Found simulator =
        found(Format.MACHO, Kind.SHARED_LIBRARY, new Platform(Os.IOS_SIMULATOR, Arch.ARM64));
    assertThat(only("ios-arm64/lib.dylib", simulator).rule()).isEqualTo(Rule.WRONG_OS);
    assertThat(only("macos-arm64/lib.dylib", simulator).rule()).isEqualTo(Rule.WRONG_OS);
    assertClean("ios-arm64-simulator/lib.dylib", simulator);
  }

  @Test
  void assumedSystemsContradictNoOtherOfTheirFormat() {
    Found unmarked = elf("linux", "arm", "");
    unmarked.osAssumed = true;
    assertClean("Linux-Android/arm/lib.so", unmarked);
    assertClean("freebsd-arm/lib.so", unmarked);
    assertThat(only("darwin-arm64/lib.so", unmarked).rule()).isEqualTo(Rule.WRONG_OS);
    Found object = elf("-", "arm64", "");
    object.kind = Kind.OBJECT;
    assertClean("linux-arm64/a.o", object);
    assertThat(only("windows-arm64/a.o", object).rule()).isEqualTo(Rule.WRONG_OS);
  }

  @Test
  void findsMissingSlices() {
    assertFinding(
        "app-darwin-x64+arm64/a.node",
        macho("amd64"),
        Rule.MISSING_SLICE,
        "has no slice for darwin/arm64, only darwin/amd64");
    assertFinding(
        "a-1.0-cp39-cp39-macosx_10_9_universal2.whl/a.so",
        macho("amd64"),
        Rule.MISSING_SLICE,
        "has no slice for darwin/arm64, only darwin/amd64");
    assertFinding(
        "darwin-universal/a.node",
        macho("arm64"),
        Rule.MISSING_SLICE,
        "has no slice for a second architecture, only darwin/arm64");
    assertThat(judgeTarget("darwin/universal2", macho("arm64")).getFirst().rule())
        .isEqualTo(Rule.MISSING_SLICE);
  }

  @Test
  void universalFilesServeEachOfTheirSlices() {
    for (String name :
        new String[] {
          "darwin-x64", "darwin-arm64", "darwin-universal", "darwin-x64+arm64", "osx"
        }) {
      assertClean(name + "/a.node", macho("amd64", "arm64"));
    }
  }

  @Test
  void extraSlicesAreNotedOnlyAgainstTargets() {
    Found universal = macho("amd64", "arm64");
    List<Finding> findings = judgeTarget("darwin/arm64", universal);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().rule()).isEqualTo(Rule.EXTRA_SLICE);
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.NOTE);
    assertThat(judgeTarget("darwin/amd64+darwin/arm64", universal)).isEmpty();
  }

  @Test
  void arm64xServesBothOfItsViews() {
    assertClean("windows-arm64/a.dll", dll(X_ARM64, X_AMD64));
    assertClean("windows-x64/a.dll", dll(X_ARM64, X_AMD64));
    assertClean("arm64ec-windows/a.dll", dll(X_ARM64, X_AMD64));
  }

  @Test
  void arm64ecServesX64AndIsAnArm64ExecutableButNoArm64Library() {
    assertClean("windows-x64/a.dll", dll(EC));
    assertClean("arm64ec-windows/a.dll", dll(EC));
    assertClean("windows-arm64/a.exe", exe(EC));
    assertFinding(
        "windows-arm64/a.dll",
        dll(EC),
        Rule.WRONG_ARCHITECTURE,
        "is windows/amd64[arm64ec], which only x64 and ARM64EC processes load, "
            + "but should be windows/arm64");
    assertThat(only("arm64ec-windows/a.dll", dll(windows("amd64"))).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
    assertThat(only("arm64ec-windows/a.dll", dll(windows("arm64"))).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
  }

  @Test
  void plainArm64IsNotForX64() {
    assertThat(only("windows-x64/a.dll", dll(windows("arm64"))).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
  }

  @Test
  void managedCodeServesEverything() {
    Found anyCpu = found(Format.PE, Kind.ASSEMBLY, Platform.ANY);
    assertClean("win-arm64/a.dll", anyCpu);
    assertClean("linux-arm64/a.node", anyCpu);
    Found readyToRun =
        found(Format.PE, Kind.ASSEMBLY, new Platform(Os.LINUX, Arch.AMD64, "r2r"), Platform.ANY);
    assertClean("win-arm64/a.dll", readyToRun);
    assertClean("linux-arm64/a.node", readyToRun);
    Found bound = found(Format.PE, Kind.ASSEMBLY, windows("386"));
    bound.osAssumed = true;
    assertClean("win-x86/a.dll", bound);
    assertThat(only("win-arm64/a.dll", bound).rule()).isEqualTo(Rule.WRONG_ARCHITECTURE);
  }

  @Test
  void codeForOtherProcessorsIsNotHeldAgainstNames() {
    for (Kind kind :
        new Kind[] {
          Kind.FIRMWARE, Kind.DEVICE_CODE, Kind.SNAPSHOT, Kind.RESOURCES, Kind.DEBUG_SYMBOLS
        }) {
      assertClean("linux-arm64/a.node", found(Format.ELF, kind, windows("amd64")));
    }
    assertClean("linux-arm64/a.node", found(Format.WASM, Kind.EXECUTABLE, wasm()));
    assertClean("wasm32-wasi/a.wasm", found(Format.WASM, Kind.EXECUTABLE, wasm()));
    Found firmware = found(Format.PE, Kind.FIRMWARE, new Platform(Os.UEFI, Arch.AMD64));
    assertClean("x86_64-unknown-uefi/a.efi", firmware);
    assertThat(only("aarch64-unknown-uefi/a.efi", firmware).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
  }

  private static Platform wasm() {
    return new Platform(Os.WASIP1, Arch.WASM);
  }

  @Test
  void floatAbisOfArmAreNotOneAnother() {
    assertClean("linux-arm/lib.so", elf("linux", "arm", "armhf"));
    assertClean("linux-arm/lib.so", elf("linux", "arm", "armel"));
    assertClean("linux-armv6/lib.so", elf("linux", "arm", "armel"));
    assertClean("linux-armhf/lib.so", elf("linux", "arm", ""));
    assertThat(only("linux-armhf/lib.so", elf("linux", "arm", "armel")).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
    assertThat(only("arm-linux-gnueabi/lib.so", elf("linux", "arm", "armhf")).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
  }

  @Test
  void byteOrdersAndPointerSizesAreNotOneAnother() {
    assertThat(only("linux-mips/a", elf("linux", "mipsle", "")).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
    assertThat(only("linux-x64/a", elf("linux", "amd64", "x32")).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
    assertThat(only("linux-mips64/a", elf("linux", "mips64", "n32")).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
    assertClean("x86_64-linux-gnux32/a", elf("linux", "amd64", "x32"));
    assertClean("linux-ppc64le/a", elf("linux", "ppc64le", ""));
  }

  @Test
  void installersForWindowsAreOnlyNoted() {
    for (String path :
        new String[] {"app-windows-arm64/app-setup.exe", "app-win-x64/elevate.exe"}) {
      Finding finding = only(path, exe(windows("386")));
      assertThat(finding.rule()).isEqualTo(Rule.WRONG_ARCHITECTURE);
      assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    }
    assertThat(only("app-linux-arm64/setup", elf("linux", "386", "")).severity())
        .isEqualTo(Severity.ERROR);
  }

  @Test
  void everyMemberOfAStaticLibraryMustFit() {
    Platform amd64 = new Platform(Os.UNSPECIFIED, Arch.AMD64);
    Platform arm64 = new Platform(Os.UNSPECIFIED, Arch.ARM64);
    assertClean("linux-x64/a.a", found(Format.AR, Kind.STATIC_LIBRARY, amd64));
    assertThat(only("linux-x64/a.a", found(Format.AR, Kind.STATIC_LIBRARY, amd64, arm64)).rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
  }

  @Test
  void librariesOfWindowsMixMachines() {
    assertClean(
        "arm64ec-windows/a.lib",
        found(Format.AR, Kind.IMPORT_LIBRARY, windows("amd64"), EC, windows("386")));
    assertClean("windows-arm64/a.lib", found(Format.AR, Kind.STATIC_LIBRARY, windows("arm64"), EC));
    assertThat(
            only("windows-arm64/a.lib", found(Format.AR, Kind.IMPORT_LIBRARY, windows("amd64")))
                .rule())
        .isEqualTo(Rule.WRONG_ARCHITECTURE);
  }

  @Test
  void findsRejectedAbis() {
    assertThat(only("tool", macho("arm64:arm64e.old")).rule()).isEqualTo(Rule.REJECTED_ABI);
  }

  @Test
  void findsPreviewAbisWithoutAPlainSlice() {
    assertFinding(
        "app-macos-arm64/app",
        macho("arm64:arm64e"),
        Rule.PREVIEW_ABI,
        "has the preview ABI arm64e, which the system runs only for its own programs");
    assertThat(only("app-macos-arm64/app", macho("arm64:arm64e.kernel")).rule())
        .isEqualTo(Rule.PREVIEW_ABI);
    assertClean("app-macos-arm64/app", macho("arm64", "arm64:arm64e"));
    assertClean("app-macos-x64/app", macho("amd64", "arm64:arm64e"));
    assertClean("app-macos-arm64e/app", macho("arm64:arm64e"));
    Found object = macho("arm64:arm64e");
    object.kind = Kind.OBJECT;
    assertClean("app-macos-arm64/a.o", object);
    assertThat(judge("tool", macho("arm64:arm64e"), Map.of())).isEmpty();
  }

  @Test
  void findsRelabelledSlices() {
    Found found = macho("arm64");
    found.relabelled.add(new Facts.Relabelled("arm64", "arm64e", List.of(WITNESS)));
    assertFinding(
        "app-macos-arm64/app",
        found,
        Rule.RELABELLED_SLICE,
        "is labelled arm64, but its content is arm64e");
  }

  @Test
  void findsWhatTheLoaderOfWindowsOnArmRefuses() {
    Found found = dll(windows("arm64"));
    found.loaderFacts.add(
        new Facts.LoaderFact("it is not marked NX_COMPAT", Severity.ERROR, WITNESS));
    assertFinding(
        "win-arm64/a.dll",
        found,
        Rule.WILL_NOT_LOAD,
        "will not load: Windows on ARM refuses it, because it is not marked NX_COMPAT");
    found.platforms = List.of(windows("amd64"));
    assertClean("win-x64/a.dll", found);
  }

  @Test
  void comparesTheOldestSystem() {
    Found found = macho("amd64");
    found.minimums.add(
        new Facts.PartMinimum(found.platforms.getFirst(), new MinimumOs("macOS", "12.0", WITNESS)));
    Finding named = only("a-1.0-cp39-cp39-macosx_10_9_x86_64.whl/a.so", found);
    assertThat(named.rule()).isEqualTo(Rule.MINIMUM_OS);
    assertThat(named.severity()).isEqualTo(Severity.WARNING);
    assertThat(named.message()).isEqualTo("needs macOS 12.0, but should run on 10.9");
    assertClean("a-1.0-cp39-cp39-macosx_12_0_x86_64.whl/a.so", found);
    List<Finding> stated = judge("tool", found, Map.of("macos", "11.0"));
    assertThat(stated).hasSize(1);
    assertThat(stated.getFirst().severity()).isEqualTo(Severity.ERROR);
    assertThat(judge("tool", found, Map.of("macos", "12"))).isEmpty();
    assertThat(judge("tool", found, Map.of("glibc", "2.17"))).isEmpty();
  }

  @Test
  void noArm64SliceRunsOnMacOsBefore11() {
    Found found = macho("amd64", "arm64");
    found.minimums.add(
        new Facts.PartMinimum(found.platforms.get(1), new MinimumOs("macOS", "11.0", WITNESS)));
    assertClean("a-1.0-cp39-cp39-macosx_10_9_universal2.whl/a.so", found);
  }

  @Test
  void findsWrongLibc() {
    Found found = elf("linux", "amd64", "");
    assertClean("linuxmusl-x64/a", found);
    found.libcs.add(new Facts.LibcNeed(Libc.GLIBC, WITNESS));
    assertFinding("linuxmusl-x64/a", found, Rule.WRONG_LIBC, "needs glibc, but is named for musl");
    assertClean("linux-x64-gnu/a", found);
    assertClean("linux-x64/a", found);
    found.libcs.add(new Facts.LibcNeed(Libc.MUSL, WITNESS));
    assertClean("linuxmusl-x64/a", found);
  }

  @Test
  void installersAreNeverWiderThanTheirClaim() {
    Found found = exe(windows("amd64"));
    assertThat(only("setup-windows-386.exe", found).severity()).isEqualTo(Severity.ERROR);
    assertThat(only("setup-windows-arm64.exe", found).severity()).isEqualTo(Severity.NOTE);
    assertThat(only("app-windows-arm64.exe", found).severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void findsFilesThatAreNotWhatTheirExtensionIsFor() {
    for (Kind kind : List.of(Kind.OBJECT, Kind.STATIC_LIBRARY, Kind.IMPORT_LIBRARY)) {
      for (String name : List.of("a.exe", "a.dll", "a.so", "a.so.1", "a.dylib", "a.node")) {
        Found found = found(Format.COFF, kind, windows("amd64"));
        assertThat(judge(name, found, Map.of()))
            .as(name + " " + kind)
            .extracting(Finding::rule)
            .containsExactly(Rule.WRONG_KIND);
      }
    }
    Finding library = only("a.exe", dll(windows("amd64")));
    assertThat(library.message())
        .isEqualTo("is a shared library, but by its name should be a program");
    for (Kind kind : List.of(Kind.OBJECT, Kind.STATIC_LIBRARY, Kind.CORE_DUMP)) {
      Found program = found(Format.ELF, kind, new Platform(Os.LINUX, Arch.AMD64));
      assertThat(judge("app_linux_amd64", program, Map.of()))
          .extracting(Finding::rule)
          .containsExactly(Rule.WRONG_KIND);
      assertThat(judge("linux_amd64/app", program, Map.of())).isEmpty();
    }
    Found debug = found(Format.ELF, Kind.DEBUG_SYMBOLS, new Platform(Os.LINUX, Arch.AMD64));
    assertThat(only("app_linux_arm64", debug).rule()).isEqualTo(Rule.WRONG_KIND);
    assertThat(judge("a_linux_arm64.debug", debug, Map.of())).isEmpty();
    for (String name : List.of("a.dll", "a.so", "a.node", "a", "a.o", "a.lib")) {
      assertThat(judge(name, dll(windows("amd64")), Map.of())).as(name).isEmpty();
      assertThat(judge(name, exe(windows("amd64")), Map.of())).as(name).isEmpty();
    }
  }

  @Test
  void aMissingEndIsOneFinding() {
    Found found = elf("linux", "amd64", "");
    found.problems =
        List.of(
            problem(Problem.Reason.OUT_OF_RANGE),
            problem(Problem.Reason.TRUNCATED),
            problem(Problem.Reason.TRUNCATED));
    found.entryProblems.add(problem(Problem.Reason.NOT_LOADABLE));
    Finding finding = only("app-linux-amd64/app", found);
    assertThat(finding.rule()).isEqualTo(Rule.DAMAGED);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void saysHowManyProblemsItLeavesOut() {
    Found found = elf("linux", "amd64", "");
    found.problems = Collections.nCopies(5, problem(Problem.Reason.INVALID));
    List<Finding> findings = judge("app-linux-amd64/app", found, Map.of());
    assertThat(findings).hasSize(3);
    assertThat(findings.getLast().message()).endsWith(", and 2 more that inspect lists");
  }

  private static Problem problem(Problem.Reason reason) {
    return new Problem("Elf64_Phdr", "p_filesz", 96, reason, "is wrong");
  }

  @Test
  void anExtensionIsForOneSystem() {
    Found linux = found(Format.ELF, Kind.SHARED_LIBRARY, new Platform(Os.LINUX, Arch.ARM64));
    for (String name : List.of("a.dll", "a.pyd", "a.dylib")) {
      assertThat(only(name, linux).rule()).as(name).isEqualTo(Rule.WRONG_OS);
      assertThat(only(name, linux).severity()).as(name).isEqualTo(Severity.ERROR);
    }
    assertThat(only("a.dylib", dll(windows("amd64"))).rule()).isEqualTo(Rule.WRONG_OS);
    assertThat(only("a.exe", elf("linux", "amd64", "")).severity()).isEqualTo(Severity.WARNING);
    assertThat(judge("a.node", linux, Map.of())).isEmpty();
    assertThat(only("a_windows_amd64.exe", elf("linux", "amd64", "")).severity())
        .isEqualTo(Severity.ERROR);
  }

  @Test
  void findsWhatNoLoaderTakes() {
    Found found = elf("linux", "amd64", "");
    found.entryProblems.add(
        new Problem("Elf64_Ehdr", "e_entry", 24, Problem.Reason.NOT_LOADABLE, "is nowhere"));
    assertFinding(
        "app-linux-amd64/app",
        found,
        Rule.WILL_NOT_LOAD,
        "will not load: Elf64_Ehdr.e_entry at offset 0x18: is nowhere");
  }

  @Test
  void findsWhatGoBuiltForAnotherSystem() {
    Found found = exe(windows("amd64"));
    found.goSettings.add(new Setting("GOOS", "linux", 100));
    assertFinding(
        "app.exe",
        found,
        Rule.GO_TARGET,
        "was built by Go for linux, but its headers say windows/amd64");
    found.goSettings.set(0, new Setting("GOOS", "windows", 100));
    assertClean("app-windows-amd64.exe", found);
  }

  @Test
  void onlyGoKnowsTheSystemOfSomeFiles() {
    Found found = elf("linux", "amd64", "");
    found.osAssumed = true;
    found.goSettings.add(new Setting("GOOS", "dragonfly", 100));
    assertFinding(
        "app-linux-amd64/app",
        found,
        Rule.WRONG_OS,
        "is built by Go for dragonfly, but should be for linux/amd64");
    assertClean("app-dragonfly-amd64/app", found);
  }

  @Test
  void findsBuildsThatAreNotMeantForOthers() {
    Found found = elf("linux", "amd64", "");
    found.goSettings.add(new Setting("-race", "true", 100));
    found.goSettings.add(new Setting("-gcflags", "all=-N -l", 110));
    assertFinding(
        "app", found, Rule.DEBUG_BUILD, "was built for finding errors, with -race, -gcflags");
    found.goSettings.clear();
    found.goSettings.add(new Setting("-race", "false", 100));
    found.goSettings.add(new Setting("-gcflags", "-Name", 110));
    found.goSettings.add(new Setting("vcs.modified", "false", 110));
    assertThat(judge("app", found, Map.of())).isEmpty();
    found.goSettings.add(new Setting("vcs.revision", "5e530229c1b2a3d4e5f6", 120));
    found.goSettings.set(2, new Setting("vcs.modified", "true", 110));
    assertFinding(
        "app",
        found,
        Rule.DIRTY_BUILD,
        "was built from a modified working tree after 5e530229c1b2");
  }

  @Test
  void reportsDamageAndContradictions() {
    Found found = elf("linux", "amd64", "");
    found.problems =
        List.of(
            new Problem("Elf64_Shdr", "", 64, Problem.Reason.TRUNCATED, "cut off"),
            new Problem("fat_arch", "", 8, Problem.Reason.CONTRADICTION, "two names"));
    List<Finding> findings = judge("tool", found, Map.of());
    assertThat(findings)
        .extracting(Finding::rule)
        .containsExactly(Rule.DAMAGED, Rule.CONTRADICTION);
    assertThat(findings.getFirst().message())
        .isEqualTo("is damaged in part: Elf64_Shdr at offset 0x40: cut off");
    // No loader reads them.
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.NOTE);
    found.kind = Kind.OBJECT;
    assertThat(judge("tool", found, Map.of()).getFirst().severity()).isEqualTo(Severity.ERROR);
    found.problems =
        List.of(new Problem("Elf64_Sym", "st_name", 64, Problem.Reason.INVALID, "no name"));
    assertThat(judge("tool", found, Map.of()).getFirst().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void nothingIsFoundWithoutAClaim() {
    assertThat(judge("cli.exe", exe(windows("386")), Map.of())).isEmpty();
    assertThat(judge("go/src/debug/pe/testdata/a/b/hello", exe(windows("386")), Map.of()))
        .isEmpty();
  }
}
