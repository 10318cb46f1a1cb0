package dev.archcheck.verify.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.verify.Evidence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClaimReaderTest {

  private final ClaimReader reader = new ClaimReader();

  @Test
  void readsWhatRealReleasesClaim() throws IOException {
    List<String> differences = new ArrayList<>();
    int rows = 0;
    for (String line : table().lines().toList()) {
      if (!line.startsWith("#")) {
        rows++;
        String[] row = line.split("\t", -1);
        String read = read(row[0]);
        if (!read.equals(row[1])) {
          differences.add(row[0] + ": expected " + row[1] + ", read " + read);
        }
      }
    }
    assertThat(rows).isGreaterThan(300);
    assertThat(differences).isEmpty();
  }

  @Test
  void readsTheSameWhateverItReadBefore() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String line : table().lines().toList()) {
      if (!line.startsWith("#")) {
        paths.add(line.split("\t", -1)[0]);
      }
    }
    List<String> forwards = paths.stream().map(this::read).toList();
    List<String> backwards = paths.reversed().stream().map(this::read).toList();
    assertThat(backwards.reversed()).isEqualTo(forwards);
  }

  @Test
  void namesTheWordsThatClaim() {
    Claim claim = reader.fromNames(List.of("dist", "app_1.2_Windows_arm64.zip", "app.exe")).get();
    assertThat(claim.words()).containsExactly(new Evidence.Declared("path", "Windows_arm64"));
    claim = reader.fromNames(List.of("app_linux_arm64 (1)")).get();
    assertThat(claim.words()).containsExactly(new Evidence.Declared("path", "linux_arm64"));
    claim = reader.fromNames(List.of("Linux-Musl", "x86_64", "lib.so")).get();
    assertThat(claim.words()).containsExactly(new Evidence.Declared("path", "Linux-Musl/x86_64"));
  }

  @Test
  void survivesAnyName() {
    for (String name :
        new String[] {
          "",
          "-",
          "+",
          "...",
          "\u0130.x86",
          "BOOT\u0130AA64.EFI",
          "\u0130\u0130_arm",
          "x86_",
          "_64",
          "ü",
          "a\u0000b",
          ".so.",
          "x".repeat(9999)
        }) {
      assertThat(reader.fromNames(List.of(name))).isEmpty();
    }
    assertThat(reader.fromNames(List.of())).isEmpty();
  }

  private String read(String path) {
    return reader.fromNames(List.of(path.split("/", -1))).map(ClaimReaderTest::spell).orElse("-");
  }

  private static String spell(Claim claim) {
    String libc = claim.libc() == Libc.UNSAID ? "" : " " + claim.libc().label();
    StringBuilder minimums = new StringBuilder();
    for (Minimum minimum : claim.minimums()) {
      minimums.append(" min=").append(minimum.what()).append(' ').append(minimum.version());
    }
    return claim.label() + libc + minimums;
  }

  private static String table() throws IOException {
    try (InputStream in = ClaimReaderTest.class.getResourceAsStream("claims.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
