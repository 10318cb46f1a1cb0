package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.FetchException;
import java.util.List;

/**
 * What is to be installed, and from what.
 *
 * @param files found out when they are needed: what is installed already needs none
 * @param notes what happened on the way
 * @param failures who was asked before and why it gave nothing: said again if nobody does
 */
record Plan(
    GoToolchain toolchain,
    Files files,
    Supply supply,
    List<String> notes,
    List<FetchException> failures) {

  /** The files to try, the best first. */
  interface Files {

    /**
     * {@return the files, at least one}
     *
     * @throws FetchException if there are none
     */
    List<Candidate> list() throws FetchException;
  }
}
