package dev.archcheck.oracle;

import static dev.archcheck.testkit.PgpMaker.SHA1;
import static dev.archcheck.testkit.PgpMaker.SHA256;
import static dev.archcheck.testkit.PgpMaker.YEAR;
import static dev.archcheck.testkit.PgpMaker.joined;
import static dev.archcheck.testkit.PgpMaker.packet;
import static dev.archcheck.testkit.PgpMaker.u32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.testkit.PgpMaker;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.openpgp.DetachedSignature;
import dev.archcheck.verify.openpgp.Fingerprint;
import dev.archcheck.verify.openpgp.Judgement;
import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.openpgp.Reason;
import dev.archcheck.verify.openpgp.Refusal;
import dev.archcheck.verify.openpgp.SignatureVerdict;
import dev.archcheck.verify.openpgp.Verifier;
import dev.archcheck.verify.proof.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys and signatures with one thing wrong each, in the shape of Google's, held against our
 * verifier and against sqop.
 */
final class CraftedSignaturesTest {

  private static final byte[] DATA = "an archive\n".getBytes(StandardCharsets.UTF_8);
  private static final String KEY_TIME = "2016-04-12T05:51:15Z";
  private static final String SUB_TIME = "2023-02-15T15:25:12Z";
  private static final String OLD_TIME = "2017-01-24T02:45:32Z";
  private static final String SIGNED = "2024-05-01T12:00:00Z";

  private static final PgpMaker.Key PRIMARY = PgpMaker.Key.rsa(2048, KEY_TIME);
  private static final PgpMaker.Key SUBKEY = PgpMaker.Key.rsa(2048, SUB_TIME);
  private static final PgpMaker.Key OLD = PgpMaker.Key.rsa(2048, OLD_TIME);
  private static final PgpMaker.Key STRANGER = PgpMaker.Key.rsa(2048, KEY_TIME);
  private static final PgpMaker.Key SMALL = PgpMaker.Key.rsa(1024, SUB_TIME);

  @TempDir Path folder;

  /** A certificate in the making; what a case changes is the one thing that is wrong with it. */
  static final class Cert {
    PgpMaker.Key subkey = SUBKEY;
    int primaryFlags = 3;
    long primaryLife;
    int subkeyFlags = 2;
    long subkeyLife = 3 * YEAR;
    String bound = SUB_TIME;
    int bindingHash = SHA256;
    int backHash = SHA256;
    PgpMaker.Key backSigner = SUBKEY;
    boolean backSigned = true;
    PgpMaker.Key binder = PRIMARY;
    byte[] behindPrimary = {};
    byte[] behindSubkey = {};

    byte[] bytes() {
      byte[] name = PgpMaker.userId("Test <test@example.org>");
      PgpMaker.Sig self =
          new PgpMaker.Sig(PRIMARY, 0x13, KEY_TIME).sub(27, new byte[] {(byte) primaryFlags});
      if (primaryLife > 0) {
        self.sub(9, u32(primaryLife));
      }
      return joined(
          packet(6, PRIMARY.body),
          behindPrimary,
          packet(13, name),
          packet(2, self.over(PRIMARY.hashed(), PgpMaker.userIdHashed(name))),
          packet(14, subkey.body),
          packet(2, binding(bound, subkeyLife)),
          behindSubkey);
    }

    byte[] binding(String time, long life) {
      PgpMaker.Sig binding =
          new PgpMaker.Sig(binder, 0x18, time)
              .hash(bindingHash)
              .sub(27, new byte[] {(byte) subkeyFlags});
      if (life > 0) {
        binding.sub(9, u32(life));
      }
      if (backSigned) {
        binding.unhashed(
            32,
            new PgpMaker.Sig(backSigner, 0x19, time)
                .hash(backHash)
                .over(PRIMARY.hashed(), subkey.hashed()));
      }
      return binding.over(PRIMARY.hashed(), subkey.hashed());
    }
  }

