package dev.archcheck.cli.command;

import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code cgo} is to do.
 *
 * @param inputs saved streams; none where go list is to be run
 * @param targets those of the policy, or the one that go has, where there are none
 * @param why a package whose chains are wanted instead of a report, or the empty string
 * @param policy the empty string for the usual file
 * @param failOn null for what the policy says
 */
record CgoOptions(
    List<String> packages,
    List<String> inputs,
    List<Platform> targets,
    String tags,
    boolean tests,
    String why,
    String policy,
    String baseline,
    boolean updateBaseline,
    String difference,
    List<String> binaries,
    boolean assumeCgo,
    boolean requireEnd,
    @Nullable Severity failOn,
    Graph graph,
    Reporting reporting,
    boolean verbose) {

  /** A graph of imports in place of a report. */
  enum Graph {
    NONE,
    DOT,
    MERMAID
  }
}
