package dev.archcheck.sumdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.archcheck.servers.LogSigner;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogException.Reason;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogSetting;
import dev.archcheck.verify.sumdb.SignedHead;
import dev.archcheck.verify.sumdb.UnverifiedNote;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed notes: the real ones, and everything that is nearly one. */
class NoteTest {

  private static final String ROOT = "mXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsM=";
  private static final String HEAD = "go.sum database tree\n7\n" + ROOT + "\n";

  private final LogKey go = LogKey.goChecksumDatabase();
  private final LogSigner signer = new LogSigner("log.example");
  private final LogKey key = key(signer);

  private static LogKey key(LogSigner signer) {
    try {
      return LogKey.parse(signer.verifierKey());
    } catch (LogException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SignedHead open(byte[] note, LogKey key) throws LogException {
    return SignedHead.open(UnverifiedNote.parse(note), key);
  }

  private static SignedHead open(String note, LogKey key) throws LogException {
    SignedHead head = open(note.getBytes(StandardCharsets.UTF_8), key);
    assertThat(SignedHead.open(UnverifiedNote.parse(note), key).tree()).isEqualTo(head.tree());
    return head;
  }

  private static void refused(byte[] note, LogKey key, Reason reason) {
    assertThatExceptionOfType(LogException.class)
        .isThrownBy(() -> open(note, key))
        .satisfies(e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }

  private static void refused(String note, LogKey key, Reason reason) {
    refused(note.getBytes(StandardCharsets.UTF_8), key, reason);
  }

  @Test
  void theRealHeadsVerify() throws LogException {
    SignedHead head = open(RealNotes.OF_30055305, go);
    assertThat(head.size()).isEqualTo(30_055_305);
    assertThat(head.tree().root()).hasToString("mXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsM=");
    assertThat(head.note().note()).isEqualTo(RealNotes.OF_30055305);
    assertThat(open(RealNotes.OF_28891140, go).tree().root())
        .hasToString("++pUIeKTwGvykMUkmM3AT97PwQipMT6H/p7t86E0Sp0=");
    assertThat(open(RealNotes.OF_28905453, go).size()).isEqualTo(28_905_453);
  }

  @ParameterizedTest
  @ValueSource(strings = {RealNotesOf.A, RealNotesOf.B, RealNotesOf.C})
  void noBitOfARealHeadCanBeChanged(String which) {
    byte[] note = RealNotesOf.bytes(which);
    for (int i = 0; i < note.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] forged = note.clone();
        forged[i] ^= (byte) (1 << bit);
        assertThatExceptionOfType(LogException.class)
            .as("bit %d of byte %d", bit, i)
            .isThrownBy(() -> open(forged, go));
      }
    }
  }

  /** The names of the real notes, as values of a test. */
  private static final class RealNotesOf {
    static final String A = "28905453";
    static final String B = "28891140";
    static final String C = "30055305";

    static byte[] bytes(String which) {
      String note =
          switch (which) {
            case A -> RealNotes.OF_28905453;
            case B -> RealNotes.OF_28891140;
            default -> RealNotes.OF_30055305;
          };
      return note.getBytes(StandardCharsets.UTF_8);
    }
  }

  @Test
  void noPartOfARealHeadIsEnough() {
    byte[] note = RealNotesOf.bytes(RealNotesOf.C);
    for (int length = 0; length < note.length; length++) {
      byte[] part = Arrays.copyOf(note, length);
      assertThatExceptionOfType(LogException.class).isThrownBy(() -> open(part, go));
    }
  }

  @Test
  void anotherKeyIsUnknown() {
    refused(RealNotes.OF_30055305, key, Reason.UNKNOWN_KEY);
    // The name alone does not make a key: this one calls itself like the real log.
    LogSigner impostor = new LogSigner("sum.golang.org");
    refused(impostor.note(HEAD), go, Reason.UNKNOWN_KEY);
  }

  @Test
  void signaturesOfOthersDoNotCountForOrAgainst() throws LogException {
    LogSigner witness = new LogSigner("witness.example");
    assertThat(open(signer.note(HEAD) + witness.line(HEAD), key).size()).isEqualTo(7);
    assertThat(open(HEAD + "\n" + witness.line("other\n") + signer.line(HEAD), key).size())
        .isEqualTo(7);
    refused(witness.note(HEAD), key, Reason.UNKNOWN_KEY);
  }

  @Test
  void aBadSignatureOfTheKeyIsNotMadeGoodByAnother() {
    LogSigner witness = new LogSigner("witness.example");
    String bad = signer.line("go.sum database tree\n8\n" + ROOT + "\n");
    refused(HEAD + "\n" + bad + witness.line(HEAD), key, Reason.BAD_SIGNATURE);
    refused(HEAD + "\n" + bad + signer.line(HEAD), key, Reason.BAD_SIGNATURE);
    refused(HEAD + "\n" + signer.line(HEAD) + bad, key, Reason.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "007",
        "+7",
        "-7",
        "",
        " 7",
        "7 ",
        "0x7",
        "7e1",
        "\u0667",
        "9223372036854775808",
        "99999999999999999999"
      })
  void aSizeHasOneSpelling(String size) {
    String text = "go.sum database tree\n" + size + "\n" + ROOT + "\n";
    refused(signer.note(text), key, Reason.MALFORMED_HEAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ngo.sum database tree\n7\n" + ROOT + "\n",
        " go.sum database tree\n7\n" + ROOT + "\n",
        "go.sum database tree\n7\n",
        "go.sum database tree\n",
        "go.sum database\n7\n" + ROOT + "\n",
        "go.sum database tree\n7\n\n" + ROOT + "\n",
        "go.sum database tree\n7\nmXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsM\n",
        "go.sum database tree\n7\nmXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsN=\n",
        "go.sum database tree\n7\nmXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJG\n",
        "go.sum database tree\n0\n" + ROOT + "\n",
        "a text that is signed and means something else\n"
      })
  void whatIsSignedMustBeAHead(String text) {
    refused(signer.note(text), key, Reason.MALFORMED_HEAD);
  }

  @Test
  void furtherLinesOfAHeadAreLeftToTheFuture() throws LogException {
    assertThat(open(signer.note(HEAD + "more\n"), key).size()).isEqualTo(7);
    assertThat(open(signer.note("go.sum database tree\n9223372036854775807\n" + ROOT + "\n"), key))
        .satisfies(head -> assertThat(head.size()).isEqualTo(Long.MAX_VALUE));
  }

  @Test
  void aHundredSignaturesAreEnough() throws LogException {
    LogSigner witness = new LogSigner("witness.example");
    String others = witness.line(HEAD).repeat(99);
    assertThat(open(signer.note(HEAD) + others, key).size()).isEqualTo(7);
    refused(signer.note(HEAD) + others + witness.line(HEAD), key, Reason.MALFORMED_NOTE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, '\b', '\t', 0x0b, '\f', '\r', 0x1b, 0x1f})
  void controlCharactersAreRefused(int control) {
    String text = "go.sum database tree\n7\n" + ROOT + "\n" + (char) control + "\n";
    refused(signer.note(text), key, Reason.MALFORMED_NOTE);
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    for (int bad : new int[] {0x80, 0xc0, 0xe2, 0xed, 0xf8, 0xff}) {
      byte[] note = (HEAD + "X\n\n" + signer.line(HEAD)).getBytes(StandardCharsets.UTF_8);
      note[HEAD.length()] = (byte) bad;
      refused(note, key, Reason.MALFORMED_NOTE);
    }
    assertThatExceptionOfType(LogException.class)
        .isThrownBy(() -> UnverifiedNote.parse(HEAD + "\ud800\n\n" + signer.line(HEAD)));
  }

  @Test
  void theFormOfANoteIsStrict() {
    String line = signer.line(HEAD);
    String base64 = line.substring(line.lastIndexOf(' ') + 1).strip();
    refused(HEAD + line, key, Reason.MALFORMED_NOTE); // no blank line
    refused(HEAD + "\n", key, Reason.MALFORMED_NOTE); // no signature
    refused(signer.note(HEAD) + "\n", key, Reason.MALFORMED_NOTE);
    refused(signer.note(HEAD) + "more\n", key, Reason.MALFORMED_NOTE);
    refused(signer.note(HEAD).strip(), key, Reason.MALFORMED_NOTE);
    refused(signer.note(HEAD).replace('\u2014', '-'), key, Reason.MALFORMED_NOTE);
    refused(HEAD + "\n\u2014 log.example\n", key, Reason.MALFORMED_NOTE);
    refused(HEAD + "\n\u2014 log.example \n", key, Reason.MALFORMED_NOTE);
    refused(HEAD + "\n\u2014 log.example AAAA\n", key, Reason.MALFORMED_NOTE);
    refused(HEAD + "\n\u2014  " + base64 + "\n", key, Reason.MALFORMED_NOTE);
    refused(HEAD + "\n\u2014 log+example " + base64 + "\n", key, Reason.MALFORMED_NOTE);
    refused(HEAD + "\n\u2014 log\u00a0example " + base64 + "\n", key, Reason.MALFORMED_NOTE);
    refused(signer.note(HEAD).replace(base64, base64.replace("=", "")), key, Reason.MALFORMED_NOTE);
    refused(signer.note(HEAD).replace(base64, base64 + " "), key, Reason.MALFORMED_NOTE);
    String shortened = base64.substring(0, base64.length() - 4);
    refused(signer.note(HEAD).replace(base64, shortened), key, Reason.BAD_SIGNATURE);
  }

  @Test
  void theTextIsWhatStandsBeforeTheLastBlankLine() {
    // What looks like a note inside the text is text, and is not what was signed.
    refused(signer.note(HEAD) + "\n" + signer.line(HEAD), key, Reason.BAD_SIGNATURE);
  }

  @Test
  void aKeyIsReadWithItsPlusSigns() throws LogException {
    assertThat(go.name()).isEqualTo("sum.golang.org");
    assertThat(go.hash()).isEqualTo(0x033de0ae);
    assertThat(go).hasToString(LogKey.GO_CHECKSUM_DATABASE);
    for (int i = 0; i < 50; i++) {
      LogSigner any = new LogSigner("log.example");
      assertThat(LogKey.parse(any.verifierKey())).hasToString(any.verifierKey());
    }
  }

  @Test
  void noLetterOfAKeyCanBeChanged() {
    String text = LogKey.GO_CHECKSUM_DATABASE;
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == '7' ? '8' : '7';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      String shorter = text.substring(0, i) + text.substring(i + 1);
      for (String bad : new String[] {changed, shorter, text.substring(0, i)}) {
        assertThatExceptionOfType(LogException.class)
            .as(bad)
            .isThrownBy(() -> LogKey.parse(bad))
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED_KEY));
      }
    }
  }

  @Test
  void theSettingSaysWhichLog() {
    assertThat(LogSetting.parse("off")).isInstanceOf(LogSetting.Off.class);
    assertThat(LogSetting.parse("sum.golang.org"))
        .isInstanceOfSatisfying(
            LogSetting.Named.class, named -> assertThat(named.key()).hasToString(go.toString()));
    assertThat(LogSetting.parse("")).isInstanceOf(LogSetting.Named.class);
    assertThat(LogSetting.parse("sum.golang.google.cn"))
        .isInstanceOfSatisfying(
            LogSetting.At.class,
            at -> {
              assertThat(at.key()).hasToString(go.toString());
              assertThat(at.url()).isEqualTo("https://sum.golang.google.cn");
            });
    assertThat(LogSetting.parse(" " + signer.verifierKey() + "  http://127.0.0.1:1/log// "))
        .isInstanceOfSatisfying(
            LogSetting.At.class,
            at -> {
              assertThat(at.key()).hasToString(signer.verifierKey());
              assertThat(at.url()).isEqualTo("http://127.0.0.1:1/log");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on",
        "OFF",
        "sum.golang.com",
        "sum.golang.org ftp://x",
        "sum.golang.org https://a b",
        "sum.golang.org+033de0ae",
        "sum.golang.org+033de0ae+AAAA"
      })
  void whatGoDoesNotUnderstandIsSaid(String value) {
    assertThat(LogSetting.parse(value))
        .isInstanceOfSatisfying(
            LogSetting.Invalid.class, bad -> assertThat(bad.why()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "../x", "a/../b", "/a", "a/", "a//b", "a\\b", "a:1", "C:", "a?b", "."})
  void theNameOfALogIsNoWayOut(String name) {
    assertThat(LogSetting.parse(new LogSigner(name).verifierKey()))
        .isInstanceOf(LogSetting.Invalid.class);
  }
}
