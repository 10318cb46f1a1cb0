package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.sumdb.LogException.Reason;
import dev.archcheck.verify.sumdb.Lookup.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A client of a checksum database (golang.org/design/25530-sumdb) that trusts nothing but the key
 * of the log and what it remembers itself. An answer counts when the log signed a tree, the tree
 * has the record, and it continues the tree that is remembered; all of that is computed here, from
 * tiles that are each verified before they are used. For several threads at once.
 */
public final class SumDatabase {

  /** An answer has a record of some hundred bytes and a note. */
  private static final int MAX_ANSWER = 1 << 16;

  /** Somebody else moves the remembered head only forward, so this is never reached. */
  private static final int MAX_ATTEMPTS = 1000;

  private final LogKey key;
  private final LogReader remote;
  private final List<LogReader> local;
  private final LogMemory memory;
  private final Set<String> mergedOthers = ConcurrentHashMap.newKeySet();
  private volatile @Nullable SignedHead lastOpened;

  /**
   * A client.
   *
   * @param remote the log, or {@link LogReader#NOWHERE}
   * @param local caches of other programs, asked first
   */
  public SumDatabase(LogKey key, LogReader remote, List<LogReader> local, LogMemory memory) {
    this.key = key;
    this.remote = remote;
    this.local = List.copyOf(local);
    this.memory = memory;
  }

  /** {@return the key of the log} */
  public LogKey key() {
    return key;
  }

  /**
   * {@return what the log says of a module}
   *
   * @throws LogException if what was answered is not to be trusted; nothing was accepted
   * @throws LogNotFoundException if the log, or who speaks for it, does not have the module
   * @throws IOException if the log could not be reached, or what is remembered cannot be stored
   */
  public Lookup lookup(ModuleVersion module) throws LogException, IOException {
    List<String> notCompared = mergeOthers();
    Lookup kept = fromKeptProof(module, notCompared);
    if (kept != null) {
      return kept;
    }
    List<IOException> unavailable = new ArrayList<>();
    for (LogReader reader : local) {
      Lookup found = fromLocal(reader, module, notCompared, unavailable);
      if (found != null) {
        return found;
      }
    }
    try {
      byte[] answer = read(remote, "lookup/" + module.escaped());
      return keep(prove(answer, module, Origin.REMOTE, notCompared));
    } catch (IOException e) {
      unavailable.forEach(e::addSuppressed);
      throw e;
    }
  }

  /**
   * {@return what a proof says of a module, verified, and its tree compared with what is
   * remembered} If the comparison needs tiles that cannot be had, the result says so.
   *
   * @throws LogException if the proof does not hold, or its tree is not the one that is remembered
   * @throws IOException if what is remembered cannot be read or stored
   */
  public Lookup check(LogProof proof, ModuleVersion module) throws LogException, IOException {
    LoggedModule proven = verify(proof).module(module);
    return compared(proven, mergeOthers());
  }

  /**
   * {@return the largest tree of the log that is known, after the log was asked for its newest}
   *
   * @throws LogException if the newest does not continue the one that is remembered
   * @throws IOException if the log could not be reached
   */
  public SignedHead refresh() throws LogException, IOException {
    SignedHead newest = open(UnverifiedNote.parse(read(remote, "latest")));
    return merge(newest, null).head();
  }

  private byte[] read(LogReader reader, String path) throws LogException, IOException {
    byte[] answer = reader.read(path, MAX_ANSWER);
    if (answer.length > MAX_ANSWER) {
      throw new LogException(
          Reason.OVERSIZED_ANSWER, path + " of the log is longer than any honest answer");
    }
    return answer;
  }

  private @Nullable Lookup fromKeptProof(ModuleVersion module, List<String> notCompared)
      throws LogException, IOException {
    byte[] kept = memory.load(proofPath(module));
    if (kept == null) {
      return null;
    }
    LoggedModule proven;
    try {
      LogProof proof = LogProof.parse(new String(kept, StandardCharsets.UTF_8));
      proven = verify(proof).module(module);
    } catch (LogException _) {
      return null; // damaged, or of another key: as if it were not there
    }
    return compared(proven, notCompared);
  }

