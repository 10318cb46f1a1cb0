package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.sumdb.LogException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What has the form of a signed note (golang.org/x/mod/sumdb/note): a text and lines with
 * signatures. Nothing of it is known to be anybody's word until {@link #verify} says so; that is
 * why its text cannot be had from here.
 */
public final class UnverifiedNote {

  /** More signatures are not read, so that nobody is kept busy. */
  private static final int MAX_SIGNATURES = 100;

  private static final String SIGNATURE_LINE = "\u2014 ";
  private static final int HASH_SIZE = 4;

  private final String note;
  private final String text;
  private final List<Line> lines;

  private UnverifiedNote(String note, String text, List<Line> lines) {
    this.note = note;
    this.text = text;
    this.lines = lines;
  }

  /** A line with a signature, which is not compared: so it is no record. */
  private static final class Line {
    private final String name;
    private final int hash;
    private final byte[] signature;

    Line(String name, byte[] hashAndSignature) {
      this.name = name;
      this.hash = ByteBuffer.wrap(hashAndSignature).getInt();
      this.signature = Arrays.copyOfRange(hashAndSignature, HASH_SIZE, hashAndSignature.length);
    }

    boolean isBy(LogKey key) {
      return name.equals(key.name()) && hash == key.hash();
    }
  }

  /**
   * {@return the note of its bytes}
   *
   * @throws LogException {@code MALFORMED_NOTE}
   */
  public static UnverifiedNote parse(byte[] bytes) throws LogException {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      throw malformed("it is not UTF-8");
    }
  }

  /**
   * {@return the note of a string}
   *
   * @throws LogException {@code MALFORMED_NOTE}
   */
  public static UnverifiedNote parse(String note) throws LogException {
    rejectControls(note);
    int split = note.lastIndexOf("\n\n");
    if (split < 0) {
      throw malformed("no blank line is in front of signatures");
    }
    if (!note.endsWith("\n") || split + 2 == note.length()) {
      throw malformed("it does not end with a line of a signature");
    }
    return new UnverifiedNote(note, note.substring(0, split + 1), signatures(note, split + 2));
  }

  private static void rejectControls(String note) throws LogException {
    for (int i = 0; i < note.length(); i++) {
      char c = note.charAt(i);
      if (c < ' ' && c != '\n') {
        throw malformed("it has a control character");
      }
      if (Character.isSurrogate(c) && !isPair(note, i)) {
        throw malformed("it is not UTF-8");
      }
    }
  }

  private static boolean isPair(String note, int at) {
    return Character.isHighSurrogate(note.charAt(at))
        ? at + 1 < note.length() && Character.isLowSurrogate(note.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(note.charAt(at - 1));
  }

  private static List<Line> signatures(String note, int from) throws LogException {
    List<Line> lines = new ArrayList<>();
    for (int start = from; start < note.length(); ) {
      if (lines.size() == MAX_SIGNATURES) {
        throw malformed("it has more than " + MAX_SIGNATURES + " signatures");
      }
      int end = note.indexOf('\n', start);
      lines.add(signature(note.substring(start, end)));
      start = end + 1;
    }
    return lines;
  }

  private static Line signature(String line) throws LogException {
    if (!line.startsWith(SIGNATURE_LINE)) {
      throw malformed("a line after the blank one is no signature");
    }
    int space = line.indexOf(' ', SIGNATURE_LINE.length());
    if (space < 0) {
      throw malformed("a line of a signature has no signature");
    }
    String name = line.substring(SIGNATURE_LINE.length(), space);
    byte[] bytes = Base64Text.decode(line.substring(space + 1));
    if (!LogKey.isName(name) || bytes == null || bytes.length <= HASH_SIZE) {
      throw malformed("a line of a signature is not a name and base64");
    }
    return new Line(name, bytes);
  }

  /**
   * {@return the note, now known to be signed by a key} Signatures of other keys do not count, for
   * or against.
   *
   * @throws LogException {@code BAD_SIGNATURE} if any signature in the name of the key is not by
   *     it; {@code UNKNOWN_KEY} if there is none in its name
   */
  public VerifiedNote verify(LogKey key) throws LogException {
    boolean signed = false;
    for (Line line : lines) {
      if (line.isBy(key)) {
        if (!key.verifies(text, line.signature)) {
          throw new LogException(
              Reason.BAD_SIGNATURE, "the signature of " + key.name() + " on a note is wrong");
        }
        signed = true;
      }
    }
    if (!signed) {
      throw new LogException(
          Reason.UNKNOWN_KEY, "a note is not signed by the key of " + key.name());
    }
    return new VerifiedNote(key, text, note);
  }

  /** {@return all of it, as it came} */
  String note() {
    return note;
  }

  private static LogException malformed(String why) {
    return new LogException(Reason.MALFORMED_NOTE, "what should be a signed note is none: " + why);
  }
}
