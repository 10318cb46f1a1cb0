package dev.archcheck.toolchain.host;

import static dev.archcheck.toolchain.host.Nativeness.EMULATED;
import static dev.archcheck.toolchain.host.Nativeness.NATIVE;
import static dev.archcheck.toolchain.host.Nativeness.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostJudgeMacTest {

  private final Map<String, Reply> answers = new HashMap<>();

  private final MacSystem mac =
      new MacSystem() {
        @Override
        public Reply number(String name) {
          return answers.getOrDefault(name, new Reply.Failed(Sources.NOT_THERE));
        }

        @Override
        public Reply text(String name) {
          return answers.getOrDefault(name, new Reply.Failed(Sources.NOT_THERE));
        }
      };

  private void number(String name, @Nullable Integer value) {
    if (value != null) {
      answers.put(name, Reply.Numbers.of(value));
    }
  }

  private void text(String name, @Nullable String value) {
    if (value != null) {
      answers.put(name, new Reply.Text(value));
    }
  }

  private HostFacts read(String osArch) {
    Machine machine = new Machine(Path.of("/"), "Mac OS X", osArch, Map.of());
    return new HostReader(machine, mac, null).read();
  }

  private HostTruth judge(String osArch) {
    return HostJudge.judge(read(osArch));
  }

  @ParameterizedTest
  @CsvSource({
    // what, os.arch, proc_translated, hw.optional.arm64, brand_string, kernel, judgement
    "native on Apple silicon,        aarch64, 0, 1, Apple M2,               arm64, NATIVE",
    "translated,                     x86_64,  1, 1, VirtualApple @ 2.50GHz, arm64, EMULATED",
    "translated with the true brand, x86_64,  1, 1, Apple M1 Pro,           arm64, EMULATED",
    "translated and nothing else,    x86_64,  1,  , ,                       arm64, EMULATED",
    "an Intel Mac,                   x86_64,   ,  , Intel(R) Core(TM) i7,   amd64, NATIVE",
    "an Intel Mac that has the key,  x86_64,   , 0, Intel(R) Core(TM) i7,   amd64, NATIVE",
    "no key on Apple silicon,        x86_64,   , 1, Apple M1,               arm64, EMULATED",
    "no key and an arm64 Java,       aarch64,  , 1, Apple M1,               arm64, NATIVE",
    "no key and nothing else,        x86_64,   ,  , ,                       -,     UNKNOWN",
    "no key and nothing else on arm, aarch64,  ,  , ,                       -,     UNKNOWN",
    "not translated on nothing known,x86_64,  0,  , ,                       -,     NATIVE",
    "not translated yet foreign,     x86_64,  0, 1, Apple M1,               arm64, UNKNOWN",
    "translated yet at home,         aarch64, 1, 1, Apple M1,               arm64, UNKNOWN",
    "arm64 on Intel,                 aarch64,  ,  , Intel(R) Core(TM) i7,   amd64, UNKNOWN",
  })
  void judges(
      String what,
      String osArch,
      @Nullable Integer translated,
      @Nullable Integer arm64,
      @Nullable String brand,
      String kernel,
      Nativeness nativeness) {
    number("sysctl.proc_translated", translated);
    number("hw.optional.arm64", arm64);
    text("machdep.cpu.brand_string", brand);
    HostTruth truth = judge(osArch);

    assertThat(truth.kernel()).as(what).hasToString("darwin/" + kernel);
    assertThat(truth.nativeness()).as(what).isEqualTo(nativeness);
    assertThat(truth.caution().isEmpty()).as(what).isEqualTo(nativeness == NATIVE);
    assertThat(truth.emulator().startsWith("Rosetta 2")).as(what).isEqualTo(nativeness == EMULATED);
  }

  @Test
  void namesTheFactsAsMacOsDoes() {
    number("sysctl.proc_translated", 1);
    number("hw.optional.arm64", 1);
    text("machdep.cpu.brand_string", "VirtualApple @ 2.50GHz processor");
    text("kern.osproductversion", "15.1");
    text("hw.model", "Mac14,2");

    assertThat(read("x86_64"))
        .isEqualTo(
            new HostFacts(
                "darwin",
                "x86_64",
                "15.1",
                List.of(
                    new HostFact("sysctl.proc_translated", "1"),
                    new HostFact("hw.optional.arm64", "1"),
                    new HostFact("machdep.cpu.brand_string", "VirtualApple @ 2.50GHz processor"),
                    new HostFact("kern.osproductversion", "15.1"),
                    new HostFact("hw.model", "Mac14,2"),
                    new HostFact("kern.hv_vmm_present", "ENOENT"))));
  }

  @Test
  void datesTheEndOfRosetta() {
    number("sysctl.proc_translated", 1);

    assertThat(judge("x86_64").caution()).contains("through macOS 27");
  }

  @Test
  void saysThatAnAbsentKeyShowsNoNativeProcess() {
    text("machdep.cpu.brand_string", "Intel(R) Core(TM) i7");

    assertThat(judge("x86_64").evidence())
        .contains(
            new HostWitness(
                "sysctl.proc_translated",
                "ENOENT",
                "an Intel Mac or an old macOS; it does not show a native process by itself"));
  }

  @Test
  void saysThatATranslatedProcessReadsAppleSiliconToo() {
    number("sysctl.proc_translated", 1);
    number("hw.optional.arm64", 1);

    assertThat(judge("x86_64").evidence().getFirst().shows()).contains("translated process");
  }

  @Test
  void findsTheVirtualMachine() {
    number("kern.hv_vmm_present", 1);
    text("hw.model", "VirtualMac2,1");

    assertThat(judge("aarch64").surroundings())
        .containsExactly(
            "virtual machine (hw.model = VirtualMac2,1)",
            "virtual machine (kern.hv_vmm_present = 1)");
  }

  @Test
  void saysWhyMacOsCouldNotBeAsked() {
    MacSystem closed =
        new MacSystem() {
          @Override
          public Reply number(String name) {
            throw new IllegalCallerException("native access is denied");
          }

          @Override
          public Reply text(String name) {
            throw new IllegalCallerException("native access is denied");
          }
        };
    Machine machine = new Machine(Path.of("/"), "Mac OS X", "x86_64", Map.of());
    HostTruth truth = HostJudge.judge(new HostReader(machine, closed, null).read());

    assertThat(truth.nativeness()).isEqualTo(UNKNOWN);
    assertThat(truth.caution()).contains("could not be asked").contains("native access is denied");
  }

  @Test
  void theProbeNamesTheProcessorAndNotTheEmulatedOne() {
    number("sysctl.proc_translated", 1);
    number("hw.optional.arm64", 1);
    Machine machine = new Machine(Path.of("/"), "Mac OS X", "x86_64", Map.of());
    Host host = new HostProbe(machine, new HostReader(machine, mac, null)).probe();

    assertThat(host.platform()).hasToString("darwin/arm64");
    assertThat(host.source()).isEqualTo("hw.optional.arm64");
    assertThat(host.basis()).isEqualTo(Host.Basis.KERNEL);
  }
}
