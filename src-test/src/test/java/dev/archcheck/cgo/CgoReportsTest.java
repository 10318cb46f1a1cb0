package dev.archcheck.cgo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.testkit.GoListText;
import dev.archcheck.testkit.Runs;
import dev.archcheck.testkit.Runs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the views of {@code cgo} say of waivers, of targets and of what has changed. */
class CgoReportsTest {

  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  @TempDir private Path folder;

  private static GoListText linux() {
    return GoListText.on("linux", "amd64")
        .cgo("example.org/c", "a.go")
        .program("example.com/app", "example.org/c", "runtime");
  }

  private static GoListText mac() {
    return GoListText.on("darwin", "arm64")
        .cgo("example.org/c", "a.go")
        .program("example.com/app", "example.org/c", "runtime");
  }

  private static GoListText pure(String os, String arch) {
    return GoListText.on(os, arch).program("example.com/app", "runtime");
  }

  private Result cgo(List<GoListText> streams, String... arguments) throws IOException {
    return cgo("version: 1\n", streams, arguments);
  }

  private Result cgo(String policy, List<GoListText> streams, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("cgo", "--policy"));
    words.add(Files.writeString(folder.resolve("p.yaml"), policy).toString());
    for (int i = 0; i < streams.size(); i++) {
      words.add("--input");
      words.add(streams.get(i).in(folder, "scan" + i + ".json").toString());
    }
    words.addAll(List.of(arguments));
    return Runs.here(words.toArray(new String[0]));
  }

  private static String waiver(String targets, String owner, LocalDate expires) {
    return """
      - rule: cgo-package
        package: example.org/c
        targets: [%s]
        reason: until it is replaced
        owner: %s
        expires: %s
    """
        .formatted(targets, owner, expires);
  }

  // Waivers.

  @Test
  void twoWaiversOfOnePackageHaveTheirOwnDates() throws IOException {
    String policy =
        "version: 1\nwaivers:\n"
            + waiver("linux/amd64", "one", TODAY.plusDays(40))
            + waiver("darwin/arm64", "two", TODAY.plusDays(90));
    Result result = cgo(policy, List.of(linux(), mac()));
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains(
            "waived: example.org/c  [cgo-package] on linux/amd64, one until " + TODAY.plusDays(40))
        .contains(
            "waived: example.org/c  [cgo-package] on darwin/arm64, two until "
                + TODAY.plusDays(90));
  }

  @Test
  void aWaiverThatEndsSoonIsSaidWithoutVerbose() throws IOException {
    String policy = "version: 1\nwaivers:\n" + waiver("linux/amd64", "one", TODAY.plusDays(5));
    Result result = cgo(policy, List.of(linux()));
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("  note: a waiver expires on " + TODAY.plusDays(5));
  }

  @Test
  void anExpiredWaiverThatNothingNeedsIsToBeRemoved() throws IOException {
    String policy = "version: 1\nwaivers:\n" + waiver("linux/amd64", "one", TODAY.minusDays(5));
    Result result = cgo(policy, List.of(pure("linux", "amd64")));
    assertThat(result.out())
        .contains("warning: a waiver expired on " + TODAY.minusDays(5), "    hint: remove it\n")
        .doesNotContain("new date");
    assertThat(cgo(policy, List.of(linux())).out()).contains("give it a new date");
  }

  // Tables.

  @Test
  void aTableWithoutLinesIsLeftOut() throws IOException {
    List<GoListText> none = List.of(pure("linux", "amd64"), pure("darwin", "arm64"));
    none.forEach(one -> GoListText.list(one.find("runtime/cgo"), "CgoFiles"));
    Result result = cgo(none);
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out()).startsWith("linux/amd64: ");
  }
}
