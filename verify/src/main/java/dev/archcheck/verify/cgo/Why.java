package dev.archcheck.verify.cgo;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Rule;
import java.util.List;

/**
 * Why a package is there.
 *
 * @param count how many shortest chains there are
 * @param chains the first of them, at most {@value #SHOWN}
 * @param rules the classes of native code that it is of
 */
public record Why(GoModule module, long count, List<Evidence.Chain> chains, List<Rule> rules) {

  /** So many chains are kept. */
  public static final int SHOWN = 100;
}