  private static byte[] revocation(int type, PgpMaker.Key of, String time, int reason) {
    PgpMaker.Sig revocation =
        new PgpMaker.Sig(PRIMARY, type, time).sub(29, new byte[] {(byte) reason});
    return packet(
        2,
        type == 0x20
            ? revocation.over(PRIMARY.hashed())
            : revocation.over(PRIMARY.hashed(), of.hashed()));
  }

  /**
   * One thing changed.
   *
   * @param sqop what sqop says of it
   */
  record Case(String name, Object expected, boolean sqop, Consumer<Cert> cert, Made made) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Makes the file of the signature. */
  interface Made {
    byte[] signature();
  }

  private static byte[] sig(PgpMaker.Key key, Consumer<PgpMaker.Sig> change) {
    PgpMaker.Sig sig = new PgpMaker.Sig(key, 0x00, SIGNED);
    change.accept(sig);
    return packet(2, sig.over(DATA));
  }

  private static final Made GOOD = () -> sig(SUBKEY, _ -> {});

  private static Case cert(String name, Object expected, Consumer<Cert> change) {
    return new Case(name, expected, expected instanceof Proof.State, change, GOOD);
  }

  private static Case made(String name, Object expected, Made made) {
    return new Case(name, expected, expected instanceof Proof.State, _ -> {}, made);
  }

  /** The same where sqop is known to be of another opinion, which the name says. */
  private static Case disputed(String name, Object expected, Made made) {
    return new Case(name, expected, !(expected instanceof Proof.State), _ -> {}, made);
  }

  private static byte[] notation(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return joined(
        new byte[] {(byte) 0x80, 0, 0, 0, 0, (byte) text.length, 0, 1}, text, new byte[] {'x'});
  }

