package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.sumdb.LogException.Reason;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tiles of a plan together: from what is stored, and all others at once from the log.
 * Stored ones that do not fit are left aside and fetched; fetched ones that do not fit are forged.
 */
final class TileCollector {

  private final TilePlan plan;
  private final LogHash root;
  private final LogMemory memory;
  private final List<LogReader> local;
  private final LogReader remote;
  private final TreeHasher hasher = new TreeHasher();
  private final AuthenticTiles authentic;
  private final Map<TileId, Queue<byte[]>> stored = new HashMap<>();
  private final Map<TileId, byte[]> fetched = new HashMap<>();

  TileCollector(
      TilePlan plan, LogHash root, LogMemory memory, List<LogReader> local, LogReader remote) {
    this.plan = plan;
    this.root = root;
    this.memory = memory;
    this.local = local;
    this.remote = remote;
    this.authentic = new AuthenticTiles(plan, hasher);
  }

  /**
   * {@return the tiles, each of them verified}
   *
   * @throws LogException if the log gave a tile that is not of the tree
   * @throws IOException if a tile could not be had
   */
  AuthenticTiles collect() throws LogException, IOException {
    // Each round takes what is missing from the log; what the log gave is kept or ends it all.
    while (!edge() || !inner()) {
      fetchMissing();
    }
    return authentic;
  }

  /** {@return whether the edge is verified} */
  private boolean edge() throws LogException {
    List<TileId> edge = plan.edge();
    if (edge.isEmpty() || authentic.has(edge.getFirst())) {
      return true;
    }
    List<TileNodes> nodes = new ArrayList<>();
    for (TileId tile : edge) {
      byte[] hashes = candidate(tile);
      if (hashes == null) {
        return false;
      }
      nodes.add(new TileNodes(tile, hashes, hasher));
    }
    if (authentic.acceptEdge(nodes, root)) {
      nodes.forEach(this::save);
      return true;
    }
    if (fetched.keySet().containsAll(edge)) {
      throw new LogException(
          Reason.FORGED_TILE,
          "the tiles at the edge of the tree of " + plan.size() + " records do not have its root");
    }
    edge.forEach(
        tile -> stored.put(tile, new ArrayDeque<>())); // one is damaged: which, is not seen
    return false;
  }

  /** {@return whether all other tiles are verified} */
  private boolean inner() throws LogException {
    boolean all = true;
    for (TileId tile : plan.inner()) {
      all &= authentic.has(tile) || (authentic.has(plan.above(tile)) && verify(tile));
    }
    return all;
  }

  private boolean verify(TileId tile) throws LogException {
    while (true) {
      byte[] hashes = candidate(tile);
      if (hashes == null) {
        return false;
      }
      TileNodes nodes = new TileNodes(tile, hashes, hasher);
      if (authentic.accept(nodes)) {
        save(nodes);
        return true;
      }
      if (fetched.containsKey(tile)) {
        throw new LogException(
            Reason.FORGED_TILE, tile.path() + " is not what the tile above it stands for");
      }
      stored(tile).remove();
    }
  }

  /** {@return what a tile may be: what the log gave, else what is stored, or null} */
  private byte @Nullable [] candidate(TileId tile) {
    byte[] given = fetched.get(tile);
    return given != null ? given : stored(tile).peek();
  }

  private Queue<byte[]> stored(TileId tile) {
    return stored.computeIfAbsent(tile, this::findStored);
  }

  private Queue<byte[]> findStored(TileId tile) {
    Queue<byte[]> found = new ArrayDeque<>();
    add(found, tile, memory.load(tile.path()));
    if (!tile.isFull()) {
      add(found, tile, memory.load(tile.full().path()));
    }
    for (LogReader reader : local) {
      add(found, tile, readLocal(reader, tile));
      if (!tile.isFull()) {
        add(found, tile, readLocal(reader, tile.full()));
      }
    }
    return found;
  }

  private static byte @Nullable [] readLocal(LogReader reader, TileId tile) {
    try {
      return reader.read(tile.path(), tile.bytes());
    } catch (IOException _) {
      return null; // only a shortcut; the log has it
    }
  }

  private static void add(Queue<byte[]> found, TileId tile, byte @Nullable [] hashes) {
    if (hashes == null || hashes.length % LogHash.SIZE != 0 || hashes.length < tile.bytes()) {
      return; // damaged, or an older and narrower state of the tile
    }
    found.add(Arrays.copyOf(hashes, tile.bytes()));
  }

  private void save(TileNodes nodes) {
    if (fetched.containsKey(nodes.tile())) {
      memory.save(nodes.tile().path(), nodes.hashes());
    }
  }

  private void fetchMissing() throws LogException, IOException {
    List<TileId> missing = new ArrayList<>();
    for (TileId tile : plan.edge()) {
      if (!authentic.has(tile) && candidate(tile) == null) {
        missing.add(tile);
      }
    }
    for (TileId tile : plan.inner()) {
      if (!authentic.has(tile) && candidate(tile) == null) {
        missing.add(tile);
      }
    }
    List<byte[]> tiles = new ParallelReads(remote).read(missing);
    for (int i = 0; i < tiles.size(); i++) {
      fetched.put(missing.get(i), sized(missing.get(i), tiles.get(i)));
    }
  }

  private static byte[] sized(TileId tile, byte[] hashes) throws LogException {
    if (hashes.length != tile.bytes()) {
      throw new LogException(
          Reason.MALFORMED_TILE,
          tile.path() + " does not have the " + tile.bytes() + " bytes of its hashes");
    }
    return hashes;
  }
}
