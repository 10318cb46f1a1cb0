package dev.archcheck.toolchain.discover;

import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.host.Host;
import java.util.List;

/**
 * What was found.
 *
 * @param onPath every {@code go} on PATH, also those that only choose another; the first is started
 * @param found the store's first, the newest first of each maker
 * @param unread where something may be that was not seen
 */
public record Inventory(
    Host host, List<GoOnPath> onPath, List<FoundGo> found, List<Unread> unread) {

  /** Keeps its own lists. */
  public Inventory {
    onPath = List.copyOf(onPath);
    found = List.copyOf(found);
    unread = List.copyOf(unread);
  }
}
