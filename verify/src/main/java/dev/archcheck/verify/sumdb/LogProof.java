package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.sumdb.LogException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A proof that a log has a record, which can be kept and carried about: whoever has the key of the
 * log can verify it without a network. Nothing of it is known to be true before.
 *
 * <p>Its text is that of c2sp.org/tlog-proof; the record is the extra data:
 *
 * <pre>
 *   c2sp.org/tlog-proof@v1
 *   extra (the record in base64)
 *   index 60251047
 *   (a hash in base64, and more of them, from the record upwards)
 *
 *   (the signed head)
 * </pre>
 */
public final class LogProof {

  /** The longest text that is read, in characters. */
  public static final int MAX_TEXT = 1 << 17;

  /** A path in a tree of 2^63 records is not longer. */
  private static final int MAX_HASHES = 63;

  private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  private final long index;
  private final String record;
  private final List<LogHash> hashes;
  private final UnverifiedNote head;
  private final String text;

  private LogProof(
      long index, String record, List<LogHash> hashes, UnverifiedNote head, String text) {
    this.index = index;
    this.record = record;
    this.hashes = hashes;
    this.head = head;
    this.text = text;
  }

  /** {@return the proof made of its parts} */
  static LogProof of(String record, InclusionProof inclusion, SignedHead head) throws LogException {
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    byte[] extra = record.getBytes(StandardCharsets.UTF_8);
    text.append(EXTRA).append(Base64.getEncoder().encodeToString(extra)).append('\n');
    text.append(INDEX).append(inclusion.index()).append('\n');
    for (LogHash hash : inclusion.hashes()) {
      text.append(hash).append('\n');
    }
    String note = head.note().note();
    return new LogProof(
        inclusion.index(),
        record,
        inclusion.hashes(),
        UnverifiedNote.parse(note),
        text.append('\n').append(note).toString());
  }

  /**
   * {@return the proof of a text}
   *
   * @throws LogException {@code MALFORMED_PROOF}, or {@code MALFORMED_NOTE} for the head in it
   */
  public static LogProof parse(String text) throws LogException {
    int blank = text.indexOf("\n\n");
    if (text.length() > MAX_TEXT || blank < 0) {
      throw malformed("it is too long, or without a signed head");
    }
    String[] lines = text.substring(0, blank).split("\n", -1);
    if (lines.length < 3
        || lines.length - 3 > MAX_HASHES
        || !lines[0].equals(FIRST_LINE)
        || !lines[1].startsWith(EXTRA)
        || !lines[2].startsWith(INDEX)) {
      throw malformed("it does not have the lines of one");
    }
    long index = TreeHead.number(lines[2].substring(INDEX.length()));
    if (index < 0) {
      throw malformed("its index is no number");
    }
    List<LogHash> hashes = new ArrayList<>();
    for (int i = 3; i < lines.length; i++) {
      LogHash hash = LogHash.parse(lines[i]);
      if (hash == null) {
        throw malformed("a line that should be a hash is none");
      }
      hashes.add(hash);
    }
    UnverifiedNote head = UnverifiedNote.parse(text.substring(blank + 2));
    return new LogProof(index, record(lines[1]), List.copyOf(hashes), head, text);
  }

  private static String record(String line) throws LogException {
    byte[] bytes = Base64Text.decode(line.substring(EXTRA.length()));
    if (bytes == null) {
      throw malformed("its record is not base64");
    }
    String record;
    try {
      record = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw malformed("its record is not UTF-8");
    }
    LookupAnswer.checkRecord(record);
    return record;
  }

  /**
   * {@return the record, now proven to be in the tree that the log signed} Whether this tree is the
   * one that everybody sees is another question: {@link SumDatabase#check} asks it.
   *
   * @throws LogException if the head is not signed by the key, or the record is not in its tree
   */
  public LogRecord verify(LogKey key) throws LogException {
    return verify(SignedHead.open(head, key));
  }

  /** {@return the signed head in it} */
  UnverifiedNote head() {
    return head;
  }

  /** {@return the record, proven to be in the tree of the head, which must be the one in here} */
  LogRecord verify(SignedHead signed) throws LogException {
    InclusionProof inclusion = new InclusionProof(index, signed.size(), hashes);
    if (!inclusion.holds(new TreeHasher().record(record), signed.tree().root())) {
      throw new LogException(
          Reason.WRONG_RECORD,
          "the tree of "
              + signed.size()
              + " records of "
              + signed.note().key().name()
              + " does not have this record at index "
              + index);
    }
    return new LogRecord(index, record, inclusion, signed, this);
  }

  /** {@return the text of the proof, to be kept} */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }

  private static LogException malformed(String why) {
    return new LogException(
        Reason.MALFORMED_PROOF, "what should be a proof of a log is none: " + why);
  }
}
