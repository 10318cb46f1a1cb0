package dev.archcheck.servers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A checksum database with a key of its own. It answers the paths below the log's base as the real
 * one does, and whatever it is told to answer instead. To be served, or called directly; for
 * several threads at once as long as nothing is added.
 */
public final class LogDouble {

  private static final int FULL = 256;
  private static final int HASH = 32;

  private final LogSigner signer;
  private final List<String> records = new ArrayList<>();
  private final List<List<byte[]>> levels = new ArrayList<>();
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Map<String, byte[]> instead = new ConcurrentHashMap<>();
  private final Map<Integer, String> heads = new ConcurrentHashMap<>();
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private volatile int published;

  /** An empty log with a new key. */
  public LogDouble(String name) {
    this(new LogSigner(name));
  }

  /** An empty log with a key; of two with one key each is the fork of the other. */
  public LogDouble(LogSigner signer) {
    this.signer = signer;
  }

  /** {@return who signs} */
  public LogSigner signer() {
    return signer;
  }

  /** {@return the key as settings have it} */
  public String verifierKey() {
    return signer.verifierKey();
  }

  /** Adds a module with both of its lines, and publishes the tree. {@return its index} */
  public int add(String path, String version, String hash, String goModHash) {
    String line = path + " " + version;
    int index = addRecord(line + " " + hash + "\n" + line + "/go.mod " + goModHash + "\n");
    indexes.put(escape(path) + "@" + escape(version), index);
    return index;
  }

  /** Adds a record that no lookup finds, and publishes the tree. {@return its index} */
  public int addRecord(String text) {
    records.add(text);
    byte[] hash = sha256(new byte[] {0}, text.getBytes(StandardCharsets.UTF_8));
    for (int level = 0; ; level++) {
      if (levels.size() == level) {
        levels.add(new ArrayList<>());
      }
      List<byte[]> hashes = levels.get(level);
      hashes.add(hash);
      if (hashes.size() % 2 == 1) {
        break;
      }
      hash = sha256(new byte[] {1}, hashes.get(hashes.size() - 2), hashes.getLast());
    }
    published = records.size();
    return published - 1;
  }

  /** Adds records of other modules until there are so many, which differ with the word. */
  public LogDouble fillTo(int size, String word) {
    while (records.size() < size) {
      int i = records.size();
      String hash = "h1:" + base64(sha256((word + i).getBytes(StandardCharsets.UTF_8)));
      addRecord(
          "example.com/"
              + word
              + " v0.0."
              + i
              + " "
              + hash
              + "\n"
              + "example.com/"
              + word
              + " v0.0."
              + i
              + "/go.mod "
              + hash
              + "\n");
    }
    return this;
  }

  /** Shows the tree with its first records only, as a server that lags behind. */
  public void publish(int size) {
    published = size;
  }

  /** {@return how many records there are} */
  public int size() {
    return records.size();
  }

  /** {@return the text of a record} */
  public String record(int index) {
    return records.get(index);
  }

  /** {@return the root of the tree of the first records} */
  public byte[] root(int size) {
    byte[] hash = null;
    for (int level = 0; level < 31; level++) {
      if ((size >> level & 1) == 1) {
        byte[] peak = levels.get(level).get((size >> level) - 1);
        hash = hash == null ? peak : sha256(new byte[] {1}, peak, hash);
      }
    }
    return hash == null ? sha256() : hash;
  }

  /** {@return the signed head of the tree of the first records} */
  public String head(int size) {
    return heads.computeIfAbsent(size, this::sign);
  }

  private String sign(int size) {
    return signer.note("go.sum database tree\n" + size + "\n" + base64(root(size)) + "\n");
  }

  /** {@return the answer to a lookup, as it would be} */
  public String lookup(int index) {
    return index + "\n" + records.get(index) + "\n" + head(published);
  }

  /** Answers something else from now on, for one path. */
  public void answerInstead(String path, byte[] answer) {
    instead.put(path, answer);
  }

  /** Answers something else from now on, for one path. */
  public void answerInstead(String path, String answer) {
    answerInstead(path, answer.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers the truth again. */
  public void answerTruth() {
    instead.clear();
  }

  /** {@return which paths were asked for, and how often} */
  public Map<String, Integer> asked() {
    return new TreeMap<>(asked);
  }

  /** Forgets what was asked for. */
  public void forgetAsked() {
    asked.clear();
  }

  /**
   * {@return what the log answers, or null for 404}
   *
   * @param path below the base, without a slash in front
   */
  public byte @Nullable [] answer(String path) {
    asked.merge(path, 1, Integer::sum);
    byte[] other = instead.get(path);
    if (other != null) {
      return other.clone();
    }
    if (path.equals("supported")) {
      return new byte[0];
    }
    if (path.equals("latest")) {
      return head(published).getBytes(StandardCharsets.UTF_8);
    }
    if (path.startsWith("lookup/")) {
      Integer index = indexes.get(path.substring("lookup/".length()));
      return index == null || index >= published
          ? null
          : lookup(index).getBytes(StandardCharsets.UTF_8);
    }
    return path.startsWith("tile/8/") ? tile(path) : null;
  }

  private byte @Nullable [] tile(String path) {
    String[] parts = path.substring("tile/8/".length()).split("/", -1);
    int width = FULL;
    int last = parts.length - 1;
    if (parts[last - 1].endsWith(".p")) {
      width = Integer.parseInt(parts[last]);
      last--;
    }
    int index = 0;
    for (int i = 1; i <= last; i++) {
      index = (index * 1000) + Integer.parseInt(parts[i].replace("x", "").replace(".p", ""));
    }
    int level = 8 * Integer.parseInt(parts[0]);
    int from = index * FULL;
    if (level > 30 || from + width > published >> level) {
      return null;
    }
    ByteArrayOutputStream tile = new ByteArrayOutputStream(width * HASH);
    for (byte[] hash : levels.get(level).subList(from, from + width)) {
      tile.writeBytes(hash);
    }
    return tile.toByteArray();
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(Character.isUpperCase(c) ? "!" : "").append(c);
    }
    return escaped.toString().toLowerCase(Locale.ROOT);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
