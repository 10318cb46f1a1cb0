package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.ListJson;
import dev.archcheck.cli.render.ListText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.toolchain.discover.Discovery;
import dev.archcheck.toolchain.discover.Inventory;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain list}. */
final class ToolchainListCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain list");
    Options.help(
        spec,
        "Lists the installed versions of Go, whoever installed them.",
        "archcheck toolchain list [OPTION...]",
        "Looks on PATH and where go.dev, operating systems, Homebrew, golang.org/dl, mise, asdf,",
        "goenv, gvm, Scoop, the go command and CI runners put them. Nothing is started.");
    spec.addOption(Options.flag("Only what this program installed.", "--store"));
    Options.addCommon(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  what was found is listed, broken ones, too",
            "  3  a folder could not be read, so there may be more");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    boolean json = Options.json(arguments);
    boolean colour = Options.colour(arguments, surroundings);
    Result result = new Result(Options.text(arguments, "--output", ""));
    Store store = Store.of(surroundings.machine());
    Discovery discovery = new Discovery(surroundings.machine(), store);
    Inventory inventory =
        Options.isSet(arguments, "--store") ? discovery.ofStore() : discovery.everywhere();
    return result.write(
        surroundings,
        out -> {
          if (json) {
            new ListJson(out).write(inventory);
          } else {
            new ListText(new Page(out, colour)).print(inventory);
          }
          return inventory.unread().isEmpty() ? ExitCode.OK : ExitCode.INCONCLUSIVE;
        });
  }
}
