package dev.archcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.macho.FatArch;
import dev.archcheck.inspect.macho.FatMachO;
import dev.archcheck.testkit.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Independent tools beside ours, over the whole corpus. Where a tool knows the answer, ours must be
 * the same; where it is known to be wrong, the reason stands here and the golden files hold ours.
 */
final class OracleTest {

  /** What LLVM calls an architecture → what Go calls it. */
  private static final Map<String, Arch> LLVM_ARCH =
      Map.ofEntries(
          Map.entry("aarch64", Arch.ARM64),
          Map.entry("aarch64_32", Arch.ARM64_32),
          Map.entry("x86_64", Arch.AMD64),
          Map.entry("i386", Arch.I386),
          Map.entry("arm", Arch.ARM),
          Map.entry("thumb", Arch.ARM),
          Map.entry("powerpc64le", Arch.PPC64LE),
          Map.entry("powerpc64", Arch.PPC64),
          Map.entry("powerpc", Arch.PPC),
          Map.entry("s390x", Arch.S390X),
          Map.entry("riscv64", Arch.RISCV64),
          Map.entry("riscv32", Arch.RISCV32),
          Map.entry("loongarch64", Arch.LOONG64),
          Map.entry("mips", Arch.MIPS),
          Map.entry("mipsel", Arch.MIPSLE),
          Map.entry("mips64", Arch.MIPS64),
          Map.entry("mips64el", Arch.MIPS64LE),
          Map.entry("sparc", Arch.SPARC),
          Map.entry("sparcv9", Arch.SPARC64),
          Map.entry("wasm32", Arch.WASM),
          Map.entry("m68k", Arch.M68K));

