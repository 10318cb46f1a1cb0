package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.sumdb.LogException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a log answers to a lookup, none of it verified: the index, the text of the record, a blank
 * line, a signed head (golang.org/x/mod/sumdb/tlog, ParseRecord).
 *
 * @param record with its last line end
 */
record LookupAnswer(long index, String record, UnverifiedNote head) {

  /**
   * {@return the parts of an answer}
   *
   * @throws LogException {@code MALFORMED_ANSWER}, or {@code MALFORMED_NOTE}
   */
  static LookupAnswer parse(byte[] bytes) throws LogException {
    String answer;
    try {
      answer = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw malformed("it is not UTF-8");
    }
    int indexEnd = answer.indexOf('\n');
    long index = indexEnd < 0 ? -1 : TreeHead.number(answer.substring(0, indexEnd));
    if (index < 0) {
      throw malformed("it does not begin with the index of a record");
    }
    int blank = answer.indexOf("\n\n", indexEnd);
    if (blank <= indexEnd) {
      throw malformed("it has no record, or no blank line after it");
    }
    String record = answer.substring(indexEnd + 1, blank + 1);
    checkRecord(record);
    return new LookupAnswer(index, record, UnverifiedNote.parse(answer.substring(blank + 2)));
  }

  /** Checks the form of a record: lines of text, none empty. */
  static void checkRecord(String record) throws LogException {
    if (!record.endsWith("\n") || record.startsWith("\n") || record.contains("\n\n")) {
      throw malformed("the record is not made of lines");
    }
    for (int i = 0; i < record.length(); i++) {
      if (record.charAt(i) < ' ' && record.charAt(i) != '\n') {
        throw malformed("the record has a control character");
      }
    }
  }

  private static LogException malformed(String why) {
    return new LogException(
        Reason.MALFORMED_ANSWER, "what should be the answer of a log is none: " + why);
  }
}
