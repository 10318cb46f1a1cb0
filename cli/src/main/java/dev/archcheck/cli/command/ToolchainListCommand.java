package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Page;
import dev.archcheck.toolchain.store.Installed;
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
        spec, "Lists the installed versions of Go.", "archcheck toolchain list [OPTION...]");
    Options.addCommon(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    Result result = new Result(Options.text(arguments, "--output", ""));
    Store store = Store.of(surroundings.machine());
    return result.write(
        surroundings,
        out -> {
          Page page = new Page(out, Options.isSet(arguments, "--color"));
          for (Installed installed : store.list()) {
            page.line(installed.toolchain().name());
          }
          page.flush();
          return ExitCode.OK;
        });
  }
}
