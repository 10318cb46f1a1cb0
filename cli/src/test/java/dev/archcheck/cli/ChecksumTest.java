package dev.archcheck.cli;

import static dev.archcheck.cli.Cli.cli;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.archcheck.cli.Cli.Result;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {

  private static final String OTHER = "0".repeat(64);

  /** Made by minisign over {@code an archive\n}. */
  private static final String MINISIGN_KEY =
      "RWRXJdCdz+mIxxRIknunlHPPCFhcZwoSmRHSXZA7OJz7wMf0RNWm5qMd";

  private static final String MINISIGN_SIGNATURE =
      """
      untrusted comment: signature from minisign secret key
      RURXJdCdz+mIx3Wxx8pm+r1mTNVP6DIYNnhdo5gBIK2L+eOKi69EaQZt+NggEr66I7SBqlkKnm5gD8uBqb8u6jLaryVLYmiPEgA=
      trusted comment: tool 1.0
      b/W2qXedxPDYBAXUM9GzJyJI4z6yMr3/30xkqq5z4x6+S0cTxfpNf345Dci3XR8NSYIU9h3T3+hUdgA98oM3Dw==
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void plant() throws IOException {
    file = write("tool.zip", "an archive\n");
  }

  private Path write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private static String hex(Path file, Algorithm algorithm) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ContentDigests digests = new ContentDigests(List.of(algorithm));
    digests.update(bytes, 0, bytes.length);
    return digests.value(algorithm).hex();
  }

  private String sha256() throws IOException {
    return hex(file, Algorithm.SHA256);
  }

  private Result run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("checksum"));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    return cli(arguments.toArray(String[]::new));
  }

  private static JsonNode json(Result result) {
    return Documents.checksum(result.out());
  }

  private JsonNode only(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--format", "json"));
    Result result = run(all.toArray(String[]::new));
    JsonNode document = json(result);
    assertThat(result.code())
        .isEqualTo(
            switch (document.path("verdict").asText()) {
              case "passed" -> 0;
              case "failed" -> 1;
              default -> 3;
            });
    return document.path("files").path(0);
  }

  @Test
  void withoutAnythingHeldAgainstItNothingIsProven() throws IOException {
    Result result = run();
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains(sha256())
        .contains("inconclusive: nothing was held against it")
        .contains("--print only prints");
    assertThat(only().path("standing").asText()).isEqualTo("not-proven");
  }

  @Test
  void printsAsSha256sumDoes() throws IOException {
    Result result = run("--print");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo(sha256() + "  " + file + "\n");
    Result two = run("--print", "--algorithm", "md5");
    assertThat(two.out())
        .contains("MD5 (" + file + ") = " + hex(file, Algorithm.MD5))
        .contains("SHA256 (" + file + ") = " + sha256());
    assertThat(json(run("--print", "--format", "json")).path("verdict").asText())
        .isEqualTo("not-asked");
    assertThat(run("--print", "--sha256", sha256()).code()).isEqualTo(2);
  }

  @Test
  void aDigestThatTheUserKnows() throws IOException {
    assertThat(run("--sha256", sha256()).code()).isZero();
    assertThat(run("--sha256", sha256().toUpperCase(Locale.ROOT)).code()).isZero();
    assertThat(run("--sha512", hex(file, Algorithm.SHA512)).code()).isZero();
    assertThat(run("--digest", "blake3:" + hex(file, Algorithm.BLAKE3)).code()).isZero();
    Result wrong = run("--sha256", OTHER);
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.out()).contains("REFUTED", "sha256 is " + sha256() + ", not " + OTHER);
    assertThat(only("--sha256", sha256()).path("strongest").asText()).isEqualTo("pinned");
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5", "sha1", "crc32"})
  void aWeakDigestRefutesButNeverProves(String word) throws IOException {
    Algorithm algorithm = Objects.requireNonNull(Algorithm.named(word));
    Result fits = run("--digest", word + ":" + hex(file, algorithm));
    assertThat(fits.code()).isEqualTo(3);
    assertThat(fits.out()).contains("(weak)", "too weak to prove anything");
    assertThat(run("--digest", word + ":" + "0".repeat(algorithm.hexLength())).code()).isEqualTo(1);
    // A demand that could not be had is not made up for by another.
    assertThat(run("--digest", word + ":" + hex(file, algorithm), "--sha256", sha256()).code())
        .isEqualTo(3);
  }

  @Test
  void aSidecarIsTakenForWhatItIsWorth() throws IOException {
    write("tool.zip.sha256", sha256() + "\n");
    JsonNode one = only();
    assertThat(one.path("strongest").asText()).isEqualTo("sidecar");
    assertThat(run().out()).contains("the weakest proof there is");
    assertThat(run("--require", "index").code()).isEqualTo(3);
    assertThat(run("--require", "sidecar").code()).isZero();
    assertThat(run("--no-side-files").code()).isEqualTo(3);
    write("tool.zip.sha256", OTHER + "  tool.zip\n");
    assertThat(run().code()).isEqualTo(1);
    write("tool.zip.sha256", sha256() + "  other.zip\n");
    assertThat(run().code()).isEqualTo(3);
  }

  @Test
  void aListInTheFolder() throws IOException {
    write("SHA256SUMS", sha256() + "  tool.zip\n");
    assertThat(only().path("strongest").asText()).isEqualTo("sidecar");
    write("SHA256SUMS", sha256() + "  other.zip\n");
    assertThat(run().code()).isEqualTo(3);
  }

  @Test
  void aListThatTheUserNames() throws IOException {
    Path list = write("lists/list.txt", "SHA256 (tool.zip) = " + sha256() + "\n");
    assertThat(only("--sums", list.toString()).path("strongest").asText()).isEqualTo("index");
    write("lists/list.txt", sha256() + "  other.zip\n");
    Result absent = run("--sums", list.toString());
    assertThat(absent.code()).isEqualTo(1);
    assertThat(absent.out()).contains("tool.zip is not listed");
    write("lists/list.txt", sha256() + "  ../tool.zip\n");
    Result unsafe = run("--sums", list.toString());
    assertThat(unsafe.code()).isEqualTo(3);
    assertThat(unsafe.out()).contains("line 1 has an unsafe name");
    assertThat(run("--sums", folder.resolve("missing").toString()).code()).isEqualTo(3);
  }

  @Test
  void aSignature() throws IOException {
    Path signature = write("tool.zip.minisig", MINISIGN_SIGNATURE);
    assertThat(only("--minisign-key", MINISIGN_KEY).path("strongest").asText())
        .isEqualTo("signature");
    assertThat(run("--require", "signature", "--minisign-key", MINISIGN_KEY).code()).isZero();
    Result noKey = run();
    assertThat(noKey.code()).isEqualTo(3);
    assertThat(noKey.out()).contains("there is no key to check it with");
    Files.writeString(file, "another archive\n");
    assertThat(run("--signature", signature.toString(), "--minisign-key", MINISIGN_KEY).code())
        .isEqualTo(1);
    // The right digest does not make up for it.
    assertThat(run("--sha256", sha256(), "--minisign-key", MINISIGN_KEY).code()).isEqualTo(1);
  }

  @Test
  void anOpenPgpSignatureThatIsNone() throws IOException {
    Path keys =
        Path.of(
            "../verify/src/main/resources/dev/archcheck/verify/openpgp/google-linux-signing.asc");
    Path damaged =
        Path.of(
            "../verify/src/test/resources/dev/archcheck/verify/openpgp/go1.25.5-damaged-copy.asc");
    Result result = run("--signature", damaged.toString(), "--keyring", keys.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("its armor is damaged");
    assertThat(run("--signature", damaged.toString()).code()).isEqualTo(2);
    assertThat(run("--keyring", file.toString()).code()).isEqualTo(3);
    assertThat(run("--keyring", keys.toString(), "--fingerprint", "0".repeat(40)).code())
        .isEqualTo(2);
    assertThat(
            run(
                    "--sha256",
                    sha256(),
                    "--keyring",
                    keys.toString(),
                    "--fingerprint",
                    "EB4C1BFD4F042F6DDDCCEC917721F63BD38B4796")
                .code())
        .isZero();
  }

  @Test
  void aFolderBothWays() throws IOException {
    Path sub = write("sub/more.txt", "more\n");
    write(
        "SHA256SUMS", sha256() + "  tool.zip\n" + hex(sub, Algorithm.SHA256) + "  sub/more.txt\n");
    write("tool.zip.asc", "not looked at\n");
    assertThat(cli("checksum", folder.toString()).code()).isZero();

    write("sub/stranger.txt", "x");
    Result unlisted = cli("checksum", folder.toString());
    assertThat(unlisted.code()).isEqualTo(1);
    assertThat(unlisted.out()).contains("stranger.txt", "is there, but not listed");
    Files.delete(folder.resolve("sub/stranger.txt"));

    Files.delete(sub);
    Result absent = cli("checksum", folder.toString());
    assertThat(absent.code()).isEqualTo(1);
    assertThat(absent.out()).contains("is listed, but absent");

    Files.createSymbolicLink(sub, file);
    assertThat(cli("checksum", folder.toString()).out()).contains("is a symbolic link");
    Files.delete(folder.resolve("SHA256SUMS"));
    assertThat(cli("checksum", folder.toString()).code()).isEqualTo(3);
  }

  @Test
  void aFolderIsHeldAgainstWhatLiesBesideItsFiles() throws IOException {
    Path sub = write("sub/more.txt", "more\n");
    write(
        "SHA256SUMS", sha256() + "  tool.zip\n" + hex(sub, Algorithm.SHA256) + "  sub/more.txt\n");
    write("tool.zip.minisig", MINISIGN_SIGNATURE);
    write("sub/more.txt.sha256", hex(sub, Algorithm.SHA256) + "\n");
    Result good = cli("checksum", "--minisign-key", MINISIGN_KEY, folder.toString());
    assertThat(good.code()).isZero();
    assertThat(good.out()).contains("tool.zip.minisig", "more.txt.sha256");

    write("sub/more.txt.sha256", OTHER + "\n");
    Result sidecar = cli("checksum", folder.toString());
    assertThat(sidecar.code()).isEqualTo(1);
    assertThat(sidecar.out()).contains("sha256 is " + hex(sub, Algorithm.SHA256));
    assertThat(cli("checksum", "--no-side-files", "--sums", sums(), folder.toString()).code())
        .isZero();
    Files.delete(folder.resolve("sub/more.txt.sha256"));

    write("sub/more.txt.minisig", MINISIGN_SIGNATURE); // over another file
    Result signature = cli("checksum", "--minisign-key", MINISIGN_KEY, folder.toString());
    assertThat(signature.code()).isEqualTo(1);
  }

  private String sums() {
    return folder.resolve("SHA256SUMS").toString();
  }

  @Test
  void aFolderIsToldInTheOrderOfItsNames() throws IOException {
    write("SHA256SUMS", sha256() + "  tool.zip\n");
    String[] names = {"z", "m", "b", "sub/x", "zz", "c", "a", "y", "sub/n", "k"};
    for (String name : names) {
      write(name, "x");
    }
    List<String> told = new ArrayList<>();
    json(cli("checksum", "--format", "json", folder.toString()))
        .at("/files")
        .forEach(one -> told.add(one.at("/path").textValue()));
    assertThat(told).hasSize(names.length + 1).isSorted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tool.zip.asc", "tool.zip.sha512", "SHA256SUMS.asc"})
  void aLinkOrAPipeIsNoSideFileOfAFolder(String name) throws Exception {
    write("SHA256SUMS", sha256() + "  tool.zip\n");
    Path side = Files.createSymbolicLink(folder.resolve(name), Path.of("missing"));
    Result link = cli("checksum", folder.toString());
    assertThat(link.code()).isEqualTo(1);
    assertThat(link.out()).contains(name, "is there, but not listed");

    Files.delete(side);
    assumeTrue(!System.getProperty("os.name").startsWith("Windows"));
    assertThat(new ProcessBuilder("mkfifo", side.toString()).start().waitFor()).isZero();
    assertThat(cli("checksum", folder.toString()).code()).isEqualTo(1);
  }

  @Test
  void aFolderBehindALinkIsNotTheFolder() throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Files.writeString(outside.resolve("x"), "x");
    Path dist = Files.createDirectory(folder.resolve("dist"));
    Files.createSymbolicLink(dist.resolve("sub"), outside);
    write("dist/SHA256SUMS", hex(outside.resolve("x"), Algorithm.SHA256) + "  sub/x\n");
    Result result = cli("checksum", dist.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("leads out through a link");
  }

  @Test
  void whatCannotBeRead() {
    assertThat(cli("checksum", folder.resolve("missing").toString()).code()).isEqualTo(3);
    assertThat(cli("checksum").code()).isEqualTo(2);
    assertThat(cli("checksum", "-").code()).isEqualTo(2);
    assertThat(run("--sha256", "abc").code()).isEqualTo(2);
    assertThat(run("--digest", "rot13:abc").code()).isEqualTo(2);
    assertThat(run("--require", "hope").code()).isEqualTo(2);
    assertThat(cli("checksum", "--sha256", OTHER, file.toString(), file.toString()).code())
        .isEqualTo(2);
  }

  @Test
  void quietSaysNothing() throws IOException {
    Result result = run("-q", "--sha256", sha256());
    assertThat(result.out() + result.err()).isEmpty();
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).startsWith("an");
  }
}
