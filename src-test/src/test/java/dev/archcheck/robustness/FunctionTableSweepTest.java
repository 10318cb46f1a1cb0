package dev.archcheck.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.go.FunctionTable;
import dev.archcheck.inspect.go.ModuleData;
import dev.archcheck.testkit.Corpus;
import dev.archcheck.testkit.GoExercise;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real function tables, cut and with bytes overwritten: in the head, in the list of functions, in
 * what that leads to, and in the module data.
 */
@Execution(ExecutionMode.CONCURRENT)
final class FunctionTableSweepTest {

  private static final int CUTS = 60;
  private static final int MUTATIONS = 240;

  private static final int HEAD = 72;
  private static final int MODULE_DATA = 320;

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "linux_amd64-stripped/hello",
        "windows_arm64-stripped/hello.exe",
        "darwin_arm64-stripped/hello",
        "linux_386/hello",
        "linux_s390x/hello",
        "plan9_386/hello"
      })
  void survivesTruncationAndMutation(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(Corpus.part("go").resolve(name));
    LoadedImage whole = image(name, bytes);
    FunctionTable table = FunctionTable.find(whole).orElseThrow();
    assertThat(GoExercise.everything(whole)).isGreaterThan(table.functionCount());
    int at = (int) table.offset();
    int end = (int) table.function(table.functionCount() - 1).offset();
    int data = (int) table.moduleData().map(ModuleData::offset).orElseThrow().longValue();
    for (int cut = 0; cut < CUTS; cut++) {
      int length = cut < HEAD / 8 ? at + 8 * cut : at + (int) ((long) (end - at) * cut / CUTS);
      check(name + " cut to " + length, Arrays.copyOf(bytes, length));
    }
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (int round = 0; round < MUTATIONS; round++) {
      byte[] changed = bytes.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        int where =
            switch (round % 3) {
              case 0 -> at + random.nextInt(HEAD);
              case 1 -> data + random.nextInt(MODULE_DATA);
              default -> at + random.nextInt(end - at);
            };
        changed[where] =
            (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(-2, 3));
      }
      check(name + " mutation " + round, changed);
    }
  }

  private static LoadedImage image(String name, byte[] bytes) throws IOException {
    return (LoadedImage) BinaryReader.read(new BytesSource(name, bytes));
  }

  private static void check(String what, byte[] bytes) {
    try {
      if (BinaryReader.read(new BytesSource(what, bytes)) instanceof LoadedImage image) {
        var _ = GoExercise.everything(image);
      }
    } catch (dev.archcheck.inspect.MalformedBinaryException expected) {
      assertThat(expected.problem().structure()).isNotEmpty();
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
  }
}
