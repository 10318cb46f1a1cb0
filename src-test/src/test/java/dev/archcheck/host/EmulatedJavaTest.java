package dev.archcheck.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.testkit.Corpus;
import dev.archcheck.toolchain.host.HostFacts;
import dev.archcheck.toolchain.host.HostJudge;
import dev.archcheck.toolchain.host.HostTruth;
import dev.archcheck.toolchain.host.HostWitness;
import dev.archcheck.toolchain.host.Nativeness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same classes in a native Java and in one for arm64 under qemu-user. What they read is judged
 * here, as a capture of another machine would be.
 */
@EnabledOnOs(OS.LINUX)
final class EmulatedJavaTest {

  @TempDir Path temp;

  private HostFacts capture(String... java) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(java));
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    words.addAll(List.of(System.getProperty("java.class.path"), HostCapture.class.getName()));
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    Process process =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();

    assertThat(ended).as("it ended").isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return HostCapture.read(Files.readAllLines(out));
  }

  private HostFacts natively() throws IOException, InterruptedException {
    return capture(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  private HostFacts emulated(Path qemu) throws IOException, InterruptedException {
    Path part = Corpus.part("emulated");
    return capture(
        qemu.toString(),
        "-L",
        part.resolve("root").toString(),
        part.resolve("jdk/bin/java").toString());
  }

  @Test
  void tellsANativeJava() throws Exception {
    HostTruth truth = HostJudge.judge(natively());

    assertThat(truth.nativeness()).as(truth.toString()).isEqualTo(Nativeness.NATIVE);
    assertThat(truth.process()).isEqualTo(truth.kernel());
    assertThat(truth.emulator()).isEmpty();
  }

  @Test
  void tellsAJavaUnderQemu() throws Exception {
    // The name that the link leads to is the one that the kernel shows.
    HostFacts facts = emulated(Corpus.part("emulated").resolve("program").toRealPath());
    HostTruth truth = HostJudge.judge(facts);

    assertThat(facts.value("/proc/self/comm")).startsWith("qemu-aarch64");
    assertEmulated(truth);
    assertThat(truth.evidence())
        .extracting(HostWitness::source)
        .contains("os.arch", "/proc/self/comm", "/proc/self/stat vsize");
  }

  /** binfmt_misc starts QEMU under the name of the program that it runs. */
  @Test
  void tellsAJavaUnderQemuByAnotherName() throws Exception {
    Path disguise = temp.resolve("java");
    Files.copy(Corpus.part("emulated").resolve("program").toRealPath(), disguise);
    HostFacts facts = emulated(disguise);
    HostTruth truth = HostJudge.judge(facts);

    assertThat(facts.value("/proc/self/comm")).isEqualTo("java");
    assertEmulated(truth);
    assertThat(truth.evidence())
        .extracting(HostWitness::source)
        .contains("/proc/self/stat vsize")
        .doesNotContain("/proc/self/comm");
  }

  private void assertEmulated(HostTruth truth) throws IOException, InterruptedException {
    assertThat(truth.nativeness()).as(truth.toString()).isEqualTo(Nativeness.EMULATED);
    assertThat(truth.emulator()).startsWith("qemu-user");
    assertThat(truth.process()).hasToString("linux/arm64");
    assertThat(truth.kernel()).isEqualTo(HostJudge.judge(natively()).kernel());
  }
}
