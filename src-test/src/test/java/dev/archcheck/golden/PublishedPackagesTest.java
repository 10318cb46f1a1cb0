package dev.archcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.testkit.Corpus;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.platform.PlatformCheck;
import dev.archcheck.verify.platform.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code verify} over the unpacked trees of published packages for many platforms. Two tables, each
 * looked at by a person: every finding, and every binary with what its name claims and what it is.
 * docs/published-defects.md tells the findings in words. {@code scripts/refresh-golden} rewrites
 * the tables.
 */
final class PublishedPackagesTest {

  private static final Path GOLDEN =
      Path.of(System.getProperty("archcheck.root", ".."), "src-test/src/test/resources/golden");

  private static Report report = new Report(List.of(), List.of(), 0);

  @BeforeAll
  static void verifyAllTrees() throws IOException {
    List<Path> trees = new ArrayList<>();
    for (String ecosystem : List.of("maven", "npm", "pypi")) {
      try (var folders = Files.list(Corpus.part("packages").resolve(ecosystem))) {
        folders.filter(Files::isDirectory).sorted().forEach(trees::add);
      }
    }
    assertThat(trees).as("packages").hasSizeGreaterThanOrEqualTo(30);
    report =
        new PlatformCheck(new PlatformCheck.Request(trees, Targets.BY_NAME, Map.of())).run(_ -> {});
  }

  @Test
  void everyFindingIsATrueDefect() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Finding finding : report.findings()) {
      findings.add(
          String.join(
              "\t",
              Corpus.name(Path.of(finding.artifact())),
              finding.severity().name(),
              finding.rule().id(),
              relative(finding.message())));
    }
    compare("published-findings.tsv", findings);
  }

  /** Every binary without a finding, read by another method: none of them is a miss. */
  @Test
  void noWrongBinaryIsMissed() {
    Set<String> failed = new HashSet<>();
    report.findings().forEach(finding -> failed.add(finding.artifact()));
    List<String> missed = new ArrayList<>();
    int compared = 0;
    for (Checked checked : report.checked()) {
      String path = relative(checked.artifact());
      if (failed.contains(checked.artifact()) || checked.platforms().isEmpty()) {
        continue;
      }
      compared++;
      String difference = difference(path, checked.platforms());
      if (!difference.isEmpty() && !isReviewed(path)) {
        missed.add(path + ": " + difference);
      }
    }
    assertThat(missed).isEmpty();
    assertThat(compared).isGreaterThan(1000);
  }

  private static String difference(String path, List<Platform> platforms) {
    Set<String> arches = CrudeReading.arches(path);
    Set<String> systems = CrudeReading.systems(path);
    boolean arch = arches.isEmpty() || arches.contains("universal");
    boolean system = systems.isEmpty();
    for (Platform platform : platforms) {
      arch |= arches.contains(platform.arch().name()) || platform.arch().equals(Arch.ANY);
      // ELF seldom names its system: programs are read as Linux then, objects as for none.
      boolean unnamed = platform.os().equals(Os.LINUX) || platform.os().equals(Os.UNSPECIFIED);
      boolean unmarked = unnamed && !systems.contains("windows") && !systems.contains("darwin");
      system |= systems.contains(platform.os().name()) || platform.os().equals(Os.ANY) || unmarked;
    }
    return (arch ? "" : "named " + arches + " ")
        + (system ? "" : "named " + systems + " ")
        + (arch && system ? "" : "is " + platforms);
  }

  /**
   * Looked at by hand: here the words that the patterns find are names of modules, or the 64-bit
   * launchers for ARM that distlib calls {@code t64-arm.exe}.
   */
  private static boolean isReviewed(String path) {
    return path.contains("/pywin32-306-cp311-cp311-win_arm64/")
        || path.matches(".*/distlib/[tw]64-arm\\.exe")
        || path.matches(".*/dotnetcore2-.*/Microsoft\\.Win32\\.[A-Za-z]+\\.dll");
  }

  @Test
  void everyBinaryIsHeldAgainstItsOwnClaim() throws IOException {
    List<String> binaries = new ArrayList<>();
    for (Checked checked : report.checked()) {
      binaries.add(
          String.join(
              "\t",
              relative(checked.artifact()),
              checked.outcome().name(),
              checked.claim().isEmpty() ? "-" : checked.claim(),
              checked.platforms().stream()
                  .map(Platform::toString)
                  .collect(Collectors.joining("+"))));
    }
    compare("published-binaries.tsv", binaries);
  }

  @Test
  void docsNameEveryPackageWithAFinding() throws IOException {
    String docs =
        Files.readString(
            Path.of(System.getProperty("archcheck.root", ".."), "docs/published-defects.md"));
    TreeSet<String> missing = new TreeSet<>();
    for (Finding finding : report.findings()) {
      String folder = Path.of(Corpus.name(Path.of(finding.artifact()))).getName(2).toString();
      String name = folder.replaceFirst("-[0-9].*", "");
      if (!docs.contains(name)) {
        missing.add(folder);
      }
    }
    assertThat(missing).isEmpty();
  }

  private static String relative(String text) {
    return text.replace(Corpus.part("packages") + "/", "packages/");
  }

  private static void compare(String name, List<String> actual) throws IOException {
    Path golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("archcheck.refresh-golden")) {
      Files.write(golden, actual);
    }
    assertThat(actual).containsExactlyElementsOf(Files.readAllLines(golden)).isNotEmpty();
  }
}
