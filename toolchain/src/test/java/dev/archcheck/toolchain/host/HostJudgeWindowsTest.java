package dev.archcheck.toolchain.host;

import static dev.archcheck.toolchain.host.Nativeness.EMULATED;
import static dev.archcheck.toolchain.host.Nativeness.NATIVE;
import static dev.archcheck.toolchain.host.Nativeness.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The answers are those that real machines were seen to give (the table in the README of
 * ww898/win32-api-test, and dotnet/runtime#68671).
 */
class HostJudgeWindowsTest {

  /** A Windows that says what it is told to. */
  private static final class Told implements WindowsSystem {
    private Reply wow64 = new Reply.Failed(Sources.NO_FUNCTION);
    private Reply machine = new Reply.Failed(Sources.NO_FUNCTION);
    private Reply info = new Reply.Failed(Sources.NO_FUNCTION);
    private Reply amd64 = new Reply.Failed(Sources.NO_FUNCTION);
    private Reply version = Reply.Numbers.of(10, 0, 22631);
    private Reply program = new Reply.Failed(Sources.NOT_THERE);

    @Override
    public Reply isWow64Process2() {
      return wow64;
    }

    @Override
    public Reply processMachineTypeInfo() {
      return machine;
    }

    @Override
    public Reply nativeSystemInfo() {
      return info;
    }

    @Override
    public Reply machineTypeAttributes(int machine) {
      assertThat(machine).isEqualTo(0x8664);
      return amd64;
    }

    @Override
    public Reply rtlGetVersion() {
      return version;
    }

    @Override
    public Reply ownProgramMachine() {
      return program;
    }
  }

  private final Told windows = new Told();

  private HostFacts read(String osArch) {
    Machine machine = new Machine(Path.of("/"), "Windows 11", osArch, Map.of());
    return new HostReader(machine, null, windows).read();
  }

  private HostTruth judge(String osArch) {
    return HostJudge.judge(read(osArch));
  }

  private static Reply machine(@Nullable String machine, int attributes) {
    return machine == null
        ? new Reply.Failed("error 87")
        : Reply.Numbers.of(Long.decode(machine), attributes);
  }

  @ParameterizedTest
  @CsvSource({
    // process/host, os.arch, GetNativeSystemInfo, IsWow64Process2, ProcessMachineTypeInfo
    "arm64 on arm64, aarch64, 12, 0x0000, 0xAA64, 0xAA64, 3, windows/arm64, windows/arm64, NATIVE",
    "x64 on arm64,   amd64,    9, 0x0000, 0xAA64, 0x8664, 1, windows/arm64, windows/amd64, EMULATED",
    "x86 on arm64,   x86,      9, 0x014C, 0xAA64, 0x014C, 5, windows/arm64, windows/386, EMULATED",
    "arm on arm64,   arm,     12, 0x01C4, 0xAA64, 0x01C4, 5, windows/arm64, windows/arm, NATIVE",
    "x64 on x64,     amd64,    9, 0x0000, 0x8664, ,       0, windows/amd64, windows/amd64, NATIVE",
    "x86 on x64,     x86,      9, 0x014C, 0x8664, ,       0, windows/amd64, windows/386, NATIVE",
    "x64 on new x64, amd64,    9, 0x0000, 0x8664, 0x8664, 3, windows/amd64, windows/amd64, NATIVE",
  })
  void knowsEveryRowOfTheTable(
      String name,
      String osArch,
      int info,
      String process,
      String host,
      @Nullable String type,
      int attributes,
      String kernel,
      String self,
      Nativeness nativeness) {
    windows.info = Reply.Numbers.of(info);
    windows.wow64 = Reply.Numbers.of(Long.decode(process), Long.decode(host));
    windows.machine = machine(type, attributes);
    HostTruth truth = judge(osArch);

    assertThat(truth.kernel()).as(name).hasToString(kernel);
    assertThat(truth.process()).as(name).hasToString(self);
    assertThat(truth.nativeness()).as(name).isEqualTo(nativeness);
    assertThat(truth.emulator().isEmpty()).as(name).isEqualTo(nativeness == NATIVE);
    assertThat(truth.evidence().getFirst())
        .extracting(HostWitness::source, HostWitness::value)
        .containsExactly("IsWow64Process2.NativeMachine", host);
  }

  private void x64OnArm64() {
    windows.info = Reply.Numbers.of(9);
    windows.wow64 = Reply.Numbers.of(0, 0xAA64);
    windows.machine = Reply.Numbers.of(0x8664, 1);
    windows.amd64 = Reply.Numbers.of(1);
  }

  @Test
  void namesTheFactsAsWindowsDoes() {
    x64OnArm64();

    assertThat(read("amd64"))
        .isEqualTo(
            new HostFacts(
                "windows",
                "amd64",
                "10.0.22631",
                List.of(
                    new HostFact("IsWow64Process2.ProcessMachine", "0x0000"),
                    new HostFact("IsWow64Process2.NativeMachine", "0xAA64"),
                    new HostFact("GetProcessInformation.ProcessMachineTypeInfo", "0x8664"),
                    new HostFact(
                        "GetProcessInformation.ProcessMachineTypeInfo.MachineAttributes", "0x1"),
                    new HostFact("GetNativeSystemInfo.wProcessorArchitecture", "9"),
                    new HostFact("GetMachineTypeAttributes(0x8664)", "0x1"),
                    new HostFact("RtlGetVersion", "10.0.22631"),
                    new HostFact("IMAGE_FILE_HEADER.Machine", "ENOENT"))));
  }

  @Test
  void saysThatNoWow64ShowsNoNativeProcess() {
    x64OnArm64();

    assertThat(judge("amd64").evidence())
        .anySatisfy(line -> {
          assertThat(line.source()).isEqualTo("IsWow64Process2.ProcessMachine");
          assertThat(line.shows()).contains("does not show a native process");
        });
  }

  @ParameterizedTest
  @CsvSource({"22631, Windows on ARM", "26100, Prism"})
  void callsTheEmulatorByTheNameThatItHasThen(int build, String name) {
    x64OnArm64();
    windows.version = Reply.Numbers.of(10, 0, build);

    assertThat(judge("amd64").emulator()).startsWith(name).contains("emulation of amd64 programs");
  }

  @Test
  void warnsThatWindows10OnArmEmulatesX86Only() {
    windows.info = Reply.Numbers.of(12);
    windows.wow64 = Reply.Numbers.of(0, 0xAA64);
    windows.machine = new Reply.Failed("error 87");
    windows.version = Reply.Numbers.of(10, 0, 19045);
    windows.program = Reply.Numbers.of(0xAA64);
    HostTruth truth = judge("aarch64");

    assertThat(truth.nativeness()).isEqualTo(NATIVE);
    assertThat(truth.caution()).contains("32-bit x86 programs only");
  }

  @Test
  void warnsWhereAmd64IsSwitchedOff() {
    windows.info = Reply.Numbers.of(12);
    windows.wow64 = Reply.Numbers.of(0, 0xAA64);
    windows.machine = Reply.Numbers.of(0xAA64, 3);
    windows.amd64 = Reply.Numbers.of(0);

    assertThat(judge("aarch64").caution()).contains("does not run amd64");
  }

  @Test
  void takesTheHeaderOfTheOwnProgramWhereWindowsIsTooOldToSay() {
    windows.info = Reply.Numbers.of(9);
    windows.wow64 = Reply.Numbers.of(0, 0xAA64);
    windows.machine = new Reply.Failed("error 87");
    windows.program = Reply.Numbers.of(0x8664);
    HostTruth truth = judge("amd64");

    assertThat(truth.process()).hasToString("windows/amd64");
    assertThat(truth.nativeness()).isEqualTo(EMULATED);
    assertThat(truth.evidence())
        .anySatisfy(line -> assertThat(line.source()).isEqualTo("IMAGE_FILE_HEADER.Machine"));
  }

  @Test
  void doesNotBelieveNineAlone() {
    windows.info = Reply.Numbers.of(9);
    windows.wow64 = new Reply.Failed("error 5");
    HostTruth truth = judge("amd64");

    assertThat(truth.nativeness()).isEqualTo(UNKNOWN);
    assertThat(truth.kernel()).hasToString("windows/-");
    assertThat(truth.caution()).contains("did not say");
    assertThat(truth.evidence().getFirst().shows()).startsWith("nothing");
  }

  @Test
  void believesNineBeforeThereWasWindowsForArm64() {
    windows.info = Reply.Numbers.of(9);
    windows.version = Reply.Numbers.of(6, 1, 7601);
    HostTruth truth = judge("amd64");

    assertThat(truth.kernel()).hasToString("windows/amd64");
    assertThat(truth.nativeness()).isEqualTo(NATIVE);
  }

  @Test
  void believesTwelve() {
    windows.info = Reply.Numbers.of(12);

    assertThat(judge("aarch64").kernel()).hasToString("windows/arm64");
  }

  @Test
  void takesTheKernelFromTheAttributesOfAProcessThatIsItsEqual() {
    windows.machine = Reply.Numbers.of(0x8664, 3);

    assertThat(judge("amd64").kernel()).hasToString("windows/amd64");
    assertThat(judge("amd64").nativeness()).isEqualTo(NATIVE);
  }

  @Test
  void saysSoWhereTheAnswersContradictEachOther() {
    windows.wow64 = Reply.Numbers.of(0, 0x8664);
    windows.machine = Reply.Numbers.of(0x8664, 1);
    assertThat(judge("amd64").caution()).startsWith("contradictory");

    windows.machine = Reply.Numbers.of(0xAA64, 3);
    assertThat(judge("aarch64").nativeness()).isEqualTo(UNKNOWN);
    assertThat(judge("aarch64").caution()).startsWith("contradictory");
  }

  @Test
  void ignoresTheEnvironmentOfAnEmulatedProcess() {
    x64OnArm64();
    Map<String, String> variables =
        Map.of("PROCESSOR_ARCHITECTURE", "AMD64", "PROCESSOR_IDENTIFIER", "ARMv8 (64-bit)");
    Machine machine = new Machine(Path.of("/"), "Windows 11", "amd64", variables);

    assertThat(new HostReader(machine, null, windows).read()).isEqualTo(read("amd64"));
  }

  @ParameterizedTest
  @CsvSource({"ENOENT", "0xZZ", "0x99999999999999999999"})
  void standsNumbersThatAreNone(String value) {
    HostFacts odd =
        new HostFacts(
            "windows", "amd64", "x.y", List.of(new HostFact(Sources.WOW64_NATIVE, value)));

    assertThat(HostJudge.judge(odd).nativeness()).isEqualTo(UNKNOWN);
  }

  @Test
  void doesNotAskTheSystemOfAnotherMachine() {
    Machine elsewhere = new Machine(Path.of("/elsewhere"), "Windows 11", "amd64", Map.of());
    HostFacts facts = new HostReader(elsewhere).read();

    assertThat(facts.facts()).isEmpty();
    assertThat(HostJudge.judge(facts).nativeness()).isEqualTo(UNKNOWN);
    assertThat(HostJudge.judge(facts).caution()).isEqualTo("Windows was not asked");
  }

  @Test
  void theProbeNamesTheProcessorAndNotTheEmulatedOne() {
    x64OnArm64();
    Machine machine = new Machine(Path.of("/"), "Windows 11", "amd64", Map.of());
    Host host = new HostProbe(machine, new HostReader(machine, null, windows)).probe();

    assertThat(host)
        .isEqualTo(
            new Host(
                judge("amd64").kernel(),
                "IsWow64Process2.NativeMachine",
                "0xAA64",
                Host.Basis.KERNEL));
  }
}