  static Stream<Case> cases() {
    return Stream.of(
        cert("good, key expired since", Proof.State.PROVEN, _ -> {}),
        made("by the primary", Proof.State.PROVEN, () -> sig(PRIMARY, _ -> {})),
        // As Google's two oldest subkeys have it. BouncyCastle accepts it until 2023, sqop does
        // not.
        new Case(
            "SHA-1 back-signature of 2017",
            Proof.State.PROVEN,
            false,
            c -> {
              c.subkey = OLD;
              c.backSigner = OLD;
              c.bound = OLD_TIME;
              c.subkeyLife = 20 * YEAR;
              c.backHash = SHA1;
            },
            () -> sig(OLD, _ -> {})),
        cert("signed after the subkey expired", Reason.EXPIRED_KEY, c -> c.subkeyLife = YEAR),
        cert("primary expired", Reason.EXPIRED_KEY, c -> c.primaryLife = YEAR),
        cert(
            "bound later than signed",
            Reason.UNBOUND_SUBKEY,
            c -> c.bound = "2025-01-01T00:00:00Z"),
        cert(
            "expired, forged later binding",
            Reason.EXPIRED_KEY,
            c -> {
              c.subkeyLife = YEAR;
              Cert forged = new Cert();
              forged.binder = STRANGER;
              c.behindSubkey = packet(2, forged.binding("2024-01-01T00:00:00Z", 0));
            }),
        cert(
            "expired, genuine later binding",
            Proof.State.PROVEN,
            c -> {
              c.subkeyLife = YEAR;
              c.behindSubkey = packet(2, new Cert().binding("2024-02-01T00:00:00Z", 0));
            }),
        cert("unbound subkey", Reason.UNBOUND_SUBKEY, c -> c.binder = STRANGER),
        cert("no back-signature", Reason.NO_BACK_SIGNATURE, c -> c.backSigned = false),
        cert("foreign back-signature", Reason.NO_BACK_SIGNATURE, c -> c.backSigner = STRANGER),
        cert(
            "back-signature over SHA-1, 2023-02-15",
            Reason.NO_BACK_SIGNATURE,
            c -> c.backHash = SHA1),
        cert("binding over SHA-1, 2023-02-15", Reason.UNBOUND_SUBKEY, c -> c.bindingHash = SHA1),
        cert("encryption-only subkey", Reason.NOT_A_SIGNING_KEY, c -> c.subkeyFlags = 0x0C),
        cert("authentication-only subkey", Reason.NOT_A_SIGNING_KEY, c -> c.subkeyFlags = 0x20),
        new Case(
            "primary that only certifies",
            Reason.NOT_A_SIGNING_KEY,
            false,
            c -> c.primaryFlags = 1,
            () -> sig(PRIMARY, _ -> {})),
        cert(
            "subkey compromised later",
            Reason.REVOKED_KEY,
            c -> c.behindSubkey = revocation(0x28, SUBKEY, "2025-01-01T00:00:00Z", 2)),
        cert(
            "subkey revoked later without a reason",
            Reason.REVOKED_KEY,
            c -> c.behindSubkey = revocation(0x28, SUBKEY, "2025-01-01T00:00:00Z", 0)),
        cert(
            "subkey retired before",
            Reason.REVOKED_KEY,
            c -> c.behindSubkey = revocation(0x28, SUBKEY, "2024-01-01T00:00:00Z", 3)),
        cert(
            "subkey retired later",
            Proof.State.PROVEN,
            c -> c.behindSubkey = revocation(0x28, SUBKEY, "2025-01-01T00:00:00Z", 3)),
        cert(
            "subkey superseded later",
            Proof.State.PROVEN,
            c -> c.behindSubkey = revocation(0x28, SUBKEY, "2025-01-01T00:00:00Z", 1)),
        cert(
            "primary compromised later",
            Reason.REVOKED_KEY,
            c -> c.behindPrimary = revocation(0x20, PRIMARY, "2025-01-01T00:00:00Z", 2)),
        cert(
            "primary retired before",
            Reason.REVOKED_KEY,
            c -> c.behindPrimary = revocation(0x20, PRIMARY, "2024-01-01T00:00:00Z", 3)),
        cert(
            "primary retired later",
            Proof.State.PROVEN,
            c -> c.behindPrimary = revocation(0x20, PRIMARY, "2025-01-01T00:00:00Z", 3)),
        new Case(
            "RSA of 1024 bits",
            Reason.WEAK_KEY,
            false,
            c -> {
              c.subkey = SMALL;
              c.backSigner = SMALL;
            },
            () -> sig(SMALL, _ -> {})),
        made("another key", Reason.UNKNOWN_KEY, () -> sig(STRANGER, _ -> {})),
        made(
            "future",
            Reason.FUTURE,
            () -> packet(2, new PgpMaker.Sig(SUBKEY, 0, "2090-01-01T00:00:00Z").over(DATA))),
        made(
            "older than its key",
            Reason.OLDER_THAN_KEY,
            () -> packet(2, new PgpMaker.Sig(SUBKEY, 0, "2020-01-01T00:00:00Z").over(DATA))),
        made(
            "no time", Reason.NO_TIME, () -> packet(2, new PgpMaker.Sig(SUBKEY, 0, "").over(DATA))),
        made(
            "expired signature",
            Reason.EXPIRED_SIGNATURE,
            () -> sig(SUBKEY, s -> s.sub(3, u32(86400)))),
        made("SHA-1", Reason.WEAK_HASH, () -> sig(SUBKEY, s -> s.hash(SHA1))),
        made("MD5", Reason.WEAK_HASH, () -> sig(SUBKEY, s -> s.hash(1))),
        made("SHA-512", Proof.State.PROVEN, () -> sig(SUBKEY, s -> s.hash(PgpMaker.SHA512))),
        // DATA has no carriage return, so text and bytes would give the same digest in our maker.
        disputed(
            "text mode",
            Reason.TEXT_MODE,
            () ->
                packet(
                    2,
                    new PgpMaker.Sig(SUBKEY, 1, SIGNED)
                        .over("an archive\r\n".getBytes(StandardCharsets.UTF_8)))),
        made("a certification", Reason.WRONG_TYPE, () -> sig(SUBKEY, s -> s.type(0x13))),
        made(
            "critical notation",
            Reason.UNKNOWN_NOTATION,
            () -> sig(SUBKEY, s -> s.critical(20, notation("a@example.org")))),
        made(
            "notation",
            Proof.State.PROVEN,
            () -> sig(SUBKEY, s -> s.sub(20, notation("a@example.org")))),
        made(
            "unknown critical",
            Reason.UNKNOWN_CRITICAL,
            () -> sig(SUBKEY, s -> s.critical(101, new byte[] {1}))),
        made(
            "unknown uncritical",
            Proof.State.PROVEN,
            () -> sig(SUBKEY, s -> s.sub(101, new byte[] {1}))),
        made("version 3", Reason.UNSUPPORTED_VERSION, () -> sig(SUBKEY, s -> s.version(3))),
        made("version 6", Reason.UNSUPPORTED_VERSION, () -> sig(SUBKEY, s -> s.version(6))),
        made(
            "over another file",
            Reason.BAD_SIGNATURE,
            () -> packet(2, new PgpMaker.Sig(SUBKEY, 0, SIGNED).over(new byte[] {1}))),
        disputed(
            "two, one bad",
            Reason.BAD_SIGNATURE,
            () ->
                joined(
                    GOOD.signature(),
                    packet(2, new PgpMaker.Sig(SUBKEY, 0, SIGNED).over(new byte[] {1})))),
        made(
            "two, one by a stranger",
            Proof.State.PROVEN,
            () -> joined(GOOD.signature(), sig(STRANGER, _ -> {}))),
        made(
            "a key before it",
            Reason.NOT_A_SIGNATURE,
            () -> joined(packet(6, PRIMARY.body), GOOD.signature())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void judgesAsExpectedAndAsSqop(Case one) throws IOException {
    Cert cert = new Cert();
    one.cert().accept(cert);
    byte[] certificate = cert.bytes();
    byte[] signature = one.made().signature();

    assertThat(outcome(certificate, signature)).isEqualTo(one.expected());

    Files.write(folder.resolve("cert"), PgpMaker.armored("PUBLIC KEY BLOCK", certificate));
    Files.write(folder.resolve("sig"), PgpMaker.armored("SIGNATURE", signature));
    Files.write(folder.resolve("data"), DATA);
    Program.Ended sqop =
        new Program(folder, Map.of()).run("sh", "-c", "sqop verify sig cert < data");
    assertThat(sqop.code() == 0).as(sqop.output()).isEqualTo(one.sqop());
  }

  private static Object outcome(byte[] certificate, byte[] signature) throws IOException {
    SignatureVerdict verdict = verdict(certificate, signature);
    Refusal refusal = verdict.refusal();
    return refusal == null ? verdict.state() : refusal.reason();
  }

  private static SignatureVerdict verdict(byte[] certificate, byte[] signature) throws IOException {
    DetachedSignature read = DetachedSignature.read(signature);
    ContentDigests content = new ContentDigests(read.algorithms());
    content.update(DATA, 0, DATA.length);
    return Verifier.ofAll(Keyring.read(certificate), Instant.now()).verify(read, content);
  }

  @Test
  void saysThatTheKeyHasEndedSince() throws IOException {
    SignatureVerdict verdict = verdict(new Cert().bytes(), GOOD.signature());
    assertThat(verdict.judgements()).singleElement().isInstanceOf(Judgement.Good.class);
    assertThat(verdict.proof("x.asc").detail())
        .contains("subkey " + SUBKEY.hex())
        .contains("the key ended 2026-02-14");
  }

  @Test
  void trustsOnlyPinnedPrimaries() throws IOException {
    Keyring keyring = Keyring.read(new Cert().bytes());
    DetachedSignature signature = DetachedSignature.read(GOOD.signature());
    ContentDigests content = new ContentDigests(signature.algorithms());
    content.update(DATA, 0, DATA.length);
    Verifier other =
        Verifier.pinned(keyring, Set.of(new Fingerprint(STRANGER.hex())), Instant.now());
    assertThat(other.verify(signature, content).refusal())
        .extracting(Refusal::reason)
        .isEqualTo(Reason.UNTRUSTED_KEY);
  }

  @Test
  void oneCopyOfACertificateRevokesForAll() throws IOException {
    Cert revoked = new Cert();
    revoked.behindSubkey = revocation(0x28, SUBKEY, "2025-01-01T00:00:00Z", 2);
    byte[] both =
        joined(
            PgpMaker.armored("PUBLIC KEY BLOCK", new Cert().bytes()),
            "a comment between\n".getBytes(StandardCharsets.US_ASCII),
            PgpMaker.armored("PUBLIC KEY BLOCK", revoked.bytes()));
    assertThat(outcome(both, GOOD.signature())).isEqualTo(Reason.REVOKED_KEY);
  }

  private static byte[] revocationBody(int type, PgpMaker.Key by, Consumer<PgpMaker.Sig> change) {
    PgpMaker.Sig revocation =
        new PgpMaker.Sig(by, type, "2025-01-01T00:00:00Z").sub(29, new byte[] {2});
    change.accept(revocation);
    return type == 0x20
        ? revocation.over(PRIMARY.hashed())
        : revocation.over(PRIMARY.hashed(), SUBKEY.hashed());
  }

  /** As version 3 has it (RFC 9580, 5.2.2). */
  private static byte[] oldRevocation(int type, byte[] keyId) {
    return joined(
        new byte[] {3, 5, (byte) type},
        u32(1_735_689_600L),
        keyId,
        new byte[] {1, 2, 0, 0, 0, 1, 1});
  }

  /** A body with one byte changed. */
  private static byte[] with(byte[] body, int at, int value) {
    body[at] = (byte) value;
    return body;
  }

  private static byte[] id(PgpMaker.Key key) {
    return Arrays.copyOfRange(key.fingerprint(), 12, 20);
  }

  /**
   * What revokes a key, or seems to.
   *
   * @param body of a revocation of this type
   */
  record Revoking(String name, Object expected, IntFunction<byte[]> body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Revoking> revocations() {
    int ripemd160 = 3;
    return Stream.of(
        new Revoking(
            "over SHA-224",
            Reason.REVOKED_KEY,
            type -> revocationBody(type, PRIMARY, s -> s.hash(PgpMaker.SHA224))),
        new Revoking(
            "over RIPEMD-160",
            Reason.REVOKED_KEY,
            type -> with(revocationBody(type, PRIMARY, _ -> {}), 3, ripemd160)),
        new Revoking(
            "over SHA-224 by somebody else",
            Proof.State.PROVEN,
            type -> revocationBody(type, STRANGER, s -> s.hash(PgpMaker.SHA224))),
        new Revoking(
            "without an issuer",
            Reason.REVOKED_KEY,
            type -> revocationBody(type, PRIMARY, PgpMaker.Sig::anonymous)),
        new Revoking(
            "without an issuer by somebody else",
            Proof.State.PROVEN,
            type -> revocationBody(type, STRANGER, PgpMaker.Sig::anonymous)),
        new Revoking(
            "without an issuer over RIPEMD-160",
            Reason.REVOKED_KEY,
            type -> with(revocationBody(type, PRIMARY, PgpMaker.Sig::anonymous), 3, ripemd160)),
        new Revoking(
            "with another issuer that nobody signed",
            Reason.REVOKED_KEY,
            type -> revocationBody(type, PRIMARY, s -> s.unhashed(16, id(STRANGER)))),
        new Revoking("of version 3", Reason.REVOKED_KEY, type -> oldRevocation(type, id(PRIMARY))),
        new Revoking(
            "of version 3 by somebody else",
            Proof.State.PROVEN,
            type -> oldRevocation(type, id(STRANGER))),
        new Revoking(
            "of version 6",
            Reason.REVOKED_KEY,
            type -> with(revocationBody(type, PRIMARY, _ -> {}), 0, 6)),
        new Revoking(
            "cut off",
            Reason.REVOKED_KEY,
            type -> Arrays.copyOf(revocationBody(type, PRIMARY, _ -> {}), 12)),
        new Revoking(
            "whose number is cut off",
            Reason.REVOKED_KEY,
            type -> {
              byte[] whole = revocationBody(type, PRIMARY, _ -> {});
              return Arrays.copyOf(whole, whole.length - 1);
            }));
  }

  @ParameterizedTest
  @MethodSource("revocations")
  void aRevocationThatCannotBeCheckedRefuses(Revoking one) throws IOException {
    Cert primary = new Cert();
    primary.behindPrimary = packet(2, one.body().apply(0x20));
    assertThat(outcome(primary.bytes(), GOOD.signature())).isEqualTo(one.expected());
    Cert subkey = new Cert();
    subkey.behindSubkey = packet(2, one.body().apply(0x28));
    assertThat(outcome(subkey.bytes(), GOOD.signature())).isEqualTo(one.expected());
  }

  @Test
  void everyByteCountsButTheUnhashedOnes() throws IOException {
    byte[] certificate = new Cert().bytes();
    byte[] good = PgpMaker.armored("SIGNATURE", GOOD.signature());
    for (int at = 0; at < good.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = good.clone();
        flipped[at] ^= (byte) (1 << bit);
        assertThat(outcome(certificate, flipped))
            .as("byte %d, bit %d", at, bit)
            .isNotEqualTo(Proof.State.PROVEN);
      }
    }
    byte[] binary = GOOD.signature();
    int survived = 0;
    for (int at = 0; at < binary.length; at++) {
      byte[] flipped = binary.clone();
      flipped[at] ^= 1;
      survived += outcome(certificate, flipped) == Proof.State.PROVEN ? 1 : 0;
    }
    // The type of the one unhashed subpacket: 16, the key ID, becomes another that says nothing.
    assertThat(survived).isEqualTo(1);
  }

  @Test
  void endsAtEveryLength() throws IOException {
    byte[] certificate = new Cert().bytes();
    for (byte[] good :
        new byte[][] {GOOD.signature(), PgpMaker.armored("SIGNATURE", GOOD.signature())}) {
      int least = good[0] == '-' ? good.length - 1 : good.length;
      for (int length = 0; length < least; length++) {
        assertThat(outcome(certificate, java.util.Arrays.copyOf(good, length)))
            .as("length %d", length)
            .isNotEqualTo(Proof.State.PROVEN);
      }
    }
  }

  @Test
  void refusesWhatIsNotExactlyOneBlock() throws IOException {
    byte[] certificate = new Cert().bytes();
    String good =
        new String(PgpMaker.armored("SIGNATURE", GOOD.signature()), StandardCharsets.US_ASCII);
    assertThat(outcome(certificate, good + good)).isEqualTo(Reason.SEVERAL_BLOCKS);
    assertThat(outcome(certificate, good + "junk\n")).isEqualTo(Reason.SURROUNDED);
    assertThat(outcome(certificate, "junk\n" + good)).isEqualTo(Reason.SURROUNDED);
    assertThat(outcome(certificate, "junk\n")).isEqualTo(Reason.MALFORMED);
    assertThat(outcome(certificate, good.replaceFirst("\n=....\n", "\n=AAAA\n")))
        .isEqualTo(Reason.BAD_CRC);
    assertThat(outcome(certificate, good.replaceFirst("\n\n", "\nComment: \u001b[2J\n\n")))
        .isEqualTo(Reason.MALFORMED);
    assertThat(outcome(certificate, good.replaceFirst("\n\n", "\nComment: hello\n\n")))
        .isEqualTo(Proof.State.PROVEN);
    assertThat(outcome(certificate, good.replace("\n", "\r\n"))).isEqualTo(Proof.State.PROVEN);
    assertThat(
            outcome(certificate, "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nx\n" + good))
        .isEqualTo(Reason.INLINE);
    assertThat(outcome(certificate, "")).isEqualTo(Reason.MALFORMED);
    assertThat(outcome(certificate, PgpMaker.armored("PUBLIC KEY BLOCK", certificate)))
        .isEqualTo(Reason.NOT_A_SIGNATURE);
  }

  private static Object outcome(byte[] certificate, String signature) throws IOException {
    return outcome(certificate, signature.getBytes(StandardCharsets.ISO_8859_1));
  }
}
