package dev.archcheck.toolchain.host;

import static dev.archcheck.toolchain.host.Nativeness.EMULATED;
import static dev.archcheck.toolchain.host.Nativeness.NATIVE;
import static dev.archcheck.toolchain.host.Nativeness.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Linux from its files to the judgement. */
@DisabledOnOs(OS.WINDOWS) // no such names for files
class HostJudgeLinuxTest {

  private static final String KERNEL_ARCH = "proc/sys/kernel/arch";
  private static final String BOOTLOADER = "proc/sys/kernel/bootloader_type";
  private static final String MIDR = "sys/devices/system/cpu/cpu0/regs/identification/midr_el1";
  private static final String BINFMT = "proc/sys/fs/binfmt_misc/";

  /** As the kernel writes it, with a name that tries to end early. */
  private static final String STAT =
      "7 (a) 0 (b) S 4649 4649 30539 0 -1 4194304 5158 0 0 0 6 1 0 0 20 0 18 0 298548 9095749632"
          + " 10730 18446744073709551615 1 1 1 0 0 0 0 0 16800975 0 0 0 17 1 0 0 0 0 0 1 1 1\n";

  /** As qemu-aarch64 7.2 writes it (measured). */
  private static final String QEMU_STAT =
      "7 (java) 0 4669 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 298591 0 0 0 0 0 365114300384 0 0 0 0\n";

  /** With fields that it takes from the kernel, as was proposed for it. */
  private static final String FULLER_QEMU_STAT =
      "7 (java) S 4669 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 4 0 298591 0 0 0 0 0 365114300384 0 0 0\n";

  @TempDir Path root;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void ordinaryProcess() throws IOException {
    file("proc/self/comm", "java\n");
    file("proc/self/stat", STAT);
    file("proc/self/maps", "7f8aae26e000-7f8aae270000 r-xp 00000000 00:00 0      [vdso]\n");
    file("proc/self/cmdline", "/opt/jdk/bin/java\0-cp\0x.jar\0");
  }

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private HostFacts read(String osArch) {
    return new HostReader(new Machine(root, "Linux", osArch, environment)).read();
  }

  private HostTruth judge(String osArch) {
    return HostJudge.judge(read(osArch));
  }

  private static void assertEmulatedBy(HostTruth truth, String emulator) {
    assertThat(truth.nativeness()).isEqualTo(EMULATED);
    assertThat(truth.emulator()).contains(emulator);
  }

  private static void assertShownBy(HostTruth truth, String source) {
    assertThat(truth.evidence()).extracting(HostWitness::source).contains(source);
  }

  @ParameterizedTest
  @CsvSource({
    "x86_64, amd64, amd64",
    "aarch64, aarch64, arm64",
    "riscv64, riscv64, riscv64",
    "s390x, s390x, s390x",
    "ppc64le, ppc64le, ppc64le",
    "loongarch64, loongarch64, loong64"
  })
  void isNativeWhereKernelAndJavaAgree(String word, String osArch, String arch) throws IOException {
    file(KERNEL_ARCH, word + "\n");
    HostTruth truth = judge(osArch);

    assertThat(truth.nativeness()).isEqualTo(NATIVE);
    assertThat(truth.kernel()).hasToString("linux/" + arch);
    assertThat(truth.process()).isEqualTo(truth.kernel());
    assertThat(truth.emulator()).isEmpty();
    assertThat(truth.caution()).isEmpty();
    assertThat(truth.evidence())
        .extracting(HostWitness::source, HostWitness::value)
        .containsExactly(
            tuple("/proc/sys/kernel/arch", word),
            tuple("os.arch", osArch),
            tuple("/proc/self/stat vsize", "9095749632"));
  }

  @ParameterizedTest
  @CsvSource({"aarch64, arm, linux/arm", "x86_64, i386, linux/386"})
  void isNativeInTheProcessorsOwnMode(String word, String osArch, String process)
      throws IOException {
    file(KERNEL_ARCH, word);
    HostTruth truth = judge(osArch);

    assertThat(truth.nativeness()).isEqualTo(NATIVE);
    assertThat(truth.process()).hasToString(process);
  }

  @Test
  void isEmulatedWhereKernelAndJavaDiffer() throws IOException {
    file(KERNEL_ARCH, "x86_64");
    HostTruth truth = judge("aarch64");

    assertEmulatedBy(truth, "does not show itself");
    assertThat(truth.kernel()).hasToString("linux/amd64");
    assertThat(truth.process()).hasToString("linux/arm64");
  }

