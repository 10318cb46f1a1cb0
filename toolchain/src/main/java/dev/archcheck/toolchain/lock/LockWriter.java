package dev.archcheck.toolchain.lock;

/**
 * The text of a lock: a line for each fact, always in one order, so that version control shows what
 * changed.
 *
 * <pre>
 *   archcheck/toolchain-lock/1
 *   version go1.27.0
 *   log sum.golang.org
 *
 *   platform linux/amd64
 *   file go1.27.0.linux-amd64.tar.gz
 *   url https://…
 *   size 61234567
 *   sha256 64 digits
 *   h1 h1:…
 *   index 60251047
 *   proof
 *   | the lines of the log's proof
 * </pre>
 *
 * What could not be had is {@code absent} with the reason; without {@code h1} there is no index and
 * no proof either.
 */
public final class LockWriter {

  static final String ABSENT = "absent: ";
  static final String NO_LOG = "none";
  static final String UNKNOWN = "unknown";

  private LockWriter() {}

  /** {@return the text} */
  public static String text(ToolchainLock lock) {
    StringBuilder text = new StringBuilder(3000 * (lock.files().size() + 1));
    line(text, ToolchainLock.SCHEMA);
    line(text, "version " + lock.version());
    line(text, "log " + (lock.log().isEmpty() ? NO_LOG : lock.log()));
    for (LockedFile file : lock.files()) {
      line(text, "");
      line(text, "platform " + ToolchainLock.platform(file));
      line(text, "file " + file.name());
      line(text, "url " + file.url());
      line(text, "size " + (file.size() < 0 ? UNKNOWN : Long.toString(file.size())));
      line(
          text,
          switch (file.digest()) {
            case LockedFile.Sha256(String hex) -> "sha256 " + hex;
            case LockedFile.NoDigest(String why) -> "sha256 " + ABSENT + oneLine(why);
          });
      record(text, file.record());
    }
    return text.toString();
  }

  private static void record(StringBuilder text, LockedFile.LogEntry record) {
    switch (record) {
      case LockedFile.NotLogged(String why) -> line(text, "h1 " + ABSENT + oneLine(why));
      case LockedFile.Logged(String h1, long index, String proof) -> {
        line(text, "h1 " + h1);
        line(text, "index " + index);
        line(text, "proof");
        String body = proof.endsWith("\n") ? proof.substring(0, proof.length() - 1) : proof;
        for (String one : body.split("\n", -1)) {
          line(text, one.isEmpty() ? "|" : "| " + one);
        }
      }
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  /** A reason comes from servers; it must not become lines of the lock. */
  private static String oneLine(String why) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < why.length() && i < LockReader.MAX_REASON; i++) {
      char c = why.charAt(i);
      plain.append(c >= ' ' && c < 0x7F ? c : ' ');
    }
    return plain.isEmpty() ? "no reason was given" : plain.toString();
  }
}
