package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command of the program. */
interface Command {

  /** {@return its options and its help} */
  CommandSpec spec();

  /**
   * Does the work.
   *
   * @return the exit code
   * @throws IOException if a result cannot be written
   */
  int run(ParseResult arguments, Surroundings surroundings) throws IOException, UsageException;
}
