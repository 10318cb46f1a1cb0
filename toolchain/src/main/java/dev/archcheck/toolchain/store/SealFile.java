package dev.archcheck.toolchain.store;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.WriteFailure;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.Digest;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A seal as a text file: lines of a word and its value, one line for each proof and each file, and
 * last the SHA-256 of all lines before.
 *
 * <pre>
 *   archcheck seal 1
 *   toolchain go1.27.0.linux-amd64
 *   installed 2026-11-22T12:00:00Z
 *   asked native
 *   source https://…
 *   archive SHA256 SIZE
 *   h1 h1:…
 *   log-proof BASE64
 *   proof log proven SOURCE TAB DETAIL
 *   files COUNT
 *   SHA256 MODE SIZE PATH
 *   end SHA256
 * </pre>
 */
final class SealFile {

  private static final String FIRST = "archcheck seal 1";
  private static final String END = "end ";
  private static final int ALL_MODES = 07777;
  private static final int SHA256 = 64;

  /** As many files as an archive may have, with paths as long as they may be, need less. */
  private static final long LIMIT = 72 << 20;

  private final String name;
  private final byte[] bytes;
  private final int end;
  private int at;
  private int lines;
  private String field = "";

  /** Lines up to an end, which follows a line feed. */
  private SealFile(String name, byte[] bytes, int end) {
    this.name = name;
    this.bytes = bytes;
    this.end = end;
  }

