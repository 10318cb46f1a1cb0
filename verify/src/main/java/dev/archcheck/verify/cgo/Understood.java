package dev.archcheck.verify.cgo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scan, with what it says of native code.
 *
 * @param name its target, or its source where that is not known; no two have the same
 * @param unread packages that could load C without cgo, and whose sources could not be looked at
 */
record Understood(
    String name,
    Scan scan,
    ScanState state,
    ImportGraph graph,
    Places places,
    List<Use> uses,
    List<GoPackage> unread) {

  /** It is a key of maps, and a scan may hold thousands of packages. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
