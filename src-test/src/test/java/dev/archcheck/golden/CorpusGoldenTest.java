package dev.archcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Platform;
import dev.archcheck.testkit.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One line for each binary of the corpus: format, kind, platforms, minimum system. {@code
 * scripts/refresh-golden} rewrites the files; every change in them is to be looked at by a person.
 */
final class CorpusGoldenTest {

  private static final Path GOLDEN =
      Path.of(System.getProperty("archcheck.root", ".."), "src-test/src/test/resources/golden");

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"fixtures", "go", "toolchains", "packages"})
  void everyBinaryIsWhatTheGoldenFileSays(String part) throws IOException {
    List<String> actual = new ArrayList<>();
    for (Path file : Corpus.files(part)) {
      line(file).ifPresent(actual::add);
    }
    Path golden = GOLDEN.resolve(part + ".tsv");
    if (Boolean.getBoolean("archcheck.refresh-golden")) {
      Files.createDirectories(GOLDEN);
      Files.write(golden, actual);
    }
    assertThat(actual).containsExactlyElementsOf(Files.readAllLines(golden));
    assertThat(actual).as("the corpus is not empty").hasSizeGreaterThan(10);
  }

  private static java.util.Optional<String> line(Path file) throws IOException {
    try (FileByteSource source = FileByteSource.open(file)) {
      Binary binary = BinaryReader.read(source);
      if (binary.format() == Format.UNKNOWN) {
        return java.util.Optional.empty();
      }
      String platforms =
          binary.platforms().stream().map(Platform::toString).collect(Collectors.joining("+"));
      String minimum =
          binary.minimumOs().map(oldest -> oldest.what() + " " + oldest.version()).orElse("-");
      return java.util.Optional.of(
          String.join(
              "\t",
              Corpus.name(file),
              binary.format().name(),
              binary.kind().name(),
              platforms.isEmpty() ? "-" : platforms,
              minimum,
              binary.problems().isEmpty() ? "-" : binary.problems().getFirst().toString()));
    } catch (MalformedBinaryException e) {
      return java.util.Optional.of(Corpus.name(file) + "\tMALFORMED\t-\t-\t-\t" + e.problem());
    }
  }
}
