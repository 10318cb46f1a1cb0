package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoBuildInfo.Setting;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Builds that are not meant for others: with detectors of errors, or from uncommitted sources. */
final class GoBuildRule implements PlatformRule {

  private static final int SHOWN_REVISION = 12;

  @Override
  public void judge(Subject subject, Consumer<Finding> out) throws IOException {
    if (!subject.facts().kind().hostCode()) {
      return;
    }
    for (Facts.GoBuild build : subject.facts().depth().goBuilds()) {
      debug(subject, build.info(), out);
      dirty(subject, build.info(), out);
    }
  }

  private static void debug(Subject subject, GoBuildInfo info, Consumer<Finding> out) {
    List<Evidence> evidence = new ArrayList<>(0);
    StringBuilder text = new StringBuilder();
    for (Setting setting : info.settings()) {
      if (isForFindingErrors(setting)) {
        evidence.add(witness(setting));
        text.append(text.isEmpty() ? "" : ", ").append(setting.key());
      }
    }
    if (!evidence.isEmpty()) {
      out.accept(subject.finding(Rule.DEBUG_BUILD, evidence, text));
    }
  }

  private static boolean isForFindingErrors(Setting setting) {
    return switch (setting.key()) {
      case "-race", "-msan", "-asan", "-cover" -> setting.value().equals("true");
      case "-gcflags" -> isUnoptimised(setting.value());
      default -> false;
    };
  }

  /** {@code -N} switches the compiler's optimisation off. */
  private static boolean isUnoptimised(String flags) {
    String words = flags.replace('=', ' ').replace('\'', ' ').replace('"', ' ');
    return (" " + words + " ").contains(" -N ");
  }

  private static void dirty(Subject subject, GoBuildInfo info, Consumer<Finding> out) {
    info.find("vcs.modified")
        .filter(setting -> setting.value().equals("true"))
        .ifPresent(setting ->
            out.accept(
                subject.finding(
                    Rule.DIRTY_BUILD,
                    List.of(witness(setting)),
                    info.setting("vcs.revision")
                        .map(revision ->
                            " after "
                                + revision.substring(
                                    0, Math.min(SHOWN_REVISION, revision.length())))
                        .orElse(""))));
  }

  private static Evidence witness(Setting setting) {
    return new Evidence.Bytes(
        new Witness("Go build info", setting.key(), setting.offset(), setting.value(), ""));
  }
}
