package dev.archcheck.verify.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.verify.digest.ContentDigests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoReleaseKeyTest {

  private static final Instant THEN = Instant.parse("2026-11-22T00:00:00Z");

  @Test
  void embeddedKeyHasTheSubkeysThatGoogleMade() {
    Certificate certificate =
        Objects.requireNonNull(GoReleaseKey.embedded().find(GoReleaseKey.PRIMARY));
    assertThat(certificate.userIds())
        .containsExactly(
            "Google Inc. (Linux Packages Signing Authority) <linux-packages-keymaster@google.com>");
    assertThat(certificate.signingKeys(THEN))
        .extracting(key ->
            key.fingerprint()
                + " "
                + key.algorithm()
                + " "
                + day(key.created())
                + " "
                + day(key.expires()))
        .containsExactly(
            "EB4C1BFD4F042F6DDDCCEC917721F63BD38B4796 rsa4096 2016-04-12 never",
            "3B068FB4789ABE4AEFA3BB491397BC53640DB551 rsa4096 2016-04-12 2019-04-12",
            "3E50F6D3EC278FDEB655C8CA6494C6D6997C215E rsa4096 2017-01-24 2020-01-24",
            "2F528D36D67B69EDF998D85778BD65473CB3BD13 rsa4096 2019-07-22 2022-07-21",
            "8461EFA0E74ABAE010DE66994EB27DB2A3B88B8B rsa4096 2021-10-26 2024-10-25",
            "A5F483CD733A4EBAEA378B2AE88979FB9B30ACF2 rsa4096 2023-02-15 2026-02-14",
            "0F06FF86BEEAF4E71866EE5232EE5355A6BC6E42 rsa4096 2024-01-30 2027-01-29",
            "0E225917414670F4442C250DFD533C07C264648F rsa4096 2025-01-07 2028-01-07");
  }

  private static String day(@Nullable Instant time) {
    return time == null ? "never" : time.toString().substring(0, 10);
  }

  /** Every one of them vouches for the primary key in turn, the oldest two over SHA-1. */
  @Test
  void eachSubkeyCouldSignWhenItWasNew() throws RefusedException {
    Certificate certificate =
        Objects.requireNonNull(GoReleaseKey.embedded().find(GoReleaseKey.PRIMARY));
    for (Certificate.Subkey subkey : certificate.subkeys) {
      long day = 24 * 3600;
      long end = new KeyStanding(certificate).check(subkey.key, subkey.key.created + day);
      assertThat(end).isEqualTo(subkey.key.created + 0x05A39A80L);
    }
  }

  /** The one copy of a real signature that was found; its check sum does not fit. */
  @Test
  void refusesADamagedRealSignature() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            GoReleaseKeyTest.class.getResourceAsStream("go1.25.5-damaged-copy.asc"))) {
      byte[] armored = in.readAllBytes();
      assertThat(reason(armored)).isEqualTo(Reason.BAD_CRC);
      String text = new String(armored, StandardCharsets.US_ASCII);
      // Without the check sum it is well-formed, by a subkey that is known, and still wrong.
      byte[] without = text.replace("=A7WM\n", "").getBytes(StandardCharsets.US_ASCII);
      assertThat(reason(without)).isEqualTo(Reason.BAD_SIGNATURE);
    }
  }

  private static Reason reason(byte[] file) {
    DetachedSignature signature = DetachedSignature.read(file);
    Verifier verifier =
        Verifier.pinned(GoReleaseKey.embedded(), Set.of(GoReleaseKey.PRIMARY), THEN);
    List<Judgement> judgements =
        verifier.verify(signature, new ContentDigests(signature.algorithms())).judgements();
    assertThat(judgements).hasSize(1);
    return ((Judgement.Refused) judgements.getFirst()).refusal().reason();
  }
}
