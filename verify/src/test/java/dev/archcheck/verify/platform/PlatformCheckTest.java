package dev.archcheck.verify.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.BytesSource;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.artifact.Artifact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformCheckTest {

  private static final int EM_X86_64 = 62;
  private static final int EM_AARCH64 = 183;

  @TempDir Path root;

  @Test
  void judgesEachFileOnItsOwn() throws IOException {
    write("app-linux-amd64/app", elf(EM_X86_64));
    write("app-linux-arm64/app", elf(EM_X86_64));
    write("tool", elf(EM_AARCH64));
    write("README.md", "text");
    Report report = check(Targets.BY_NAME);
    assertThat(outcomes(report))
        .containsExactly(
            "app-linux-amd64/app PASSED", "app-linux-arm64/app FAILED", "tool UNCLAIMED");
    assertThat(report.otherFiles()).isEqualTo(1);
    assertThat(report.findings())
        .extracting(Finding::rule)
        .containsExactly(Rule.WRONG_ARCHITECTURE, Rule.IDENTICAL_BYTES);
    assertThat(report.checked().getFirst().claim()).isEqualTo("linux/amd64 (path: linux-amd64)");
  }

  @Test
  void aHardLinkIsJudgedByItsOwnNameAlone() throws IOException {
    write("app-linux-amd64/app", elf(EM_X86_64));
    Files.createDirectories(root.resolve("app-linux-arm64"));
    for (String link : List.of("app-linux-amd64/same", "app-linux-arm64/app")) {
      Files.createLink(root.resolve(link), root.resolve("app-linux-amd64/app"));
    }
    Report report = check(Targets.BY_NAME);
    assertThat(outcomes(report))
        .containsExactly("app-linux-amd64/app PASSED", "app-linux-arm64/app FAILED");
  }

  @Test
  void aSymbolicLinkIsJudgedByItsOwnName() throws IOException {
    write("app-linux-amd64", elf(EM_X86_64));
    Files.createSymbolicLink(root.resolve("app-linux-arm64"), Path.of("app-linux-amd64"));
    Files.createSymbolicLink(root.resolve("app-latest"), Path.of("app-linux-amd64"));
    Files.createSymbolicLink(root.resolve("app-linux-x64"), Path.of("app-linux-amd64"));
    write("x86/native.dll", elf(EM_X86_64));
    Files.createSymbolicLink(root.resolve("arm64"), Path.of("x86"));
    assertThat(outcomes(check(Targets.BY_NAME)))
        .containsExactly(
            "app-linux-amd64 PASSED",
            "x86/native.dll FAILED",
            "app-linux-arm64 FAILED",
            "arm64/native.dll FAILED");
    Finding link =
        check(Targets.BY_NAME).findings().stream()
            .filter(finding -> finding.artifact().endsWith("app-linux-arm64"))
            .findFirst()
            .orElseThrow();
    assertThat(link.rule()).isEqualTo(Rule.WRONG_ARCHITECTURE);
    assertThat(link.evidence()).contains(new Evidence.Declared("link", "app-linux-amd64"));
    assertThat(outcomes(check(Targets.parse("linux/amd64"))))
        .containsExactly("app-linux-amd64 PASSED", "x86/native.dll FAILED");
  }

  @Test
  void moreThanAReportCanHoldIsNotChecked() throws IOException {
    Verdicts verdicts =
        new Verdicts(new PlatformCheck.Request(List.of(root), Targets.BY_NAME, Map.of()), _ -> {});
    BytesSource elf = new BytesSource("x", elf(EM_X86_64));
    for (int i = 0; i < 200; i++) {
      String path = "linux-amd64/" + "n".repeat(1 << 20) + i;
      verdicts.artifact(new Artifact(path, List.of("linux-amd64"), elf, noContent()));
    }
    verdicts.notChecked("damaged", "is damaged");
    Report report = verdicts.report();
    assertThat(report.checked()).hasSizeBetween(90, 100);
    Checked last = report.checked().getLast();
    assertThat(last.artifact()).isEqualTo(root.toString());
    assertThat(last.detail()).contains("more files are not checked");
    assertThat(last.outcome()).isEqualTo(Outcome.NOT_CHECKED);
  }

  private static Artifact.Content noContent() {
    return new Artifact.Content() {
      @Override
      public long size() {
        return 0;
      }

      @Override
      public byte[] sha256() {
        return new byte[0];
      }
    };
  }

  @Test
  void theNameOfACompressedFileClaimsOnce() throws IOException {
    write("linux_amd64.gz", gzip(elf(EM_X86_64)));
    write("app.linux_amd64", gzip(elf(EM_X86_64)));
    assertThat(check(Targets.BY_NAME).checked())
        .extracting(Checked::claim)
        .containsExactly("linux/amd64 (path: linux_amd64)", "linux/amd64 (path: linux_amd64)");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void sameBytesAreNoFindingWhereTheyServeBothNames() throws IOException {
    write("app-linux-x64-gnu/app", elf(EM_X86_64));
    write("app-linux-x64-musl/app", elf(EM_X86_64));
    write("app-freebsd-x64/app", elf(EM_X86_64));
    assertThat(check(Targets.BY_NAME).findings()).isEmpty();
  }

  @Test
  void whatShouldBeABinaryMustNotVanish() throws IOException {
    write("linux-x64/html.node", "<!DOCTYPE html><html>404</html>");
    write("linux-x64/lfs.node", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
    write("linux-x64/empty.so", "");
    write("linux-x64/script.so", "/* GNU ld script */\nGROUP ( /lib/libc.so.6 )\n");
    write("linux-x64/text.so", "libfoo.so.1");
    write("plain/empty.so", "");
    Report report = check(Targets.BY_NAME);
    assertThat(report.findings())
        .extracting(Finding::message)
        .containsExactly(
            "is neither a binary nor an archive: it is empty",
            "is neither a binary nor an archive: it looks like HTML",
            "is neither a binary nor an archive: it looks like a Git LFS pointer",
            "is neither a binary nor an archive: it looks like text");
    assertThat(report.count(Outcome.FAILED)).isEqualTo(4);
    assertThat(report.otherFiles()).isEqualTo(2);
  }

  @Test
  void whatIsNamedAsAProgramForAPlatformMustNotVanish() throws IOException {
    String html = "<html>Not Found</html>";
    List<String> held =
        List.of(
            "app_linux_arm64",
            "app-v1.2.3-linux-arm64",
            "app_linux_amd64_v1",
            "app_linux_arm64.tar.gz",
            "app_windows_arm64.zip",
            "app-1-py3-none-macosx_11_0_arm64.whl",
            "app_darwin_arm64.dmg",
            "app_linux_arm64.deb",
            "app_windows_arm64.msi",
            "app-linux-arm64.AppImage",
            "libapp_linux_arm64.a");
    List<String> other =
        List.of("app_linux_arm64.txt", "app_linux_arm64.sha256", "zerrors_linux_arm64.go", "app");
    write("refused/app_linux_arm64", "404: Not Found");
    for (String name : held) {
      write(name, html);
      write("empty/" + name, "");
      write("zeros/" + name, new byte[4096]);
    }
    for (String name : other) {
      write("other/" + name, html);
      write("otherEmpty/" + name, "");
    }
    write("other/app_linux_amd64", "#!/bin/sh\nexec app\n");
    write("other/manifest-cargo-x86_64-unknown-linux-gnu", "file:bin/cargo\n");
    write("other/Dockerfile.linux-amd64", "FROM scratch\n");
    write("other/llhttp-wasm.js", "module.exports = 1\n");
    write("other/app_linux_amd64.1", ".TH APP 1\n");
    write("other/libx_linux_amd64.so", "/* not a link */\nGROUP( libtinfo.so )\n");
    Report report = check(Targets.BY_NAME);
    assertThat(report.count(Outcome.FAILED)).isEqualTo(3L * held.size() + 1);
    assertThat(report.findings()).extracting(Finding::rule).containsOnly(Rule.NOT_A_BINARY);
    assertThat(report.checked()).hasSize(3 * held.size() + 1);
    assertThat(report.otherFiles()).isEqualTo(2L * other.size() + 6);
  }

  @Test
  void anArchiveForAPlatformMustHoldSomethingForIt() throws IOException {
    write("app_linux_arm64.zip", zip(Map.of("README", "text".getBytes(StandardCharsets.UTF_8))));
    write("app_linux_amd64.zip", zip(Map.of("app", elf(EM_X86_64))));
    write("docs.zip", zip(Map.of("README", "text".getBytes(StandardCharsets.UTF_8))));
    write("empty_darwin_arm64.zip", zip(Map.of()));
    Report report = check(Targets.BY_NAME);
    assertThat(outcomes(report))
        .containsExactly(
            "app_linux_amd64.zip!/app PASSED",
            "app_linux_arm64.zip NOT_CHECKED",
            "empty_darwin_arm64.zip NOT_CHECKED");
    assertThat(report.checked().getLast().detail()).isEqualTo("holds no binary");
  }

  @Test
  void anArchiveIsHeldToItsOwnNameToo() throws IOException {
    write("a_linux_arm64.zip", zip(Map.of("a_linux_amd64/a", elf(EM_X86_64))));
    write("b_linux_amd64.zip", zip(Map.of("b_linux_amd64/b", elf(EM_X86_64))));
    write(
        "c-1.0-cp312-cp312-manylinux_2_17_aarch64.whl",
        zip(Map.of("c/_c.cpython-312-x86_64-linux-gnu.so", elf(EM_X86_64))));
    write("d_linux_arm64.zip", zip(Map.of("bin/d", elf(EM_X86_64))));
    Report report = check(Targets.BY_NAME);
    assertThat(report.findings())
        .extracting(finding -> Path.of(finding.artifact()).getFileName().toString())
        .containsExactly(
            "a_linux_arm64.zip", "c-1.0-cp312-cp312-manylinux_2_17_aarch64.whl", "d", "d");
    assertThat(report.findings().getFirst().message())
        .isEqualTo("is only linux/amd64, but should be linux/arm64");
  }

  @Test
  void anEmptyProgramInAFolderForAPlatformIsNone() throws IOException {
    write("app_linux_arm64/app", "");
    write("app_linux_arm64/py.typed", "");
    write("app_linux_arm64/doc/empty", "");
    Report report = check(Targets.BY_NAME);
    assertThat(report.findings()).extracting(Finding::rule).containsExactly(Rule.NOT_A_BINARY);
  }

  @Test
  void anExtensionNarrowsTheTargets() throws IOException {
    write("app.exe", elf(EM_X86_64));
    write("app", elf(EM_X86_64));
    Report report = check(Targets.parse("linux/amd64,windows/amd64"));
    assertThat(outcomes(report)).containsExactly("app PASSED", "app.exe FAILED");
  }

  private static byte[] zip(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void brokenBinariesAreNotChecked() throws IOException {
    write("linux-x64/app", new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0});
    Report report = check(Targets.BY_NAME);
    assertThat(outcomes(report)).containsExactly("linux-x64/app NOT_CHECKED");
    assertThat(report.checked().getFirst().detail()).contains("offset 0x");
  }

  @Test
  void targetsHoldForEveryBinaryAndMustBeCovered() throws IOException {
    write("a", elf(EM_X86_64));
    Report report = check(Targets.parse("linux/arm64,linux/amd64"));
    assertThat(outcomes(report)).containsExactly("a PASSED");
    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().getFirst().rule()).isEqualTo(Rule.TARGET_NOT_COVERED);
    assertThat(report.findings().getFirst().message()).isEqualTo("no binary is for linux/arm64");
    report = check(Targets.parse("linux/arm64"));
    assertThat(report.findings())
        .extracting(Finding::rule)
        .containsExactly(Rule.WRONG_ARCHITECTURE, Rule.TARGET_NOT_COVERED);
  }

  @Test
  void aNameNarrowsTheTargets() throws IOException {
    write("app-linux-arm64/app", elf(EM_X86_64));
    write("app-linux-amd64/app", elf(EM_X86_64));
    Report report = check(Targets.parse("linux/amd64,linux/arm64"));
    assertThat(outcomes(report))
        .containsExactly("app-linux-amd64/app PASSED", "app-linux-arm64/app FAILED");
  }

  @Test
  void anArchitectureAloneNarrowsTheTargets() throws IOException {
    write("app_arm64", elf(EM_X86_64));
    write("app_amd64", elf(EM_X86_64));
    Report report = check(Targets.parse("linux/amd64,linux/arm64"));
    assertThat(outcomes(report)).containsExactly("app_amd64 PASSED", "app_arm64 FAILED");
    assertThat(report.findings().getFirst().evidence())
        .contains(
            new Evidence.Declared("--target", "linux/arm64"),
            new Evidence.Declared("path", "arm64"));
  }

  @Test
  void anOldestSystemThatNothingStatesIsNotChecked() throws IOException {
    write("app_linux_amd64", elf(EM_X86_64));
    Report report =
        new PlatformCheck(
                new PlatformCheck.Request(
                    List.of(root),
                    Targets.BY_NAME,
                    Map.of("macOS", "11.0", "glibc", "2.17", "Linux kernel", "3.2")))
            .run(_ -> {});
    assertThat(report.count(Outcome.NOT_CHECKED)).isEqualTo(1);
    assertThat(report.checked().getLast().detail())
        .isEqualTo("--min-os was held against nothing: no file says which Linux kernel it needs");
  }

  @Test
  void testDataIsForeignOnPurpose() throws IOException {
    write("src/debug/elf/testdata/deep/er/hello", elf(EM_X86_64));
    write("bin/go", elf(EM_AARCH64));
    Report report = check(Targets.parse("linux/arm64"));
    assertThat(report.findings()).isEmpty();
    assertThat(outcomes(report))
        .containsExactly("bin/go PASSED", "src/debug/elf/testdata/deep/er/hello UNCLAIMED");
  }

  private Report check(Targets targets) {
    return new PlatformCheck(new PlatformCheck.Request(List.of(root), targets, Map.of()))
        .run(_ -> {});
  }

  private List<String> outcomes(Report report) {
    return report.checked().stream()
        .map(one ->
            root.relativize(Path.of(one.artifact())).toString().replace('\\', '/')
                + " "
                + one.outcome())
        .toList();
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** An Elf64_Ehdr without program headers: an executable for no particular system. */
  private static byte[] elf(int machine) {
    ByteBuffer header = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1});
    header.putShort(16, (short) 2).putShort(18, (short) machine).putInt(20, 1);
    header.putLong(32, 64).putShort(52, (short) 64).putShort(54, (short) 56);
    header.putShort(56, (short) 1);
    header.putInt(64, 1).putInt(68, 5).putLong(96, 120).putLong(104, 120).putLong(112, 4096);
    return header.array();
  }
}
