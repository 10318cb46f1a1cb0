package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Page;
import dev.archcheck.cli.render.PruneJson;
import dev.archcheck.cli.render.PruneText;
import dev.archcheck.cli.render.PruneText.Step;
import dev.archcheck.toolchain.prune.PrunePlan;
import dev.archcheck.toolchain.prune.Pruner;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain prune}. */
final class ToolchainPruneCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain prune");
    Options.help(
        spec,
        "Removes the versions of Go that no project needs.",
        "archcheck toolchain prune [OPTION...] FOLDER...",
        "Stays: the default, what ARCHCHECK_GO and PATH lead to, and what any .go-version,",
        ".tool-versions, go.work, go.mod or go-toolchain.lock in or above the folders needs. Downloads",
        "that were left behind for a day go, too. Without --yes it only says what would go.");
    spec.addPositional(
        Options.arguments("FOLDER", "0..*", "Where your projects are; all below is looked at."));
    spec.addOption(Options.flag("Remove it.", "--yes"));
    Options.addCommon(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  done, or there is nothing to do",
            "  2  the arguments make no sense",
            "  3  something could not be read, or is misspelt, that may need a version; nothing was removed",
            "  4  something could not be removed");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    List<Path> roots = roots(Options.positionals(arguments));
    boolean json = Options.json(arguments);
    boolean colour = Options.colour(arguments, surroundings);
    Store store = Store.of(surroundings.machine());
    Pruner pruner = new Pruner(store, surroundings.machine(), InstantSource.system());
    PrunePlan plan = pruner.plan(roots);
    Step step = Step.PLANNED;
    if (Options.isSet(arguments, "--yes") && plan.isCertain()) {
      pruner.remove(plan);
      step = Step.REMOVED;
    }
    Step shown = step;
    int written =
        new Result(Options.text(arguments, "--output", ""))
            .write(
                surroundings,
                out -> {
                  if (json) {
                    new PruneJson(out).write(plan, shown);
                  } else {
                    new PruneText(new Page(out, colour)).print(plan, shown);
                  }
                  return ExitCode.OK;
                });
    return written == ExitCode.OK ? conclusion(plan, step, surroundings) : written;
  }

  private static int conclusion(PrunePlan plan, Step step, Surroundings surroundings) {
    if (!plan.isCertain()) {
      Messages.error(
          surroundings.err(),
          "what could not be read or is misspelt may need any version: nothing is removed");
      Messages.hint(surroundings.err(), "mend it, or give folders without it");
      return ExitCode.INCONCLUSIVE;
    }
    boolean isSomething = !plan.unneeded().isEmpty() || !plan.leftovers().isEmpty();
    if (step == Step.PLANNED && isSomething) {
      Messages.hint(surroundings.err(), "--yes removes it");
    }
    return ExitCode.OK;
  }

  private static List<Path> roots(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      throw new UsageException(
          "it is not said where your projects are",
          "archcheck toolchain prune FOLDER...: what a project elsewhere needs would be removed");
    }
    List<Path> roots = new ArrayList<>();
    for (String word : words) {
      try {
        roots.add(Path.of(word));
      } catch (InvalidPathException e) {
        throw new UsageException("'" + word + "' is no path: " + e.getReason(), "");
      }
    }
    return roots;
  }
}