  private Lookup compared(LoggedModule module, List<String> notCompared)
      throws LogException, IOException {
    SignedHead remembered = tryMerge(module.record().head(), "the tree of the proof", notCompared);
    return new Lookup(module, Origin.KEPT_PROOF, remembered, notCompared);
  }

  private LogRecord verify(LogProof proof) throws LogException {
    return proof.verify(open(proof.head()));
  }

  private @Nullable Lookup fromLocal(
      LogReader reader,
      ModuleVersion module,
      List<String> notCompared,
      List<IOException> unavailable)
      throws LogException, IOException {
    try {
      byte[] answer = read(reader, "lookup/" + module.escaped());
      return keep(prove(answer, module, Origin.LOCAL, notCompared));
    } catch (LogException e) {
      if (isProvenAgainstTheLog(e)) {
        throw e;
      }
      return null; // a cache may be damaged: the log is asked instead
    } catch (LogNotFoundException _) {
      return null;
    } catch (IOException e) {
      unavailable.add(e);
      return null;
    }
  }

  /** Two signatures that do not fit together are evidence, wherever they were found. */
  private static boolean isProvenAgainstTheLog(LogException e) {
    return e.reason() == Reason.FORK
        || e.reason() == Reason.INCONSISTENT
        || e.reason() == Reason.DAMAGED_MEMORY;
  }

  private Lookup prove(byte[] bytes, ModuleVersion module, Origin origin, List<String> notCompared)
      throws LogException, IOException {
    LookupAnswer answer = LookupAnswer.parse(bytes);
    Merged merged = merge(open(answer.head()), answer);
    AuthenticTiles tiles = merged.tiles();
    long index = answer.index();
    if (!tiles.record(index).equals(new TreeHasher().record(answer.record()))) {
      throw new LogException(
          Reason.WRONG_RECORD, "the record that was answered is not the log's record " + index);
    }
    LogProof proof = LogProof.of(answer.record(), tiles.inclusion(index), merged.head());
    LoggedModule proven = proof.verify(merged.head()).module(module);
    return new Lookup(proven, origin, merged.head(), notCompared);
  }

  private Lookup keep(Lookup lookup) {
    LoggedModule module = lookup.module();
    byte[] text = module.record().proof().text().getBytes(StandardCharsets.UTF_8);
    memory.save(proofPath(module.module()), text);
    return lookup;
  }

  private static String proofPath(ModuleVersion module) {
    return "proof/" + module.escaped();
  }

  /**
   * The larger of two heads, which was proven to continue the other and is now remembered.
   *
   * @param tiles of the larger tree
   */
  private record Merged(SignedHead head, AuthenticTiles tiles) {}