  /** Writes a seal to a file that is not there yet. */
  static void write(Path file, Seal seal) throws IOException {
    StringBuilder text = new StringBuilder(160 * (seal.files().size() + 20));
    line(text, FIRST);
    line(text, "toolchain " + seal.toolchain().name());
    line(text, "installed " + seal.installed());
    line(text, "asked " + word(seal.asked()));
    line(text, "source " + oneLine(seal.source()));
    line(text, "archive " + seal.archiveSha256() + " " + seal.archiveSize());
    line(text, "h1 " + seal.h1());
    line(text, "log-proof " + encoded(seal.logProof()));
    for (Proof proof : seal.proofs()) {
      line(
          text,
          "proof "
              + proof.kind().word()
              + " "
              + word(proof.state())
              + " "
              + oneLine(proof.source())
              + "\t"
              + oneLine(proof.detail()));
    }
    line(text, "files " + seal.files().size());
    for (SealedFile one : seal.files()) {
      text.append(one.sha256())
          .append(' ')
          .append(Integer.toOctalString(one.mode()))
          .append(' ')
          .append(one.size())
          .append(' ')
          .append(one.path())
          .append('\n');
    }
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    String end = END + sha256(body, body.length) + "\n";
    byte[] all = Arrays.copyOf(body, body.length + end.length());
    System.arraycopy(end.getBytes(StandardCharsets.US_ASCII), 0, all, body.length, end.length());
    try {
      Files.write(file, all, java.nio.file.StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a seal.
   *
   * @throws DamagedSealException if it is not as it was written
   * @throws IOException if it cannot be read
   */
  static Seal read(Path file) throws IOException {
    String name = file.toString();
    if (Files.size(file) > LIMIT) {
      throw new DamagedSealException(name, 0, "it has more than " + LIMIT + " bytes");
    }
    byte[] bytes = Files.readAllBytes(file);
    int end = lastLine(bytes);
    if (end < 0
        || !new String(bytes, end, bytes.length - end, StandardCharsets.ISO_8859_1)
            .equals(END + sha256(bytes, end) + "\n")) {
      throw new DamagedSealException(name, 0, "its last line is not the SHA-256 of the others");
    }
    return new SealFile(name, bytes, end).read();
  }

  private static int lastLine(byte[] bytes) {
    int at = bytes.length - 1;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private Seal read() throws DamagedSealException {
    if (!line().equals(FIRST)) {
      throw damaged("it is not of this version");
    }
    try {
      GoToolchain toolchain = toolchain(value("toolchain "));
      Instant installed = Instant.parse(value("installed "));
      Seal.Asked asked = Seal.Asked.valueOf(value("asked ").toUpperCase(Locale.ROOT));
      String source = value("source ");
      String[] archive = fields(value("archive "), 2);
      String sha256 = new Digest(Algorithm.SHA256, archive[0]).hex();
      long size = Long.parseLong(archive[1]);
      if (size < 0) {
        throw damaged("its archive has no such size");
      }
      String h1 = value("h1 ");
      String proof =
          new String(Base64.getDecoder().decode(value("log-proof ")), StandardCharsets.UTF_8);
      List<Proof> proofs = proofs();
      List<SealedFile> files = files(Integer.parseInt(value("files ")));
      return new Seal(toolchain, installed, asked, source, sha256, size, h1, proofs, proof, files);
    } catch (DateTimeException | IllegalArgumentException _) {
      throw damaged("'" + field + "' has no such value");
    }
  }

  private GoToolchain toolchain(String text) throws DamagedSealException {
    Optional<GoToolchain> toolchain = GoToolchain.parse(text);
    if (toolchain.isEmpty()) {
      throw damaged("it names no toolchain");
    }
    return toolchain.get();
  }

  private List<Proof> proofs() throws DamagedSealException {
    List<Proof> proofs = new ArrayList<>();
    while (startsWith("proof ")) {
      String[] fields = fields(value("proof "), 3);
      ProofKind kind = ProofKind.of(fields[0]);
      int tab = fields[2].indexOf('\t');
      if (kind == null || tab < 0) {
        throw damaged("a proof is none");
      }
      Proof.State state = Proof.State.valueOf(fields[1].toUpperCase(Locale.ROOT).replace('-', '_'));
      proofs.add(new Proof(kind, state, fields[2].substring(0, tab), fields[2].substring(tab + 1)));
    }
    return proofs;
  }

  private List<SealedFile> files(int count) throws DamagedSealException {
    List<SealedFile> files = new ArrayList<>();
    while (at < end) {
      files.add(file());
    }
    if (count != files.size()) {
      throw damaged("it has not as many files as it says");
    }
    return files;
  }

  /** There are thousands of these lines, so they are not taken apart as text. */
  private SealedFile file() throws DamagedSealException {
    int start = at;
    int stop = lineEnd();
    at += SHA256;
    if (at >= stop || !isSha256(start)) {
      throw damaged("a file has no digest");
    }
    long mode = number(8, stop);
    long size = number(10, stop);
    if (mode < 0 || mode > ALL_MODES || size < 0 || at + 1 >= stop) {
      throw damaged("a file has no such mode, size or path");
    }
    String path = new String(bytes, at + 1, stop - at - 1, StandardCharsets.UTF_8);
    if (path.indexOf('\uFFFD') >= 0) {
      throw damaged("a path is not UTF-8");
    }
    at = stop + 1;
    lines++;
    return new SealedFile(
        path, (int) mode, size, new String(bytes, start, SHA256, StandardCharsets.ISO_8859_1));
  }

  /** {@return the number between the blank here and the next one, or -1 if there is none} */
  private long number(int base, int stop) {
    if (bytes[at] != ' ') {
      return -1;
    }
    long number = 0;
    int first = ++at;
    while (at < stop && bytes[at] != ' ') {
      int digit = bytes[at++] - '0';
      if (digit < 0 || digit >= base || number > Long.MAX_VALUE / 10 - 1) {
        return -1;
      }
      number = number * base + digit;
    }
    return at == first || at == stop ? -1 : number;
  }

  private boolean isSha256(int start) {
    for (int i = start; i < start + SHA256; i++) {
      byte c = bytes[i];
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private boolean startsWith(String word) {
    return end - at >= word.length()
        && new String(bytes, at, word.length(), StandardCharsets.ISO_8859_1).equals(word);
  }

  private int lineEnd() {
    int stop = at;
    while (bytes[stop] != '\n') {
      stop++;
    }
    return stop;
  }

  private String line() throws DamagedSealException {
    if (at == end) {
      throw damaged("it is cut off");
    }
    int stop = lineEnd();
    String line = new String(bytes, at, stop - at, StandardCharsets.UTF_8);
    at = stop + 1;
    lines++;
    return line;
  }

  private String value(String word) throws DamagedSealException {
    String line = line();
    if (!line.startsWith(word)) {
      throw damaged("it does not say its " + word.strip());
    }
    field = word.strip();
    return line.substring(word.length());
  }

  /** Splits at blanks; the last field keeps its own. */
  private String[] fields(String text, int count) throws DamagedSealException {
    String[] fields = text.split(" ", count);
    if (fields.length < count) {
      throw damaged("a line has too few fields");
    }
    return fields;
  }

  private DamagedSealException damaged(String problem) {
    return new DamagedSealException(name, lines, problem);
  }

  private static String sha256(byte[] bytes, int length) {
    MessageDigest digest = Algorithm.SHA256.start();
    digest.update(bytes, 0, length);
    return HexFormat.of().formatHex(digest.digest());
  }
}
