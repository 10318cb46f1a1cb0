package dev.archcheck.cli.render;

import dev.archcheck.inspect.Detail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to show of a binary beyond its identity.
 *
 * @param details structures of the file format, in this order
 * @param buildInfo whether to show all of a Go program's build information
 * @param cgo whether to show all evidence of the verdict on cgo
 * @param packages whether to list the packages of a Go program
 * @param functions which functions of a Go program to list; null for none
 */
public record Depth(
    List<Detail> details,
    boolean buildInfo,
    boolean cgo,
    boolean packages,
    @Nullable Glob functions) {

  /** {@return whether anything is to be shown beyond the identity} */
  boolean isDeep() {
    return !details.isEmpty() || isOfGo();
  }

  /** {@return whether anything of Go programs is to be shown beyond the summary} */
  boolean isOfGo() {
    return buildInfo || cgo || packages || functions != null;
  }
}