  @Test
  void agreesWithLlvmReadobj() throws IOException {
    Map<String, Binary> ours = identities("fixtures", "go", "toolchains", "packages");
    Map<String, Set<Arch>> theirs = new HashMap<>();
    String file = "";
    for (String line :
        Tool.linesOfEach(List.of("llvm-readobj-22", "--file-headers"), paths(ours.keySet()))) {
      if (line.startsWith("File: ")) {
        file = line.substring(6).replaceFirst("\\(.*", "");
      } else if (line.startsWith("Arch: ") && LLVM_ARCH.containsKey(line.substring(6))) {
        theirs
            .computeIfAbsent(file, _ -> new TreeSet<>(java.util.Comparator.comparing(Arch::name)))
            .add(LLVM_ARCH.get(line.substring(6)));
      }
    }
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (var entry : ours.entrySet()) {
      Set<Arch> their = theirs.get(entry.getKey());
      Binary our = entry.getValue();
      if (their == null || our.platforms().isEmpty() || llvmCannotKnow(our)) {
        continue;
      }
      compared++;
      Set<String> mine =
          our.platforms().stream()
              .map(Platform::arch)
              .map(Arch::name)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> llvm = their.stream().map(Arch::name).collect(Collectors.toSet());
      if (!mine.equals(llvm)) {
        differences.add(entry.getKey() + ": ours " + our.platforms() + ", llvm-readobj " + llvm);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).as("files that both tools know").isGreaterThan(300);
  }

  /**
   * LLVM reads the machine field of a managed image, whose code runs anywhere; counts an ARM64EC
   * image as AArch64 and an ARM64X image once, without its two views; and does not know one
   * architecture of an archive from another.
   */
  private static boolean llvmCannotKnow(Binary ours) {
    if (ours instanceof FatMachO fat && fat.entries().stream().anyMatch(FatArch::hidden)) {
      return true; // nor does it look behind the slices that are counted
    }
    return ours.platforms().contains(Platform.ANY)
        || ours.platforms().stream()
            .anyMatch(
                platform -> platform.abi().startsWith("arm64") || platform.abi().equals("r2r"))
        || ours.format() == Format.AR
        || ours.format() == Format.IMPORT_OBJECT;
  }

  @Test
  void namesHybridsAsLlvmReadobjSynthesisesThem() throws IOException {
    Map<String, Binary> ours = identities("fixtures");
    Map<String, String> theirs = new HashMap<>();
    String file = "";
    for (String line :
        Tool.linesOfEach(List.of("llvm-readobj-22", "--file-headers"), paths(ours.keySet()))) {
      if (line.startsWith("File: ")) {
        file = line.substring(6);
      } else if (line.contains("IMAGE_FILE_MACHINE_ARM64EC")) {
        theirs.putIfAbsent(file, "arm64ec"); // also the second view of an ARM64X image
      } else if (line.contains("IMAGE_FILE_MACHINE_ARM64X")) {
        theirs.put(file, "arm64x");
      }
    }
    Map<String, String> mine = new HashMap<>();
    ours.forEach((name, binary) -> {
      if (binary.format() == Format.PE || binary.format() == Format.COFF) {
        binary.platforms().stream()
            .map(Platform::abi)
            .filter(abi -> abi.equals("arm64ec") || abi.equals("arm64x"))
            .findFirst()
            .ifPresent(abi -> mine.put(name, abi));
      }
    });
    theirs.keySet().removeIf(name -> name.endsWith(")")); // members of archives
    assertThat(mine).isEqualTo(theirs).isNotEmpty();
  }

  @Test
  void agreesWithLlvmLipoOnSlices() throws IOException {
    Map<String, Binary> ours = identities("fixtures", "packages");
    int compared = 0;
    for (var entry : ours.entrySet()) {
      if (!(entry.getValue() instanceof FatMachO fat)) {
        continue;
      }
      String printed =
          String.join(
              " ", Tool.lines(List.of("llvm-lipo-22", "-archs"), paths(Set.of(entry.getKey()))));
      if (printed.contains("error:") || printed.contains("unknown")) {
        continue; // lipo refuses hidden, mismatched and brand-new slices; golden files hold ours
      }
      compared++;
      // lipo does not look behind the entries that are counted.
      assertThat(fat.entries().stream().filter(slice -> !slice.hidden()).count())
          .as(entry.getKey() + ": " + printed)
          .isEqualTo(printed.strip().split(" +").length);
    }
    assertThat(compared).isGreaterThan(5);
  }

  @Test
  void agreesWithFileOnPlainElf() throws IOException {
    Map<String, Binary> ours = identities("go", "packages");
    List<String> elves =
        ours.entrySet().stream()
            .filter(entry -> entry.getValue().format() == Format.ELF)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    List<String> theirs = Tool.lines(List.of("file", "-b"), paths(elves));
    assertThat(theirs).hasSameSizeAs(elves).hasSizeGreaterThan(100);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < elves.size(); i++) {
      String wanted = wordsOfFile(theirs.get(i));
      String mine = known(ours, elves.get(i)).platforms().getFirst().arch().name();
      if (!wanted.isEmpty() && !wanted.equals(mine)) {
        differences.add(elves.get(i) + ": ours " + mine + ", file says " + theirs.get(i));
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String wordsOfFile(String text) {
    return Stream.of(
            new String[] {"x86-64", "amd64"},
            new String[] {"Intel 80386", "386"},
            new String[] {"Intel i386", "386"},
            new String[] {"ARM aarch64", "arm64"},
            new String[] {"32-bit LSB executable, ARM,", "arm"},
            new String[] {"32-bit LSB shared object, ARM,", "arm"},
            new String[] {"IBM S/390", text.contains("64-bit") ? "s390x" : "s390"},
            new String[] {"LSB executable, 64-bit PowerPC", "ppc64le"},
            new String[] {"LSB shared object, 64-bit PowerPC", "ppc64le"},
            new String[] {"MSB executable, 64-bit PowerPC", "ppc64"},
            new String[] {"MSB shared object, 64-bit PowerPC", "ppc64"},
            new String[] {"LoongArch", "loong64"},
            new String[] {"UCB RISC-V", text.contains("64-bit") ? "riscv64" : "riscv32"})
        .filter(pair -> text.contains(pair[0]))
        .map(pair -> pair[1])
        .findFirst()
        .orElse("");
  }

  @Test
  void agreesWithGoVersionOnGoPrograms() throws IOException {
    Map<String, Binary> ours = identities("go", "toolchains");
    Map<String, String> os = new HashMap<>();
    Map<String, String> arch = new HashMap<>();
    String file = "";
    for (String line : Tool.lines(List.of("go", "version", "-m"), paths(ours.keySet()))) {
      if (!line.startsWith("\t") && line.contains(": go1.")) {
        file = line.substring(0, line.indexOf(": go1."));
      } else if (line.startsWith("\tbuild\tGOOS=")) {
        os.put(file, line.substring(12));
      } else if (line.startsWith("\tbuild\tGOARCH=")) {
        arch.put(file, line.substring(14));
      }
    }
    assertThat(arch).hasSizeGreaterThan(60);
    List<String> differences = new ArrayList<>();
    arch.forEach((name, goarch) -> {
      Platform mine = known(ours, name).platforms().getFirst();
      if (!mine.arch().name().equals(goarch) || !mine.os().name().equals(os.get(name))) {
        differences.add(name + ": ours " + mine + ", go says " + os.get(name) + "/" + goarch);
      }
    });
    assertThat(differences).isEmpty();
  }

  private static Map<String, Binary> identities(String... parts) throws IOException {
    Map<String, Binary> identities = new HashMap<>();
    for (String part : parts) {
      for (Path file : Corpus.files(part)) {
        try (FileByteSource source = FileByteSource.open(file)) {
          Binary binary = BinaryReader.read(source);
          if (binary.format() != Format.UNKNOWN) {
            identities.put(file.toString(), binary);
          }
        } catch (MalformedBinaryException e) {
          assertThat(e.problem().structure()).isNotEmpty(); // golden files list them by name
        }
      }
    }
    return identities;
  }

  private static Binary known(Map<String, Binary> ours, String name) {
    return java.util.Objects.requireNonNull(ours.get(name), name);
  }

  private static List<Path> paths(java.util.Collection<String> names) {
    return names.stream().sorted().map(Path::of).filter(Files::exists).toList();
  }
}
