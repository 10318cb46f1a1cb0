package dev.archcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.Main;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.openpgp.Certificate;
import dev.archcheck.verify.openpgp.DetachedSignature;
import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.openpgp.MalformedKeyringException;
import dev.archcheck.verify.openpgp.Reason;
import dev.archcheck.verify.openpgp.Refusal;
import dev.archcheck.verify.openpgp.SignatureVerdict;
import dev.archcheck.verify.openpgp.Verifier;
import dev.archcheck.verify.proof.Proof;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and signatures that GnuPG makes, with BouncyCastle's and sqop's opinion beside ours. */
final class GnuPgTest {

  private static final String GO_LIKE = "go-like@example.org";

  @TempDir static Path folder;
  private static Program gpg;

  @BeforeAll
  static void makeKeys() throws IOException {
    // A socket's path may have some hundred bytes at most, so the home is not below the folder.
    Path home =
        Files.createTempDirectory(
            "gpg",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    gpg = new Program(folder, Map.of("GNUPGHOME", home.toString(), "LC_ALL", "C.UTF-8"));
    Files.writeString(folder.resolve("data"), "an archive\n");
    make("20160412T055115!", GO_LIKE, "rsa2048", "cert,sign");
    String primary = fingerprint(GO_LIKE);
    gpg.must(at("20230215T152512!", "--quick-add-key", primary, "rsa2048", "sign", "3y"));
    make("20240101T000000!", "ed25519@example.org", "ed25519", "cert,sign");
    make("20240101T000000!", "p256@example.org", "nistp256", "cert,sign");
    make("20240101T000000!", "p384@example.org", "nistp384", "cert,sign");
    make("20240101T000000!", "p521@example.org", "nistp521", "cert,sign");
    make("20240101T000000!", "dsa@example.org", "dsa2048", "cert,sign");
  }

  @AfterAll
  static void endAgent() {
    gpg.run("gpgconf", "--kill", "all");
  }

  private static void make(String time, String user, String algorithm, String usage) {
    gpg.must(at(time, "--quick-generate-key", user, algorithm, usage, "never"));
  }

  private static String[] at(String time, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "gpg",
                "--batch",
                "--yes",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "",
                "--faked-system-time",
                time));
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private static String fingerprint(String user) {
    for (String line : gpg.run("gpg", "--with-colons", "-k", user).output().split("\n", -1)) {
      if (line.startsWith("fpr:")) {
        return line.split(":", -1)[9];
      }
    }
    throw new AssertionError(user);
  }

