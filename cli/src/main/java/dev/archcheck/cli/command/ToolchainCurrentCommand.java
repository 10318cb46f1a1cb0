package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.CurrentJson;
import dev.archcheck.cli.render.CurrentText;
import dev.archcheck.cli.render.CurrentView;
import dev.archcheck.cli.render.Page;
import dev.archcheck.toolchain.activate.GoSetting;
import dev.archcheck.toolchain.activate.Resolution;
import dev.archcheck.toolchain.store.Installed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain current}. */
final class ToolchainCurrentCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain current");
    Options.help(
        spec,
        "Shows which version of Go applies in this folder, and what says so.",
        "archcheck toolchain current [OPTION...]");
    Options.addCommon(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  a version applies, and is there",
            "  2  the arguments make no sense",
            "  3  none applies, or it is not installed, or what a file says is no version",
            "  4  the result cannot be written");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    boolean asJson = Options.json(arguments);
    Applying applying = Applying.of(arguments, surroundings);
    Resolution found = applying.here();
    Path go = go(applying, found);
    List<GoSetting> against =
        found instanceof Resolution.Chosen chosen
            ? applying.against(chosen.installed())
            : List.of();
    CurrentView view = new CurrentView(found, go == null ? "" : go.toString(), against);
    int code = go == null ? ExitCode.INCONCLUSIVE : ExitCode.OK;
    if (!asJson && go == null) {
      return code; // what is wrong has been said
    }
    return new Result(Options.text(arguments, "--output", ""))
        .write(
            surroundings,
            out -> {
              if (asJson) {
                new CurrentJson(out).write(view);
              } else {
                new CurrentText(new Page(out, false)).write(view);
              }
              return code;
            });
  }

  private static @org.jspecify.annotations.Nullable Path go(Applying applying, Resolution found)
      throws IOException {
    if (found instanceof Resolution.SystemGo) {
      return applying.system();
    }
    Installed installed = applying.installed(found);
    if (installed == null) {
      return null;
    }
    applying.warn(installed);
    applying.tellWhetherSwitched(installed);
    return installed.command();
  }
}
