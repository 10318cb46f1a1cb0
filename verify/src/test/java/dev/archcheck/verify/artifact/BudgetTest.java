package dev.archcheck.verify.artifact;

import static dev.archcheck.verify.artifact.TestArchives.gzip;
import static dev.archcheck.verify.artifact.TestArchives.tar;
import static dev.archcheck.verify.artifact.TestArchives.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {

  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  private static void zeros(OutputStream out, int mebibytes) throws IOException {
    byte[] piece = new byte[MIB];
    for (int i = 0; i < mebibytes; i++) {
      out.write(piece);
    }
  }

  @Test
  void aFileOfZerosThatIsMuchTooLargeIsNotChecked() throws IOException {
    Path image = folder.resolve("image.gz");
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(image))) {
      zeros(gzip, 300);
    }
    Recorder met = Recorder.walk(image);
    assertThat(met.paths).isEmpty();
    assertThat(met.notChecked)
        .containsOnlyKeys(image.toString())
        .containsValue(
            "expands to more than 268435456 bytes, and no more is looked at of a file of its size");
  }

  @Test
  void allLayersAndMembersTogetherMayTakeSoMuch() throws IOException {
    Path zip = folder.resolve("a.zip");
    byte[] layer = gzip(tar("a", new byte[100 * MIB]));
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (int i = 0; i < 4; i++) {
        out.putNextEntry(new ZipEntry(i + ".tgz"));
        out.write(layer);
      }
      out.putNextEntry(new ZipEntry("last"));
      out.write(text("1"));
    }
    Recorder met = Recorder.walk(zip);
    assertThat(met.paths).contains(zip + "!/0.tgz!/a").doesNotContain(zip + "!/last");
    assertThat(met.notChecked).containsKeys(zip + "!/2.tgz", zip.toString());
  }

  @Test
  void membersAndWhatIsKeptOfThemAreCounted() throws IOException {
    Budget budget = new Budget(0);
    for (int i = 0; i < 500_000; i++) {
      budget.takeMember(60);
    }
    assertThatThrownBy(() -> budget.takeMember(1)).hasMessageContaining("500000 members");
    assertThat(budget.exhausted()).isTrue();
    assertThatThrownBy(() -> new Budget(0).takeMember(1L << 30)).hasMessageContaining("long names");
  }
}
