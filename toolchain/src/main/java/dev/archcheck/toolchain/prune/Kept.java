package dev.archcheck.toolchain.prune;

import dev.archcheck.toolchain.activate.Source;
import dev.archcheck.toolchain.store.Installed;
import java.util.List;

/**
 * A version that stays.
 *
 * @param reasons what needs it, at least one
 */
public record Kept(Installed installed, List<Source> reasons) {

  /** Keeps its own list. */
  public Kept {
    reasons = List.copyOf(reasons);
  }
}
