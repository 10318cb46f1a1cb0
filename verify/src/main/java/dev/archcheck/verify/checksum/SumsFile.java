package dev.archcheck.verify.checksum;

import dev.archcheck.verify.checksum.MalformedSumsException.Reason;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of digests: lines as GNU's tools write them ({@code hash name}, {@code hash *name}, a
 * leading backslash for escapes), tagged lines as BSD's and OpenSSL's do ({@code SHA256 (name) =
 * hash}), or nothing but a digest, whose file is then named by the list's own name. Stricter than
 * any of those tools: one line that is not understood refuses the whole.
 */
public final class SumsFile {

  /** Larger files are refused unread. */
  public static final int MOST_BYTES = 16 << 20;

  private final Map<String, SumsEntry> entries = new HashMap<>();
  private final Map<String, String> folded = new HashMap<>();
  private final List<SumsEntry> inOrder = new ArrayList<>();
  private final @Nullable Algorithm hint;

  private SumsFile(@Nullable Algorithm hint) {
    this.hint = hint;
  }

  /**
   * Reads a list.
   *
   * @param fileName the list's own name: it may say the algorithm, and of a bare digest the file
   */
  public static SumsFile read(byte[] bytes, String fileName) throws MalformedSumsException {
    SumsFile sums = new SumsFile(algorithmIn(fileName));
    sums.readLines(text(bytes), fileName);
    if (sums.inOrder.isEmpty()) {
      throw new MalformedSumsException(Reason.EMPTY, 0, "");
    }
    return sums;
  }

  /** {@return all entries in the order of the list} */
  public List<SumsEntry> entries() {
    return List.copyOf(inOrder);
  }

  /** {@return the entry with exactly this name, or null} */
  public @Nullable SumsEntry find(String name) {
    return entries.get(name);
  }

  /** {@return the algorithm of all entries} */
  public Algorithm algorithm() {
    return inOrder.getFirst().digest().algorithm();
  }