  private static byte[] sign(String time, String user, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-u", user, "-o", "data.sig"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--detach-sign", "data"));
    gpg.must(at(time, arguments.toArray(String[]::new)));
    return Files.readAllBytes(folder.resolve("data.sig"));
  }

  private static byte[] export(String... users) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-o", "keys", "--export"));
    arguments.addAll(List.of(users));
    gpg.must(at("20240601T000000!", arguments.toArray(String[]::new)));
    return Files.readAllBytes(folder.resolve("keys"));
  }

  private static SignatureVerdict verdict(byte[] keys, byte[] signature) throws IOException {
    DetachedSignature read = DetachedSignature.read(signature);
    ContentDigests content = new ContentDigests(read.algorithms());
    byte[] data = Files.readAllBytes(folder.resolve("data"));
    content.update(data, 0, data.length);
    return Verifier.ofAll(Keyring.read(keys), Instant.now()).verify(read, content);
  }

  private static void assertProven(byte[] keys, byte[] signature) throws IOException {
    SignatureVerdict verdict = verdict(keys, signature);
    assertThat(verdict.state()).as("%s", verdict).isEqualTo(Proof.State.PROVEN);
    assertThat(bouncyCastle(keys, signature)).isTrue();
    assertThat(sqop(keys, signature)).isTrue();
  }

  private static void assertRefused(byte[] keys, byte[] signature, Reason reason)
      throws IOException {
    assertThat(verdict(keys, signature).refusal()).extracting(Refusal::reason).isEqualTo(reason);
  }

  private static boolean sqop(byte[] keys, byte[] signature) throws IOException {
    Files.write(folder.resolve("sqop.sig"), signature);
    Files.write(folder.resolve("sqop.keys"), keys);
    return gpg.run("sh", "-c", "sqop verify sqop.sig sqop.keys < data").code() == 0;
  }

  /** As its authors want it to be asked: its policy, and not the mathematics alone. */
  private static boolean bouncyCastle(byte[] keys, byte[] signature) throws IOException {
    BcOpenPGPApi api = new BcOpenPGPApi();
    try {
      var processor = api.verifyDetachedSignature();
      for (OpenPGPCertificate one :
          api.readKeyOrCertificate().parseCertificates(new ByteArrayInputStream(keys))) {
        processor.addVerificationCertificate(one);
      }
      List<OpenPGPDocumentSignature> results =
          processor
              .addSignatures(new ByteArrayInputStream(signature))
              .process(Files.newInputStream(folder.resolve("data")));
      boolean valid = !results.isEmpty();
      for (OpenPGPDocumentSignature one : results) {
        valid &= one.isValid();
      }
      return valid;
    } catch (PGPException e) {
      throw new IOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GO_LIKE,
        "ed25519@example.org",
        "p256@example.org",
        "p384@example.org",
        "p521@example.org"
      })
  void everySupportedAlgorithm(String user) throws IOException {
    assertProven(export(user), sign("20240501T000000!", user));
    assertProven(export(user), sign("20240501T000000!", user, "--digest-algo", "SHA512"));
    byte[] armored = sign("20240501T000000!", user, "--armor");
    assertThat(new String(armored, StandardCharsets.US_ASCII)).startsWith("-----BEGIN PGP SIG");
    assertProven(export(user), armored);
  }

  @Test
  void everyKeyOfSeveralInOneFile() throws IOException {
    byte[] all = export();
    assertThat(Keyring.read(all).certificates()).hasSize(6);
    assertProven(all, sign("20240501T000000!", "p256@example.org"));
  }

  @Test
  void describesTheGoLikeKey() throws IOException {
    Certificate certificate = Keyring.read(export(GO_LIKE)).certificates().iterator().next();
    assertThat(certificate.fingerprint().hex()).isEqualTo(fingerprint(GO_LIKE));
    assertThat(certificate.signingKeys(Instant.now()))
        .extracting(key -> key.algorithm() + " " + key.created() + " " + key.expires())
        .containsExactly(
            "rsa2048 2016-04-12T05:51:15Z null",
            "rsa2048 2023-02-15T15:25:12Z 2026-02-14T15:25:12Z");
  }

  @Test
  void anAlgorithmThatIsNotSupportedIsSaidToBe() throws IOException {
    byte[] signature = sign("20240501T000000!", "dsa@example.org");
    assertRefused(export("dsa@example.org"), signature, Reason.UNSUPPORTED_ALGORITHM);
    assertThat(verdict(export("dsa@example.org"), signature).state())
        .isEqualTo(Proof.State.NOT_HAD);
  }

  @Test
  void refusesWhatGnuPgMakesOnDemand() throws IOException {
    byte[] keys = export(GO_LIKE);
    assertRefused(
        keys, sign("20240501T000000!", GO_LIKE, "--digest-algo", "SHA1"), Reason.WEAK_HASH);
    assertRefused(keys, sign("20240501T000000!", GO_LIKE, "--textmode"), Reason.TEXT_MODE);
    assertRefused(
        keys,
        sign("20240501T000000!", GO_LIKE, "--sig-notation", "!x@example.org=y"),
        Reason.UNKNOWN_NOTATION);
    assertRefused(
        keys,
        sign("20240501T000000!", GO_LIKE, "--default-sig-expire", "1d"),
        Reason.EXPIRED_SIGNATURE);
    assertRefused(keys, sign("20240501T000000!", "ed25519@example.org"), Reason.UNKNOWN_KEY);
    assertThat(verdict(keys, sign("20240501T000000!", "ed25519@example.org")).state())
        .isEqualTo(Proof.State.NOT_HAD);
  }

  @Test
  void refusesInlineAndClearsigned() throws IOException {
    byte[] keys = export(GO_LIKE);
    for (String how : new String[] {"--sign", "--clear-sign"}) {
      gpg.must(
          at(
              "20240501T000000!",
              "-u",
              GO_LIKE,
              "--compress-algo",
              "none",
              "-o",
              "inline",
              how,
              "data"));
      assertRefused(keys, Files.readAllBytes(folder.resolve("inline")), Reason.INLINE);
    }
  }

  /** The whole command: a list, its signature, a file. */
  @Test
  void checksumTakesASignedList() throws IOException {
    Files.write(folder.resolve("keyring"), export(GO_LIKE));
    gpg.must("sh", "-c", "sha256sum data > SHA256SUMS");
    gpg.must(
        at("20240501T000000!", "-u", GO_LIKE, "-o", "SHA256SUMS.asc", "-a", "-b", "SHA256SUMS"));
    assertThat(checksum("--require", "signature")).isZero();
    Files.writeString(folder.resolve("SHA256SUMS"), "# changed\n", StandardOpenOption.APPEND);
    assertThat(checksum("--require", "signature")).isEqualTo(1);
    Files.delete(folder.resolve("SHA256SUMS.asc"));
    assertThat(checksum("--require", "signature")).isEqualTo(3);
    assertThat(checksum()).isZero();
  }

  private static int checksum(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "checksum",
                "--keyring",
                folder.resolve("keyring").toString(),
                "--sums",
                folder.resolve("SHA256SUMS").toString(),
                "--no-side-files"));
    if (Files.exists(folder.resolve("SHA256SUMS.asc"))) {
      arguments.addAll(List.of("--signature", folder.resolve("SHA256SUMS.asc").toString()));
    }
    arguments.addAll(List.of(options));
    arguments.add(folder.resolve("data").toString());
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return Main.run(arguments.toArray(String[]::new), nowhere, nowhere, Map.of());
  }

  @Test
  void refusesASecretKey() {
    gpg.must(at("20240601T000000!", "-o", "secret", "--export-secret-keys", GO_LIKE));
    Assertions.assertThatExceptionOfType(MalformedKeyringException.class)
        .isThrownBy(() -> Keyring.read(Files.readAllBytes(folder.resolve("secret"))))
        .withMessageContaining("secret key");
  }
}
