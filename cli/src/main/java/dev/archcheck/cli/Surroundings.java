package dev.archcheck.cli;

import dev.archcheck.toolchain.host.Machine;
import java.io.InputStream;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Everything outside the program that a run may touch, so that a test can replace it.
 *
 * @param in the standard input
 * @param out where results go, and nothing else
 * @param err where messages, hints and progress go
 * @param outIsTerminal asked only when the answer matters
 * @param errIsTerminal asked only when the answer matters
 * @param machine where facts about this machine are read from, and the environment
 */
public record Surroundings(
    InputStream in,
    EdgeStream out,
    EdgeStream err,
    BooleanSupplier outIsTerminal,
    BooleanSupplier errIsTerminal,
    Machine machine) {

  /** {@return the environment} */
  public Map<String, String> environment() {
    return machine.environment();
  }
}
