package dev.archcheck.toolchain.lock;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogProof;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads locks. A lock may come from anybody: what is not exactly in its form is none, and the line
 * is said.
 */
public final class LockReader {

  /** A lock of all platforms has about 100 KB. */
  static final int MAX_BYTES = 4 << 20;

  static final int MAX_REASON = 400;

  private static final int MAX_FILES = 300;
  private static final int MAX_LINE = 4000;

  /** As much of a wrong key as a message needs. */
  private static final int MAX_KEY = 40;

  private static final Set<String> KEYS =
      Set.of("version", "log", "platform", "file", "url", "size", "sha256", "h1", "index", "proof");

  private static final Pattern LOG = Pattern.compile("[A-Za-z0-9._/:-]{1,200}");
  private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]{1,20}/[a-z0-9]{1,20}");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern H1 = Pattern.compile("h1:[A-Za-z0-9+/]{43}=");

  private final String name;
  private final String[] lines;
  private int next;

  private LockReader(String name, String text) {
    this.name = name;
    this.lines = text.split("\n", -1);
  }

  /**
   * {@return the lock in a file}
   *
   * @throws MalformedLockException if it is none, with the line
   * @throws IOException if it cannot be read
   */
  public static ToolchainLock read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    String name = file.toString();
    if (bytes.length > MAX_BYTES) {
      throw new MalformedLockException(name, 0, "it is longer than " + MAX_BYTES + " bytes");
    }
    try {
      return parse(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      throw new MalformedLockException(name, 0, "it is no text, or not UTF-8");
    }
  }

  /**
   * {@return the lock of a text}
   *
   * @param name what messages call it
   * @throws MalformedLockException if it is none, with the line
   */
  public static ToolchainLock parse(String name, String text) throws MalformedLockException {
    return new LockReader(name, text).lock();
  }

  private ToolchainLock lock() throws MalformedLockException {
    if (!line().equals(ToolchainLock.SCHEMA)) {
      throw malformed("it does not begin with " + ToolchainLock.SCHEMA);
    }
    String version = value("version");
    if (GoToolchain.parse(version + ".os-arch").isEmpty()) {
      throw malformed("version: is none of Go");
    }
    String log = matching("log", LOG, "is no name of a log");
    List<LockedFile> files = new ArrayList<>();
    String last = "";
    while (skipBlank()) {
      if (files.size() == MAX_FILES) {
        throw malformed("it has more than " + MAX_FILES + " platforms");
      }
      String platform = matching("platform", PLATFORM, "is no platform");
      if (platform.compareTo(last) <= 0) {
        throw malformed("platform: stands there twice, or not in order");
      }
      last = platform;
      files.add(file(version, platform));
    }
    if (files.isEmpty()) {
      throw malformed("it locks nothing");
    }
    return new ToolchainLock(version, log.equals(LockWriter.NO_LOG) ? "" : log, files);
  }

  private boolean skipBlank() {
    while (next < lines.length && lines[next].strip().isEmpty()) {
      next++;
    }
    return next < lines.length;
  }

  private LockedFile file(String version, String platform) throws MalformedLockException {
    int slash = platform.indexOf('/');
    GoToolchain toolchain =
        new GoToolchain(version, platform.substring(0, slash), platform.substring(slash + 1));
    String file = value("file");
    if (!isNameOf(file, toolchain)) {
      throw malformed("file: is not called like " + toolchain);
    }
    String url = value("url");
    if (!isUrlOf(url, file)) {
      throw malformed("url: is no address of " + file);
    }
    return new LockedFile(toolchain, file, url, size(), digest(), record());
  }

  private static boolean isNameOf(String file, GoToolchain toolchain) {
    if (file.equals(toolchain.module().version() + ".zip")) {
      return true;
    }
    Optional<ReleaseFile> named = ReleaseFile.named(file);
    return named.flatMap(ReleaseFile::toolchain).filter(toolchain::equals).isPresent();
  }

  private static boolean isUrlOf(String text, String file) {
    try {
      URI url = new URI(text);
      return url.getScheme() != null
          && url.getRawUserInfo() == null
          && url.getRawPath() != null
          && url.getRawPath().endsWith("/" + file);
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private long size() throws MalformedLockException {
    String size = value("size");
    if (size.equals(LockWriter.UNKNOWN)) {
      return -1;
    }
    if (!NUMBER.matcher(size).matches()) {
      throw malformed("size: is no number of bytes");
    }
    return Long.parseLong(size);
  }

  private LockedFile.Digest digest() throws MalformedLockException {
    String value = value("sha256");
    if (value.startsWith(LockWriter.ABSENT)) {
      return new LockedFile.NoDigest(value.substring(LockWriter.ABSENT.length()));
    }
    if (!SHA256.matcher(value).matches()) {
      throw malformed("sha256: is not 64 hexadecimal digits in lower case");
    }
    return new LockedFile.Sha256(value);
  }

  private LockedFile.LogEntry record() throws MalformedLockException {
    String h1 = value("h1");
    if (h1.startsWith(LockWriter.ABSENT)) {
      return new LockedFile.NotLogged(h1.substring(LockWriter.ABSENT.length()));
    }
    if (!H1.matcher(h1).matches()) {
      throw malformed("h1: is no such hash");
    }
    String index = matching("index", NUMBER, "is no number");
    String line = line();
    requireKey("proof", line);
    if (!line.equals("proof")) {
      throw malformed("proof: has a value, and its lines follow below");
    }
    int start = next;
    StringBuilder proof = new StringBuilder();
    while (next < lines.length && lines[next].startsWith("|")) {
      String one = line();
      if (one.length() > 1 && one.charAt(1) != ' ') {
        throw malformed("proof: a line does not begin with a bar and a blank");
      }
      proof.append(one.length() > 2 ? one.substring(2) : "").append('\n');
    }
    try {
      LogProof.parse(proof.toString());
    } catch (LogException e) {
      next = start;
      throw malformed("proof: " + e.getMessage());
    }
    return new LockedFile.Logged(h1, Long.parseLong(index), proof.toString());
  }

  private String matching(String word, Pattern form, String otherwise)
      throws MalformedLockException {
    String value = value(word);
    if (!form.matcher(value).matches()) {
      throw malformed(word + ": " + otherwise);
    }
    return value;
  }

  private String value(String word) throws MalformedLockException {
    String line = line();
    requireKey(word, line);
    if (line.length() <= word.length() + 1) {
      throw malformed(word + ": has no value");
    }
    return line.substring(word.length() + 1);
  }

  private void requireKey(String word, String line) throws MalformedLockException {
    int blank = line.indexOf(' ');
    String key = blank < 0 ? line : line.substring(0, blank);
    if (key.equals(word)) {
      return;
    }
    String shown = key.length() > MAX_KEY ? key.substring(0, MAX_KEY) + "..." : key;
    throw malformed(
        key.isEmpty()
            ? word + ": is missing"
            : (KEYS.contains(key) ? "'" : "unknown key '")
                + shown
                + "' stands where '"
                + word
                + "' belongs");
  }

  /** Version control on Windows may have put a carriage return before each line end. */
  private String line() throws MalformedLockException {
    if (next == lines.length) {
      throw malformed("it is cut off");
    }
    String line = lines[next++];
    if (line.length() > MAX_LINE) {
      throw malformed("the line is too long");
    }
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private MalformedLockException malformed(String problem) {
    return new MalformedLockException(name, next, problem);
  }
}
