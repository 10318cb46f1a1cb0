package dev.archcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.testkit.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What each self-made binary is, written down by hand when its source was written and before any
 * reader existed; and every program that Go cross-builds, whose folder names its platform.
 */
final class ExpectedPlatformTest {

  private static final Path EXPECTED =
      Path.of(System.getProperty("archcheck.root", ".."), "src-test/corpus/fixtures/expected.tsv");

  @Test
  void everyFixtureIsWhatItsMakerSays() throws IOException {
    List<String> differences = new ArrayList<>();
    List<String> rows = Files.readAllLines(EXPECTED);
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      String actual = platforms(Corpus.fixture(cells[0]));
      if (!actual.equals(sorted(cells[2]))) {
        differences.add(cells[0] + ": expected " + cells[2] + ", read " + actual);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(rows).hasSizeGreaterThan(200);
  }

  @Test
  void everyGoProgramIsWhatItWasBuiltFor() throws IOException {
    int pairs = 0;
    List<String> differences = new ArrayList<>();
    for (Path file : Corpus.files("go")) {
      String folder = file.getName(file.getNameCount() - 2).toString();
      String name = file.getFileName().toString();
      if (!name.startsWith("hello") || folder.indexOf('_') < 0) {
        continue;
      }
      pairs++;
      try (FileByteSource source = FileByteSource.open(file)) {
        Platform platform = BinaryReader.read(source).platforms().getFirst();
        String pair = platform.os() + "_" + platform.arch();
        if (!pair.equals(folder.replaceFirst("-.*", ""))) {
          differences.add(file + ": read as " + platform);
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(pairs).as("pairs that Go builds without a C compiler").isGreaterThanOrEqualTo(40);
  }

  private static String platforms(Path file) throws IOException {
    try (FileByteSource source = FileByteSource.open(file)) {
      Binary binary = BinaryReader.read(source);
      String platforms =
          binary.platforms().stream()
              .map(platform ->
                  binary.osAssumed()
                      ? new Platform(Os.UNSPECIFIED, platform.arch(), platform.abi())
                      : platform)
              .map(Platform::toString)
              .collect(Collectors.joining("+"));
      return platforms.isEmpty() ? "-" : sorted(platforms);
    }
  }

  private static String sorted(String platforms) {
    return String.join("+", new TreeSet<>(Arrays.asList(platforms.split("\\+"))));
  }
}
