package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.FetchException;
import java.util.List;

/**
 * What is to be installed, and from what.
 *
 * @param chosen what is meant
 * @param files found out when they are needed: what is installed already needs none
 * @param notes what happened on the way
 * @param failures who was asked before and why it gave nothing: said again if nobody does
 */
record Plan(
    Chosen chosen, Files files, Supply supply, List<String> notes, List<FetchException> failures) {

  /** {@return a plan for what something else than a list names} */
  static Plan of(GoToolchain toolchain, Files files, Supply supply, List<String> notes) {
    return new Plan(new Chosen(toolchain, null, null), files, supply, notes, List.of());
  }

  /** {@return what is to be installed} */
  GoToolchain toolchain() {
    return chosen.toolchain();
  }

  /** The files to try, the best first. */
  interface Files {

    /**
     * {@return the files, at least one}
     *
     * @throws FetchException if there are none
     */
    List<Candidate> list() throws FetchException;

    /** {@return the files, or none after telling why} */
    default List<Candidate> orNone(List<FetchException> failures) {
      try {
        return list();
      } catch (FetchException e) {
        failures.add(e);
        return List.of();
      }
    }
  }
}