  @Test
  void knowsQemuByTheNameOfTheProcess() throws IOException {
    file(KERNEL_ARCH, "x86_64");
    file("proc/self/comm", "qemu-aarch64-st\n");
    file("proc/self/maps", "5500000000-5500001000 r-xp 00000000 fe:00 1  /opt/jdk/bin/java\n");
    HostTruth truth = judge("aarch64");

    assertEmulatedBy(truth, "qemu-user");
    assertShownBy(truth, "/proc/self/comm");
    assertShownBy(truth, "/proc/self/maps [vdso]");
    assertThat(truth.caution()).contains("starting other processes");
  }

  /** binfmt_misc leaves the name of the program to the process. */
  @ParameterizedTest
  @ValueSource(strings = {QEMU_STAT, FULLER_QEMU_STAT})
  void knowsQemuByAProcessWithoutMemory(String stat) throws IOException {
    file(KERNEL_ARCH, "x86_64");
    file("proc/self/stat", stat);
    HostTruth truth = judge("aarch64");

    assertEmulatedBy(truth, "qemu-user");
    assertShownBy(truth, "/proc/self/stat vsize");
  }

  @Test
  void knowsQemuOnOldKernels() throws IOException {
    file("proc/self/stat", QEMU_STAT);
    file(BOOTLOADER, "176");
    HostTruth truth = judge("aarch64");

    assertEmulatedBy(truth, "qemu-user");
    assertThat(truth.kernel()).hasToString("linux/amd64");
  }

  /** QEMU can run programs of the very same architecture, too. */
  @Test
  void knowsQemuWhereTheArchitecturesAreTheSame() throws IOException {
    file(KERNEL_ARCH, "x86_64");
    file("proc/self/stat", QEMU_STAT);

    assertEmulatedBy(judge("amd64"), "qemu-user");
  }

  @ParameterizedTest
  @CsvSource({
    "/run/rosetta/rosetta, Rosetta for Linux",
    "/usr/bin/FEXInterpreter, FEX",
    "/usr/local/bin/box64, box64"
  })
  void knowsATranslatorByItsProgramInTheProcess(String program, String emulator)
      throws IOException {
    file(KERNEL_ARCH, "aarch64");
    file(
        "proc/self/maps",
        "800000000000-800000001000 r-xp 00000000 fe:00 1                  "
            + program
            + "\n"
            + "7f8aae26e000-7f8aae270000 r-xp 00000000 00:00 0      [vdso]\n");
    HostTruth truth = judge("amd64");

    assertEmulatedBy(truth, emulator);
    assertThat(truth.kernel()).hasToString("linux/arm64");
    assertShownBy(truth, "/proc/self/maps");
  }

  @ParameterizedTest
  @CsvSource({
    "vendor_id, VirtualApple, Rosetta for Linux",
    "model name, VirtualApple @ 2.50GHz, Rosetta for Linux",
    "model name, Box64 on Cortex-A76 @2.4 GHz, box64"
  })
  void knowsATranslatorByItsProcessor(String key, String value, String emulator)
      throws IOException {
    file("proc/cpuinfo", "processor\t: 0\n" + key + "\t: " + value + "\n");
    assertEmulatedBy(judge("amd64"), emulator);

    file(KERNEL_ARCH, "aarch64");
    assertEmulatedBy(judge("amd64"), emulator);

    file(KERNEL_ARCH, "x86_64");
    assertThat(judge("amd64").nativeness()).isEqualTo(UNKNOWN);
    assertThat(judge("amd64").caution()).startsWith("contradictory");
  }

  @Test
  void takesAPossibleEmulatorForNoMoreThanThat() throws IOException {
    file(KERNEL_ARCH, "x86_64");
    file(BINFMT + "status", "enabled\n");
    file(BINFMT + "register", "");
    file(
        BINFMT + "qemu-aarch64",
        "enabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: OCF\noffset 0\nmagic 7f45\n");
    file("proc/1/cmdline", "/usr/bin/qemu-aarch64\0/sbin/init\0--secret\0");

    assertThat(judge("amd64").nativeness()).isEqualTo(NATIVE);
    assertThat(judge("amd64").evidence())
        .noneSatisfy(line -> assertThat(line.value()).contains("qemu"));

    HostTruth foreign = judge("aarch64");
    assertEmulatedBy(foreign, "does not show itself, perhaps qemu-user");
    assertThat(foreign.evidence())
        .anySatisfy(line -> {
          assertThat(line.source()).isEqualTo("/proc/sys/fs/binfmt_misc/qemu-aarch64");
          assertThat(line.shows()).contains("possible, not what is used");
        });
    assertShownBy(foreign, "/proc/1/cmdline argv[0]");
  }

