package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.download.Arrival;
import dev.archcheck.toolchain.download.Watcher;
import java.io.IOException;

/** Where the bytes of a file come from. */
interface Supply {

  /** {@return the file on its way} */
  Arrival start(Candidate candidate, Watcher watcher) throws IOException;
}