  /**
   * Compares a head with the one that is remembered, in whichever direction it has to be, and
   * remembers the larger. A smaller one, from a server that lags behind, changes nothing.
   *
   * @param answer whose record has to be proven with the same tiles, if any
   */
  private Merged merge(SignedHead served, @Nullable LookupAnswer answer)
      throws LogException, IOException {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      String note = memory.head();
      SignedHead remembered = note.isEmpty() ? served : remembered(note);
      Merged merged = compare(remembered, served, answer);
      boolean moves = note.isEmpty() || served.size() > remembered.size();
      if (!moves || memory.replaceHead(note, served.note().note())) {
        return merged;
      }
    }
    throw new IOException("the remembered tree of " + key.name() + " changes all the time");
  }

  private Merged compare(SignedHead remembered, SignedHead served, @Nullable LookupAnswer answer)
      throws LogException, IOException {
    boolean grown = served.size() > remembered.size();
    SignedHead larger = grown ? served : remembered;
    SignedHead smaller = grown ? remembered : served;
    if (larger.size() == smaller.size() && !larger.tree().equals(smaller.tree())) {
      throw fork(
          Reason.FORK, "shows two trees of " + larger.size() + " records", remembered, served);
    }
    AuthenticTiles tiles =
        new TileCollector(
                plan(larger, smaller, answer), larger.tree().root(), memory, local, remote)
            .collect();
    if (larger.size() > smaller.size()) {
      demandBeginning(tiles, remembered, served);
    }
    return new Merged(larger, tiles);
  }

  private static TilePlan plan(SignedHead larger, SignedHead smaller, @Nullable LookupAnswer answer)
      throws LogException {
    if (answer == null && larger.size() == smaller.size()) {
      return TilePlan.nothing(larger.size());
    }
    TilePlan plan = TilePlan.edge(larger.size()).withBeginning(smaller.size());
    return answer == null ? plan : withRecord(plan, answer.index());
  }

  /**
   * Demands that the smaller of two trees is the beginning of the larger, whose tiles these are.
   */
  private void demandBeginning(AuthenticTiles tiles, SignedHead remembered, SignedHead served)
      throws LogException {
    boolean grown = served.size() > remembered.size();
    SignedHead larger = grown ? served : remembered;
    SignedHead smaller = grown ? remembered : served;
    ConsistencyProof proof = tiles.consistency(smaller.size());
    if (!tiles.rootOf(smaller.size()).equals(smaller.tree().root())
        || !proof.holds(smaller.tree().root(), larger.tree().root())) {
      throw fork(
          Reason.INCONSISTENT,
          "has a tree of "
              + larger.size()
              + " records that does not begin with that of "
              + smaller.size(),
          remembered,
          served);
    }
  }

  private static TilePlan withRecord(TilePlan plan, long index) throws LogException {
    if (index >= plan.size()) {
      throw new LogException(
          Reason.WRONG_RECORD,
          "record " + index + " is not in a tree of " + plan.size() + " records");
    }
    return plan.withRecord(index);
  }

  private LogException fork(Reason reason, String what, SignedHead remembered, SignedHead served) {
    return new LogException(
        reason,
        "the log " + key.name() + " " + what + ": it does not show everybody the same",
        List.of(remembered.note().note(), served.note().note()));
  }

  private SignedHead remembered(String note) throws LogException {
    try {
      return open(UnverifiedNote.parse(note));
    } catch (LogException e) {
      throw new LogException(
          Reason.DAMAGED_MEMORY,
          "what is remembered of the log " + key.name() + " is damaged: " + e.getMessage());
    }
  }

  /** {@return the signed head of a note} The same one is met again and again. */
  private SignedHead open(UnverifiedNote note) throws LogException {
    SignedHead last = lastOpened;
    if (last != null && last.note().note().equals(note.note())) {
      return last;
    }
    SignedHead opened = SignedHead.open(note, key);
    lastOpened = opened;
    return opened;
  }

  /**
   * Merges what other programs of the user remember, which also makes their caches useful.
   *
   * @return what could not be compared, for the caller to add to
   */
  private List<String> mergeOthers() throws LogException, IOException {
    List<String> notCompared = new ArrayList<>();
    for (String note : memory.otherHeads()) {
      if (!mergedOthers.contains(note)) {
        mergeOther(note, notCompared);
      }
    }
    return notCompared;
  }

  private void mergeOther(String note, List<String> notCompared) throws LogException, IOException {
    SignedHead other;
    try {
      other = open(UnverifiedNote.parse(note));
    } catch (LogException _) {
      return; // not the word of this log
    }
    int before = notCompared.size();
    SignedHead _ = tryMerge(other, "the tree that another program remembers", notCompared);
    if (notCompared.size() == before) {
      mergedOthers.add(note); // from now on it is the beginning of what is remembered
    }
  }

  /** {@return what is remembered after a head was merged, or after it could not be} */
  private SignedHead tryMerge(SignedHead head, String what, List<String> notCompared)
      throws LogException, IOException {
    try {
      return merge(head, null).head();
    } catch (IOException e) {
      String note = memory.head();
      notCompared.add(
          what + ", of " + head.size() + " records, was not compared: " + e.getMessage());
      return note.isEmpty() ? head : remembered(note);
    }
  }
}
