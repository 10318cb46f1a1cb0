package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Page;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.activate.Pin;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain uninstall}. */
final class ToolchainUninstallCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain uninstall");
    Options.help(
        spec,
        "Removes versions of Go that this program installed.",
        "archcheck toolchain uninstall [OPTION...] VERSION...");
    spec.addPositional(
        Options.arguments("VERSION", "1..*", "1.27.0, or its whole name: go1.27.0.linux-amd64."));
    TargetOption.addTo(spec);
    spec.addOption(Options.flag("Remove the default version, too; then there is none.", "--force"));
    Options.addText(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  removed",
            "  2  the arguments make no sense, or the default is to go without --force",
            "  3  a version is not installed; none is removed",
            "  4  a version cannot be removed");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    Store store = Store.of(surroundings.machine());
    Platform host = new HostProbe(surroundings.machine()).probe().platform();
    Platform target = TargetOption.read(arguments, host);
    List<Installed> doomed = new ArrayList<>();
    for (String word : Options.positionals(arguments)) {
      List<Installed> found = store.matching(word, target);
      if (found.isEmpty()) {
        found = store.incomplete(word, target);
      }
      if (found.isEmpty()) {
        NotInstalledException.requireVersion(word);
        Messages.error(
            surroundings.err(),
            "no version '" + word + "' for " + target + " is installed in the store");
        Messages.hint(surroundings.err(), "archcheck toolchain list shows what is");
        return ExitCode.INCONCLUSIVE; // nothing is removed, not even of the others
      }
      if (found.size() > 1) {
        throw new UsageException(
            "'" + word + "' means " + found.size() + " versions", "name them one by one");
      }
      doomed.add(found.getFirst());
    }
    String byDefault = byDefault(store, doomed);
    if (!byDefault.isEmpty() && !Options.isSet(arguments, "--force")) {
      throw new UsageException(
          byDefault + " is the default version", "--force removes it all the same");
    }
    for (Installed one : doomed) {
      store.remove(one.toolchain(), surroundings.machine().os());
    }
    if (!byDefault.isEmpty()) {
      Pin.nowhere(store);
    }
    return new Result(Options.text(arguments, "--output", ""))
        .write(
            surroundings,
            out -> {
              Page page = new Page(out, false);
              doomed.forEach(one -> page.line("removed " + one.toolchain().name()));
              if (!byDefault.isEmpty()) {
                page.line("default: none; archcheck toolchain use VERSION sets another");
              }
              page.flush();
              return ExitCode.OK;
            });
  }

  /** {@return the name of the default version if it is to go, or the empty string} */
  private static String byDefault(Store store, List<Installed> doomed) throws IOException {
    if (!Files.isRegularFile(store.defaultFile())) {
      return "";
    }
    String name = Files.readString(store.defaultFile(), StandardCharsets.UTF_8).strip();
    return doomed.stream().anyMatch(one -> one.toolchain().name().equals(name)) ? name : "";
  }
}