  @Test
  void readsNoSwitchedOffEmulatorAsPossible() throws IOException {
    file(KERNEL_ARCH, "x86_64");
    file(BINFMT + "status", "disabled\n");
    file(BINFMT + "qemu-aarch64", "enabled\ninterpreter /usr/bin/qemu-aarch64\n");
    file(BINFMT + "qemu-arm", "disabled\ninterpreter /usr/bin/qemu-arm\n");

    assertThat(judge("aarch64").emulator()).isEqualTo("an emulator that does not show itself");
  }

  @Test
  void keepsOnlyTheProgramOfACommandLine() throws IOException {
    file("proc/1/cmdline", "/sbin/init\0--password\0hunter2\0");

    assertThat(read("amd64").facts()).noneSatisfy(f -> assertThat(f.value()).contains("hunter2"));
    assertThat(read("amd64").value("/proc/1/cmdline argv[0]")).isEqualTo("/sbin/init");
  }

  @Test
  void knowsOlderKernelsForX86() throws IOException {
    file(BOOTLOADER, "114\n");
    HostTruth truth = judge("amd64");

    assertThat(truth.nativeness()).isEqualTo(NATIVE);
    assertThat(truth.kernel()).hasToString("linux/amd64");
    assertShownBy(truth, "/proc/sys/kernel/bootloader_type");
  }

  @Test
  void knowsOlderKernelsForArm64() throws IOException {
    file(MIDR, "0x00000000410fd0c0\n");

    assertThat(judge("aarch64").nativeness()).isEqualTo(NATIVE);
    assertEmulatedBy(judge("amd64"), "does not show itself");
    assertThat(judge("amd64").kernel()).hasToString("linux/arm64");
  }

  @Test
  void doesNotSayHowWideAnOldX86KernelIs() throws IOException {
    file(BOOTLOADER, "114\n");

    assertThat(judge("i386").nativeness()).isEqualTo(UNKNOWN);
    assertThat(judge("i386").caution()).contains("64-bit");
  }

  @ParameterizedTest
  @CsvSource({
    "riscv64, isa : rv64imafdc",
    "s390x, vendor_id : IBM/S390",
    "ppc64le, 'cpu : POWER9 (architected), altivec supported'"
  })
  void knowsOtherOldKernelsByTheFormOfCpuinfo(String osArch, String line) throws IOException {
    file("proc/cpuinfo", line + "\n");
    assertThat(judge(osArch).nativeness()).isEqualTo(NATIVE);
    assertThat(judge(osArch).kernel()).hasToString("linux/" + osArch);

    file("proc/self/stat", QEMU_STAT);
    assertEmulatedBy(judge(osArch), "qemu-user");
  }

  /** FEX, box64 and Rosetta write cpuinfo as a kernel for x86 would. */
  @Test
  void doesNotBelieveCpuinfoOfX86() throws IOException {
    file("proc/cpuinfo", "vendor_id : GenuineIntel\nmodel name : Intel(R) Xeon(R)\n");
    HostTruth truth = judge("amd64");

    assertThat(truth.nativeness()).isEqualTo(UNKNOWN);
    assertThat(truth.kernel()).hasToString("linux/-");
    assertThat(truth.caution()).contains("before 6.1");
  }