  private static String text(byte[] bytes) throws MalformedSumsException {
    if (bytes.length > MOST_BYTES) {
      throw new MalformedSumsException(Reason.TOO_LARGE, 0, bytes.length + " bytes");
    }
    return starts(bytes, 0xFF, 0xFE)
        ? decode(bytes, 2, StandardCharsets.UTF_16LE)
        : starts(bytes, 0xFE, 0xFF)
            ? decode(bytes, 2, StandardCharsets.UTF_16BE)
            : decode(bytes, starts(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
  }

  private static boolean starts(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decode(byte[] bytes, int from, Charset charset)
      throws MalformedSumsException {
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
          .toString();
    } catch (CharacterCodingException _) {
      throw new MalformedSumsException(Reason.NOT_TEXT, 0, "not " + charset.name());
    }
  }

  private void readLines(String text, String fileName) throws MalformedSumsException {
    String bare = text.strip();
    if (Digest.isHex(bare)) {
      add(targetOf(fileName), bare, null, 1);
      return;
    }
    int line = 0;
    int start = 0;
    while (start < text.length()) {
      line++;
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      int last = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      readLine(text.substring(start, last), line);
      start = end + 1;
    }
  }

  private void readLine(String text, int line) throws MalformedSumsException {
    if (text.isBlank() || text.startsWith("#")) {
      return;
    }
    if (text.startsWith("-----BEGIN PGP")) {
      throw new MalformedSumsException(Reason.INLINE_SIGNED, line, "");
    }
    if (text.indexOf('\0') >= 0) {
      throw new MalformedSumsException(Reason.NOT_TEXT, line, "a zero byte");
    }
    int tag = text.lastIndexOf(")= ");
    int spaced = text.lastIndexOf(") = ");
    int open = text.indexOf('(');
    if (open > 0 && Math.max(tag, spaced) > open) {
      tagged(text, open, Math.max(tag, spaced), line);
    } else {
      untagged(text, line);
    }
  }

  /** {@code SHA256 (name) = hash}, or {@code SHA256(name)= hash}. */
  private void tagged(String text, int open, int close, int line) throws MalformedSumsException {
    String name = text.substring(0, open);
    boolean escaped = name.startsWith("\\");
    String word = (escaped ? name.substring(1) : name).strip();
    Algorithm algorithm = Algorithm.named(word);
    if (algorithm == null) {
      throw new MalformedSumsException(Reason.UNKNOWN_ALGORITHM, line, word);
    }
    String inner = text.substring(open + 1, close);
    String hex = text.substring(text.indexOf('=', close) + 1).strip();
    add(escaped ? unescaped(inner, line) : inner, hex, algorithm, line);
  }

  /** {@code hash name}, {@code hash *name}, {@code hash name}. */
  private void untagged(String text, int line) throws MalformedSumsException {
    boolean escaped = text.startsWith("\\");
    String plain = escaped ? text.substring(1) : text;
    int blank = plain.indexOf(' ');
    if (blank <= 0 || !Digest.isHex(plain.substring(0, blank))) {
      if (Digest.isHex(plain)) {
        throw new MalformedSumsException(Reason.NO_NAME, line, "");
      }
      throw new MalformedSumsException(Reason.UNKNOWN_LINE, line, "");
    }
    String name = plain.substring(blank + 1);
    if (name.startsWith(" ") || name.startsWith("*")) {
      name = name.substring(1);
    }
    add(escaped ? unescaped(name, line) : name, plain.substring(0, blank), null, line);
  }

  private static String unescaped(String name, int line) throws MalformedSumsException {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      switch (i < name.length() ? name.charAt(i++) : '?') {
        case '\\' -> out.append('\\');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        default -> throw new MalformedSumsException(Reason.UNKNOWN_LINE, line, "an unknown escape");
      }
    }
    return out.toString();
  }

  private void add(String rawName, String hex, @Nullable Algorithm tagged, int line)
      throws MalformedSumsException {
    Digest digest = digest(hex, tagged, line);
    String name = SafeName.of(rawName, line);
    if (!inOrder.isEmpty() && algorithm() != digest.algorithm()) {
      throw new MalformedSumsException(
          Reason.MIXED_ALGORITHMS,
          line,
          algorithm().word() + " before, " + digest.algorithm().word() + " here");
    }
    SumsEntry entry = new SumsEntry(name, digest, line);
    SumsEntry same = entries.putIfAbsent(name, entry);
    if (same != null) {
      if (!same.digest().equals(digest)) {
        throw new MalformedSumsException(Reason.CONFLICT, line, name);
      }
      return; // said twice, and the same
    }
    if (folded.putIfAbsent(SafeName.folded(name), name) != null) {
      throw new MalformedSumsException(Reason.CASE_COLLISION, line, name);
    }
    inOrder.add(entry);
  }

  private Digest digest(String hex, @Nullable Algorithm tagged, int line)
      throws MalformedSumsException {
    Algorithm algorithm = tagged;
    if (algorithm == null) {
      algorithm = hint == null ? Algorithm.usual(hex.length()) : hint;
    }
    if (algorithm == null) {
      throw new MalformedSumsException(Reason.WRONG_LENGTH, line, hex.length() + " digits");
    }
    try {
      return new Digest(algorithm, hex);
    } catch (IllegalArgumentException e) {
      throw new MalformedSumsException(Reason.WRONG_LENGTH, line, String.valueOf(e.getMessage()));
    }
  }

  /**
   * {@return the algorithm that a name like {@code x.sha512} or {@code SHA512SUMS} says, or null}
   */
  private static @Nullable Algorithm algorithmIn(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".txt") ? lower.substring(0, lower.length() - 4) : lower;
    Algorithm byExtension = Algorithm.named(plain.substring(plain.lastIndexOf('.') + 1));
    if (byExtension != null) {
      return byExtension;
    }
    for (String ending : new String[] {"sums", "sum"}) {
      if (plain.endsWith(ending)) {
        return Algorithm.named(plain.substring(0, plain.length() - ending.length()));
      }
    }
    return null;
  }

  /** {@return the file that a sidecar is for: {@code x.tar.gz} of {@code x.tar.gz.sha256}} */
  private static String targetOf(String fileName) throws MalformedSumsException {
    int dot = fileName.lastIndexOf('.');
    if (dot <= 0 || !isSidecar(fileName)) {
      throw new MalformedSumsException(Reason.NO_NAME, 1, "and " + fileName + " names none");
    }
    return fileName.substring(0, dot);
  }

  /** {@return whether the name ends as that of the digest of one file: {@code x.sha256}} */
  static boolean isSidecar(String fileName) {
    int dot = fileName.lastIndexOf('.');
    if (dot <= 0) {
      return false;
    }
    String ending = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    String word = ending.endsWith("sum") ? ending.substring(0, ending.length() - 3) : ending;
    return Algorithm.named(word) != null;
  }
}
