package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.sumdb.LogException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that is proven to be in the tree of a signed head. There is no other way to get one, and
 * only what is in its text counts.
 */
public final class LogRecord {

  private static final String HASH = "h1:";

  private final long index;
  private final String text;
  private final InclusionProof inclusion;
  private final SignedHead head;
  private final LogProof proof;

  LogRecord(long index, String text, InclusionProof inclusion, SignedHead head, LogProof proof) {
    this.index = index;
    this.text = text;
    this.inclusion = inclusion;
    this.head = head;
    this.proof = proof;
  }

  /** {@return its index in the log, from 0} */
  public long index() {
    return index;
  }

  /** {@return its text, with the last line end} */
  public String text() {
    return text;
  }

  /** {@return its lines} */
  public List<String> lines() {
    return text.lines().toList();
  }

  /** {@return the way from the record to the root of the head} */
  public InclusionProof inclusion() {
    return inclusion;
  }

  /** {@return the tree that it is in} */
  public SignedHead head() {
    return head;
  }

  /** {@return all of that in a form to be kept} */
  public LogProof proof() {
    return proof;
  }

  /**
   * {@return what the record says of a module}
   *
   * @throws LogException {@code NO_MATCHING_LINE} if it does not speak of the module in exactly
   *     this version; {@code CONFLICTING_LINES} if it gives two hashes
   */
  public LoggedModule module(ModuleVersion module) throws LogException {
    String hash = hashOf(module.path() + " " + module.version() + " ");
    if (hash == null) {
      throw new LogException(
          Reason.NO_MATCHING_LINE, "record " + index + " of the log does not speak of " + module);
    }
    return new LoggedModule(
        module, hash, hashOf(module.path() + " " + module.version() + "/go.mod "), this);
  }

  private @Nullable String hashOf(String start) throws LogException {
    String found = null;
    for (String line : lines()) {
      if (line.startsWith(start + HASH)) {
        String hash = line.substring(start.length());
        if (LogHash.parse(hash.substring(HASH.length())) == null) {
          throw new LogException(
              Reason.MALFORMED_ANSWER, "record " + index + " of the log has a line without a hash");
        }
        if (found != null && !found.equals(hash)) {
          throw new LogException(
              Reason.CONFLICTING_LINES, "record " + index + " of the log gives two hashes for one");
        }
        found = hash;
      }
    }
    return found;
  }
}