  @Test
  void isUnknownWhereThereIsNothing() throws IOException {
    try (var files = Files.walk(root.resolve("proc"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    HostTruth truth = judge("amd64");

    assertThat(truth.nativeness()).isEqualTo(UNKNOWN);
    assertThat(read("amd64").value("/proc/self/stat")).isEqualTo("ENOENT");
    assertThat(read("amd64").osVersion()).isEmpty();
  }

  @Test
  void saysThatItDoesNotKnowTheKernelsWord() throws IOException {
    file(KERNEL_ARCH, "mips64\n");

    assertThat(judge("mips64el").nativeness()).isEqualTo(UNKNOWN);
    assertThat(judge("mips64el").caution()).contains("mips64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "7 (java", ")", "7 (java) S 1 2 3", "\0\0\0"})
  void standsAStatThatIsNone(String stat) throws IOException {
    file(KERNEL_ARCH, "x86_64");
    file("proc/self/stat", stat);

    assertThat(judge("amd64").nativeness()).isEqualTo(NATIVE);
  }

  @Test
  void standsFoldersInThePlaceOfFiles() throws IOException {
    for (String name :
        new String[] {KERNEL_ARCH, "proc/cpuinfo", "proc/1/cmdline", BINFMT + "python"}) {
      Files.createDirectories(root.resolve(name));
    }
    Files.delete(root.resolve("proc/self/maps"));
    Files.createDirectories(root.resolve("proc/self/maps"));

    assertThat(read("amd64").value("/proc/sys/kernel/arch")).isEqualTo("unreadable");
    assertThat(judge("amd64").nativeness()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    ".dockerenv, '', container: Docker (/.dockerenv = present)",
    "run/.containerenv, engine=podman, container: Podman (/run/.containerenv = present)",
    "run/systemd/container, lxc, container (/run/systemd/container = lxc)",
    "proc/self/cgroup, 12:pids:/docker/abc, container (/proc/self/cgroup = 12:pids:/docker/abc)",
    "proc/1/cgroup, 0::/kubepods.slice, container: Kubernetes (/proc/1/cgroup = 0::/kubepods.slice)",
    "sys/class/dmi/id/product_name, KVM, virtual machine (/sys/class/dmi/id/product_name = KVM)",
    "sys/class/dmi/id/sys_vendor, QEMU, virtual machine (/sys/class/dmi/id/sys_vendor = QEMU)",
    "sys/hypervisor/type, xen, virtual machine (/sys/hypervisor/type = xen)",
    "proc/cpuinfo, flags : fpu hypervisor lm, virtual machine (/proc/cpuinfo flags = hypervisor)",
    "proc/sys/kernel/osrelease, 5.15.153.1-microsoft-standard-WSL2,"
        + " virtual machine: WSL 2 (/proc/sys/kernel/osrelease = 5.15.153.1-microsoft-standard-WSL2)",
    "proc/sys/kernel/osrelease, 4.4.0-19041-Microsoft,"
        + " Windows Subsystem for Linux (/proc/sys/kernel/osrelease = 4.4.0-19041-Microsoft)"
  })
  void findsContainersAndVirtualMachines(String name, String text, String shown)
      throws IOException {
    file(name, text + "\n");

    assertThat(judge("amd64").surroundings()).containsExactly(shown);
  }

  @Test
  void findsNoneOnAnOrdinaryMachine() throws IOException {
    file("proc/self/cgroup", "0::/user.slice/user-1000.slice/session-2.scope\n");
    file("proc/1/cgroup", "0::/\n");
    file("sys/class/dmi/id/sys_vendor", "LENOVO\n");
    file("sys/class/dmi/id/product_name", "21CB\n");
    file("proc/cpuinfo", "flags : fpu vme lm\n");

    assertThat(judge("amd64").surroundings()).isEmpty();
  }

  @Test
  void takesTheVariableForAContainerOnly() throws IOException {
    file(KERNEL_ARCH, "x86_64");
    environment.put("container", "podman");
    environment.put("PROCESSOR_ARCHITECTURE", "ARM64");
    environment.put("HOSTTYPE", "aarch64");

    assertThat(judge("amd64").surroundings())
        .containsExactly("container (variable container = podman)");
    assertThat(judge("amd64").nativeness()).isEqualTo(NATIVE);
  }

  @Test
  void tellsProgramsOfQemuApart() {
    assertThat(EmulatorName.of("/usr/bin/qemu-x86_64-static")).isEqualTo(EmulatorName.QEMU_USER);
    assertThat(EmulatorName.of("qemu-ppc64le")).isEqualTo(EmulatorName.QEMU_USER);
    for (String tool :
        new String[] {"qemu-system-aarch64", "qemu-img", "qemu-ga", "qemu-nbd", "qemu-kit.jar"}) {
      assertThat(EmulatorName.of(tool)).as(tool).isNull();
    }
  }

  @Test
  void saysNothingOfOtherSystems() {
    HostTruth truth =
        HostJudge.judge(new HostReader(new Machine(root, "FreeBSD", "amd64", environment)).read());

    assertThat(truth.kernel()).hasToString("freebsd/-");
    assertThat(truth.process()).hasToString("freebsd/amd64");
    assertThat(truth.nativeness()).isEqualTo(UNKNOWN);
    assertThat(truth.caution()).contains("freebsd");
  }

  @Test
  void takesAFileThatMayNotBeReadForOneThatIsThere() {
    HostFacts closed =
        new HostFacts(
            "linux", "aarch64", "", List.of(new HostFact(Sources.MIDR_EL1, Sources.FORBIDDEN)));

    assertThat(HostJudge.judge(closed).kernel()).hasToString("linux/arm64");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsThisMachine() {
    String arch = System.getProperty("os.arch");
    HostFacts facts = new HostReader(new Machine(Path.of("/"), "Linux", arch, Map.of())).read();

    assertThat(facts.osVersion()).isEqualTo(System.getProperty("os.version"));
    assertThat(facts.value("/proc/self/stat")).startsWith(ProcessHandle.current().pid() + " (");
    assertThat(HostJudge.judge(facts)).isEqualTo(HostJudge.judge(facts));
  }
}
