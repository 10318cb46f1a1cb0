package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.HttpSettings;
import dev.archcheck.toolchain.download.UrlConnectionHttp;
import dev.archcheck.toolchain.release.ReleaseSites;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What every command that uses the network has. */
final class NetworkOptions {

  private NetworkOptions() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
            "FILE",
            "Trust the certificates in FILE (PEM) too. HTTPS_PROXY and NO_PROXY are honoured.",
            "--ca-file"));
  }

  /** {@return the network; nothing is connected yet} */
  static Http http(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    String file = Options.text(arguments, "--ca-file", "");
    try {
      return UrlConnectionHttp.of(
          HttpSettings.of(surroundings.machine(), file.isEmpty() ? null : Path.of(file)));
    } catch (InvalidPathException e) {
      throw new UsageException("'" + file + "' cannot name a file: " + e.getReason(), "");
    }
  }

  static ReleaseSites sites(Surroundings surroundings) throws UsageException {
    try {
      return ReleaseSites.of(surroundings.machine());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), "");
    }
  }

  /** {@return the exit code after saying why the network did not give something} */
  static int failed(Surroundings surroundings, FetchException e) {
    for (FetchException reason : e.reasons()) {
      Messages.error(surroundings.err(), String.valueOf(reason.getMessage()));
    }
    Messages.hint(surroundings.err(), e.hint());
    return ExitCode.ENVIRONMENT;
  }
}
