package dev.archcheck.verify.platform;

import dev.archcheck.verify.Report;
import dev.archcheck.verify.artifact.ArtifactWalker;
import dev.archcheck.verify.go.GoPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The main job: is each binary what it claims to be, and will it load there? */
public final class PlatformCheck {

  private final Request request;

  /** A check that is ready to run. */
  public PlatformCheck(Request request) {
    this.request = request;
  }

  /**
   * What to check.
   *
   * @param minimumOs the oldest systems that binaries must run on, by {@link
   *     dev.archcheck.inspect.MinimumOs#what}: {@code macOS → 11.0}, {@code glibc → 2.17}
   * @param goPolicy what Go programs must be built with
   */
  public record Request(
      List<Path> paths, Targets targets, Map<String, String> minimumOs, GoPolicy goPolicy) {

    /** A request that demands nothing of Go programs in particular. */
    public Request(List<Path> paths, Targets targets, Map<String, String> minimumOs) {
      this(paths, targets, minimumOs, GoPolicy.NONE);
    }
  }

  /**
   * Walks and judges.
   *
   * @param progress is told now and then how many artifacts have been met
   */
  public Report run(LongConsumer progress) {
    Verdicts verdicts = new Verdicts(request, progress);
    new ArtifactWalker().walk(request.paths(), verdicts);
    return verdicts.report();
  }
}
