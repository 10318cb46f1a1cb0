package dev.archcheck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.e2e.Checkout.Outcome;
import dev.archcheck.servers.PublicLog;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.servers.ToolchainArchives;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.ModuleVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The log has hashes of modules, and what is published for download are archives: for each kind of
 * archive, that of a real toolchain is proven by its real record, which the public log is asked
 * for. A network that fails is a failure. Linux/amd64 is in {@link ToolchainIT}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher of Unix")
class LoggedArchivesIT {

  /** What {@link ToolchainArchives} adds to the files of a module. */
  private static final int NOT_LOGGED = 4;

  private static final String DATABASE = "/sumdb/sum.golang.org/";
  private static final int ANSWER = 1 << 20;

  private static final GoToolchain WINDOWS = new GoToolchain("go1.26.10", "windows", "amd64");

  @TempDir private static Path shared;
  private static Checkout checkout;

  @TempDir private Path folder;

  @BeforeAll
  static void prepare() throws Exception {
    checkout = Checkout.in(shared);
    assertThat(checkout.run("--version").exit()).isZero();
  }

  /** Only the log and the list are the machine's own; no proxy has a file of this name. */
  private Outcome install(ReleaseServer server, GoToolchain toolchain) throws Exception {
    return install(server, toolchain, Map.of());
  }

  private Outcome install(ReleaseServer server, GoToolchain toolchain, Map<String, String> settings)
      throws Exception {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("ARCHCHECK_HOME", folder.resolve("store").toString());
    environment.put("ARCHCHECK_GO_DL", server.url().toString());
    return checkout.runWith(
        environment,
        "toolchain",
        "install",
        "--target",
        toolchain.platform().toString(),
        "--require",
        "log",
        toolchain.version().substring("go".length()));
  }

  @ParameterizedTest
  @CsvSource({
    "go1.26.10, windows, amd64, zip, 69477999, h1:ZCie1G8rYCijtritoBcOAGoxxCrhTVDHTvM423D7b/o=",
    "go1.27.0, darwin, arm64, tar.gz, 60251326, h1:QFUhEu+WNZ4lGI/0ual1EOKBq/Z/df/cL75PkCW8m1k=",
    "go1.27.0, linux, arm64, tar.gz, 60251399, h1:j3YFWnbfYYDouN9SH55CdTuBmwMifUuKLBqZhkRRcHc=",
  })
  void anArchiveIsProvenByTheRecordOfItsModule(
      String version, String os, String arch, String form, long index, String logged)
      throws Exception {
    GoToolchain toolchain = new GoToolchain(version, os, arch);
    Path archive = ToolchainArchives.archive(toolchain);
    assertThat(archive.getFileName()).hasToString(toolchain.name() + "." + form);
    try (ReleaseServer server = ReleaseServer.start()) {
      server.release(version, true, archive);
      Outcome installed = install(server, toolchain);
      isProven(installed, index, logged);
      assertThat(installed.out())
          .contains(server.url() + archive.getFileName().toString())
          .contains("sealed   " + (files(toolchain) + NOT_LOGGED) + " files");
    }
    isFor(toolchain);
  }

  private static void isProven(Outcome installed, long index, String logged) {
    assertThat(installed.exit()).as(installed.toString()).isZero();
    assertThat(installed.out())
        .containsPattern(
            "proven +log +sum.golang.org: record " + index + " has " + Pattern.quote(logged))
        .containsPattern("proven +index");
  }

  /** {@return how many files the module of a toolchain has} */
  private static int files(GoToolchain toolchain) throws IOException {
    try (var zip = new java.util.zip.ZipFile(ToolchainArchives.module(toolchain).toFile())) {
      return zip.size();
    }
  }

  /**
   * No proxy need have Windows on ARM64, whose archive nobody signs: the corpus builds it from its
   * sources, and the record of the release is the one of these very bytes. The test only says where
   * in the log to look; signature and hashes of the tree come from the public log.
   */
  @Test
  void aWindowsOnArmToolchainBuiltFromItsSourcesIsTheReleasedOne() throws Exception {
    GoToolchain toolchain = new GoToolchain("go1.27.0", "windows", "arm64");
    String logged = "h1:Z8WPdmxS/ehnhKTyAXXbganbXp+x78y2xhKCgcFDYcQ=";
    LogReader log =
        PublicLog.claiming(
            PublicLog.reader(), ModuleVersion.of(toolchain.module()), 60_251_419, logged);
    try (ReleaseServer server = ReleaseServer.start()) {
      server.release(toolchain.version(), true, ToolchainArchives.builtArchive(toolchain));
      server.handle(DATABASE, path -> answer(log, path.substring(DATABASE.length())));
      Outcome installed =
          install(server, toolchain, Map.of("GOPROXY", server.url().toString(), "GOSUMDB", ""));
      isProven(installed, 60_251_419, logged);
      assertThat(server.requests())
          .extracting(ReleaseServer.Request::path)
          .anyMatch(path -> path.startsWith(DATABASE + "tile/8/"));
    }
    isFor(toolchain);
  }

  private static byte @Nullable [] answer(LogReader log, String path) {
    if (path.equals("supported")) {
      return new byte[0];
    }
    try {
      return log.read(path, ANSWER);
    } catch (LogNotFoundException _) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another program names what was unpacked. */
  private void isFor(GoToolchain toolchain) throws Exception {
    Path go = folder.resolve("store/versions/" + toolchain.name() + "/go/bin/go");
    String suffix = toolchain.os().equals("windows") ? ".exe" : "";
    Process process =
        new ProcessBuilder("file", "-b", go + suffix).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said)
        .containsPattern(
            switch (toolchain.os()) {
              case "windows" ->
                  "PE32\\+ executable.*"
                      + (toolchain.arch().equals("arm64") ? "Aarch64" : "x86-64");
              case "darwin" -> "Mach-O 64-bit.*arm64";
              default -> "ELF 64-bit.*ARM aarch64";
            });
  }

  /** The list and the digest beside it are forged with it: nothing but the log can tell. */
  @Test
  void aRealArchiveWithOneFileChangedIsRefutedByTheLog() throws Exception {
    Path real = ToolchainArchives.archive(WINDOWS);
    Path forged = folder.resolve(real.getFileName().toString());
    change(real, forged, "go/src/crypto/rand/rand.go");
    try (ReleaseServer server = ReleaseServer.start()) {
      server.release(WINDOWS.version(), true, forged);
      Outcome refused = install(server, WINDOWS);
      assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
      assertThat(refused.out())
          .containsPattern("refuted +log +sum.golang.org: .*" + Pattern.quote("h1:ZCie1G8rYCij"))
          .contains("not installed");
    }
    assertThat(folder.resolve("store/versions"))
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
  }

  /** Copies a zip as it is but for one file, to which a blank line is added. */
  private static void change(Path from, Path to, String name) throws IOException {
    int changed = 0;
    try (ZipFile zip = ZipFile.builder().setPath(from).get();
        ZipArchiveOutputStream out = new ZipArchiveOutputStream(to)) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        if (!entry.getName().equals(name)) {
          try (InputStream raw = zip.getRawInputStream(entry)) {
            out.addRawArchiveEntry(entry, raw);
          }
          continue;
        }
        out.putArchiveEntry(new ZipArchiveEntry(name));
        try (InputStream content = zip.getInputStream(entry)) {
          content.transferTo(out);
        }
        out.write('\n');
        out.closeArchiveEntry();
        changed++;
      }
    }
    assertThat(changed).isEqualTo(1);
  }
}
