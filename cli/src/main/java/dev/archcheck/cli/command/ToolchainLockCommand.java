package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.LockJson;
import dev.archcheck.cli.render.LockText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.lock.LockResult;
import dev.archcheck.toolchain.lock.LockWriter;
import dev.archcheck.toolchain.lock.Locker;
import dev.archcheck.toolchain.lock.ToolchainLock;
import dev.archcheck.toolchain.release.VersionQuery;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain lock}. */
final class ToolchainLockCommand implements Command {

  private static final String ALLOW_MISSING = "--allow-missing";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain lock");
    Options.help(
        spec,
        "Writes down what a version of Go must be on every platform.",
        "archcheck toolchain lock [OPTION...] VERSION",
        "The lock has the SHA-256 of each archive by the list of releases, and the hash of its",
        "files with the proof of the log. No archive is downloaded. Keep the lock with your",
        "sources: 'archcheck toolchain install --locked' installs exactly what is in it.");
    spec.addPositional(
        Options.arguments("VERSION", "1", "1.27.0, 1.27 (its newest), 1.28rc1, stable or latest."));
    spec.addOption(
        Options.value(
            "OS/ARCH,...",
            "Only these platforms: linux/arm64,windows/amd64. Default: all.",
            TargetOption.NAME));
    spec.addOption(
        Options.value(
            "FILE",
            "Where to. Default: " + ToolchainLock.FILE + "; - is standard output.",
            "--output"));
    spec.addOption(
        Options.flag("Be content with a lock in which something is absent.", ALLOW_MISSING));
    NetworkOptions.addTo(spec);
    Options.addView(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  the lock is written",
            "  1  the log contradicts itself; nothing is written",
            "  2  the arguments make no sense",
            "  3  something is absent in the lock, which is written, or may be, where only a module",
            "     proxy lists the platforms; or there is no such version",
            "  4  no list could be had, or the lock cannot be written",
            "%nExamples:",
            "  archcheck toolchain lock 1.27.0",
            "  archcheck toolchain lock --target linux/amd64,darwin/arm64 stable");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    VersionQuery query = query(Options.positionals(arguments));
    List<Platform> targets = TargetOption.readAll(arguments);
    boolean json = Options.json(arguments);
    boolean coloured = Options.colour(arguments, surroundings);
    NetworkOptions.sites(surroundings); // a setting that makes no sense is said at once
    LockResult result;
    try {
      result =
          Locker.of(
                  surroundings.machine(),
                  Store.of(surroundings.machine()),
                  NetworkOptions.http(arguments, surroundings),
                  InstantSource.system())
              .lock(query, targets);
    } catch (FetchException e) {
      return NetworkOptions.failed(surroundings, e);
    }
    return switch (result) {
      case LockResult.NotPublished(String why) -> {
        Messages.error(surroundings.err(), why);
        Messages.hint(surroundings.err(), "archcheck toolchain available shows what there is");
        yield ExitCode.INCONCLUSIVE;
      }
      case LockResult.Refused(String why) -> {
        Messages.error(surroundings.err(), why);
        yield ExitCode.FINDINGS;
      }
      case LockResult.Made made -> {
        made.notes().forEach(note -> Messages.error(surroundings.err(), note));
        int written = write(made, arguments, surroundings, json, coloured);
        yield written == ExitCode.OK ? conclusion(made, arguments, surroundings) : written;
      }
    };
  }

  private static int write(
      LockResult.Made made,
      ParseResult arguments,
      Surroundings surroundings,
      boolean json,
      boolean coloured)
      throws IOException {
    String file = Options.text(arguments, "--output", ToolchainLock.FILE);
    byte[] text = LockWriter.text(made.lock()).getBytes(StandardCharsets.UTF_8);
    Result target = new Result(file);
    int code =
        target.write(
            surroundings,
            out -> {
              out.write(text);
              out.flush();
              return ExitCode.OK;
            });
    if (code != ExitCode.OK || !target.isFile()) {
      return code;
    }
    return new Result("")
        .write(
            surroundings,
            out -> {
              if (json) {
                new LockJson(out).write(made, file);
              } else {
                new LockText(new Page(out, coloured)).print(made, file);
              }
              return ExitCode.OK;
            });
  }

  private static int conclusion(
      LockResult.Made made, ParseResult arguments, Surroundings surroundings) {
    if (made.isWhole() || Options.isSet(arguments, ALLOW_MISSING)) {
      return ExitCode.OK;
    }
    if (!made.lock().isWhole()) {
      Messages.error(surroundings.err(), "something is absent in the lock; it says what and why");
    }
    made.missing().forEach(it -> Messages.error(surroundings.err(), "not in the lock: " + it));
    Messages.hint(surroundings.err(), ALLOW_MISSING + " accepts that");
    return ExitCode.INCONCLUSIVE;
  }

  private static VersionQuery query(List<String> words) throws UsageException {
    if (words.size() != 1) {
      throw new UsageException("one version at a time", "archcheck toolchain lock 1.27.0");
    }
    Optional<VersionQuery> version = VersionQuery.parse(words.getFirst());
    return version.orElseThrow(() ->
        new UsageException(
            "'" + words.getFirst() + "' is no version of Go", "archcheck toolchain available"));
  }
}
