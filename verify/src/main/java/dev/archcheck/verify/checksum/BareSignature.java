package dev.archcheck.verify.checksum;

import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A signature of minisign or signify. minisign's has four lines, the last of which signs the third;
 * signify's has two, behind which the signed message may stand itself ({@code signify -S -e}).
 *
 * <p>minisign signs the BLAKE2b-512 of a file ({@code ED}); signify, and minisign before 2021, the
 * file itself ({@code Ed}), which therefore has to be in memory.
 */
public final class BareSignature {

  /** What a file that is signed without a digest may have. */
  public static final int MOST_IN_MEMORY = 64 << 20;

  private static final String COMMENT = "untrusted comment: ";
  private static final String TRUSTED = "trusted comment: ";
  private static final int ID_LENGTH = 8;
  private static final int LENGTH = 2 + ID_LENGTH + Ed25519.SIGNATURE_LENGTH;

  private final byte[] line;
  private final byte[] trustedComment;
  private final byte[] globalSignature;
  private final byte[] embedded;
  private final boolean minisign;

  private BareSignature(
      byte[] line,
      byte[] trustedComment,
      byte[] globalSignature,
      byte[] embedded,
      boolean minisign) {
    this.line = line;
    this.trustedComment = trustedComment;
    this.globalSignature = globalSignature;
    this.embedded = embedded;
    this.minisign = minisign;
  }

  /** {@return whether a file starts as these signatures do} */
  public static boolean looksLike(byte[] file) {
    byte[] start = COMMENT.getBytes(StandardCharsets.US_ASCII);
    return file.length > start.length
        && Arrays.equals(file, 0, start.length, start, 0, start.length);
  }

  /**
   * Reads a signature.
   *
   * @throws IOException if it is none
   */
  public static BareSignature read(byte[] file) throws IOException {
    Lines lines = new Lines(file);
    if (!lines.next().startsWith(COMMENT)) {
      throw malformed();
    }
    byte[] line = BareKey.base64(lines.next());
    if (line.length != LENGTH || line[0] != 'E' || (line[1] != 'd' && line[1] != 'D')) {
      throw malformed();
    }
    int behind = lines.position;
    if (!lines.peekStartsWith(TRUSTED)) {
      if (line[1] != 'd') {
        throw malformed();
      }
      byte[] message = Arrays.copyOfRange(file, behind, file.length);
      return new BareSignature(line, new byte[0], new byte[0], message, false);
    }
    byte[] comment = bytes(lines.next().substring(TRUSTED.length()));
    byte[] global = BareKey.base64(lines.next());
    if (global.length != Ed25519.SIGNATURE_LENGTH || lines.position != file.length) {
      throw malformed();
    }
    return new BareSignature(line, comment, global, new byte[0], true);
  }

  private static IOException malformed() {
    return new IOException("is no well-formed signature of minisign or signify");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Lines of bytes. */
  private static final class Lines {
    private final byte[] file;
    int position;

    Lines(byte[] file) {
      this.file = file;
    }

    String next() throws IOException {
      int end = position;
      while (end < file.length && file[end] != '\n') {
        end++;
      }
      if (position == file.length) {
        throw malformed();
      }
      int last = end > position && file[end - 1] == '\r' ? end - 1 : end;
      String line = new String(file, position, last - position, StandardCharsets.ISO_8859_1);
      position = Math.min(end + 1, file.length);
      return line;
    }

    boolean peekStartsWith(String start) {
      byte[] wanted = bytes(start);
      return file.length - position >= wanted.length
          && Arrays.equals(file, position, position + wanted.length, wanted, 0, wanted.length);
    }
  }

  /** {@return whether it is over the BLAKE2b-512 of the file, and so needs only that} */
  public boolean isOverDigest() {
    return line[1] == 'D';
  }

  /** {@return whether the signed message stands in the same file} */
  public boolean hasMessage() {
    return embedded.length > 0;
  }

  /** {@return the message that stands in the same file; it is signed only if the proof holds} */
  public byte[] message() {
    return embedded.clone();
  }

  /** {@return whether it says to be by this key} */
  boolean isBy(BareKey key) {
    return Arrays.equals(line, 2, 2 + ID_LENGTH, key.id, 0, ID_LENGTH);
  }

  /** {@return the proof over a file's digest} */
  public Proof proof(BareKey key, String source, ContentDigests content) {
    return proof(key, source, HexFormat.of().parseHex(content.value(Algorithm.BLAKE2B_512).hex()));
  }

  /** {@return the proof over bytes} The bytes are the message, or its digest if it is over that. */
  public Proof proof(BareKey key, String source, byte[] message) {
    byte[] id = Arrays.copyOfRange(line, 2, 2 + ID_LENGTH);
    byte[] signature = Arrays.copyOfRange(line, 2 + ID_LENGTH, LENGTH);
    if (!isBy(key)) {
      return proof(
          Proof.State.NOT_HAD,
          source,
          "the signature is by key " + BareKey.nameOf(id) + ", not by " + key.name());
    }
    if (minisign != (key.tool == BareKey.Tool.MINISIGN)) {
      return proof(
          Proof.State.REFUTED,
          source,
          minisign
              ? "the signature is minisign's, the key signify's"
              : "the signature has no trusted comment, as minisign's have");
    }
    if (!Ed25519.fits(key.key, signature, message)) {
      return proof(Proof.State.REFUTED, source, "the signature does not fit the file");
    }
    if (minisign && !Ed25519.fits(key.key, globalSignature, signature, trustedComment)) {
      return proof(Proof.State.REFUTED, source, "the trusted comment was changed");
    }
    String by = (minisign ? "minisign" : "signify") + " by key " + key.name();
    String comment = new String(trustedComment, StandardCharsets.UTF_8);
    return proof(
        Proof.State.PROVEN, source, comment.isEmpty() ? by : by + ", which says: " + comment);
  }

  private static Proof proof(Proof.State state, String source, String detail) {
    return new Proof(ProofKind.SIGNATURE, state, source, detail);
  }
}
