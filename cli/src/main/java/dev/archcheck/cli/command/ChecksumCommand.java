package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.ChecksumJson;
import dev.archcheck.cli.render.ChecksumText;
import dev.archcheck.cli.render.ChecksumView;
import dev.archcheck.cli.render.Page;
import dev.archcheck.cli.render.Verdict;
import dev.archcheck.toolchain.install.GoReleaseProofs;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.checksum.CheckedFile;
import dev.archcheck.verify.checksum.ChecksumCheck;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck checksum}. */
final class ChecksumCommand implements Command {

  private static final String OFFLINE = "--offline";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck checksum");
    Options.help(
        spec,
        "Proves downloads by digests, lists of digests and signatures.",
        "archcheck checksum [OPTION...] PATH...",
        "What lies beside a file (x.sha256, x.asc, x.minisig, SHA256SUMS) is taken by itself, for",
        "what it is worth. A folder is held against its list both ways.");
    spec.addPositional(Options.arguments("PATH", "1..*", "A file or a folder."));
    ChecksumOptions.addTo(spec);
    spec.addOption(
        Options.flag(
            "Ask nobody, and use what is stored on this machine. Otherwise, of a file that is called"
                + " like a release of Go or its module golang.org/toolchain, its publisher and the"
                + " checksum database are asked.",
            OFFLINE));
    NetworkOptions.addTo(spec);
    Options.addCommon(spec);
    spec.usageMessage()
        .footer(
            "%nKinds of proof, the weakest first: sidecar, index, pinned, signature, log. A digest",
            "by MD5, SHA-1 or CRC-32 is shown, and proves nothing.",
            "%nExit codes:",
            "  0  every file is proven",
            "  1  a file is not what it should be",
            "  2  the arguments make no sense",
            "  3  a file could not be read, or is not proven; \"not checked\" is never \"passed\"",
            "  4  the result cannot be written",
            "%nExamples:",
            "  archcheck checksum --sha256 9f86d0... tool.tar.gz",
            "  archcheck checksum --sums SHA256SUMS --signature SHA256SUMS.asc --keyring key.asc *.iso",
            "  archcheck checksum --require signature --minisign-key RWQ... tool.tar.gz",
            "  archcheck checksum dist/");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    ChecksumOptions options = new ChecksumOptions(arguments);
    List<CheckedFile> files;
    try (GoReleaseProofs releases = releases(arguments, options, surroundings)) {
      files = new ChecksumCheck(options.request(releases), _ -> {}).run();
    } catch (UnreadableKeyException e) {
      Messages.error(surroundings.err(), String.valueOf(e.getMessage()));
      return ExitCode.INCONCLUSIVE;
    }
    boolean json = Options.json(arguments);
    boolean quiet = Options.isSet(arguments, "--quiet");
    boolean verbose = Options.isSet(arguments, "--verbose");
    boolean coloured = Options.colour(arguments, surroundings);
    ProofKind required = options.required();
    Result result = new Result(Options.text(arguments, "--output", ""));
    if (options.isPrint()) {
      return print(files, json, result, surroundings);
    }
    Verdict verdict = ChecksumView.verdict(files, required, network(arguments));
    int code = ExitCode.of(verdict);
    if (quiet && !result.isFile()) {
      return code;
    }
    return result.write(
        surroundings,
        out -> {
          if (json) {
            new ChecksumJson(out, required).write(files, verdict);
          } else {
            new ChecksumText(new Page(out, coloured), verbose, required).print(files, verdict);
          }
          return code;
        });
  }

  /** Who publishes releases of Go is asked only for files that are called like one. */
  private static GoReleaseProofs releases(
      ParseResult arguments, ChecksumOptions options, Surroundings surroundings)
      throws IOException, UsageException {
    NetworkOptions.sites(surroundings); // a setting that makes no sense is said at once
    return GoReleaseProofs.of(
        surroundings.machine(),
        Store.of(surroundings.machine()),
        NetworkOptions.http(arguments, surroundings),
        InstantSource.system(),
        options.keyring(),
        network(arguments));
  }

  private static LogAccess.Network network(ParseResult arguments) {
    return Options.isSet(arguments, OFFLINE)
        ? LogAccess.Network.OFFLINE
        : LogAccess.Network.ALLOWED;
  }

  /** Prints digests; nothing is held against anything, and nobody asked for it. */
  private static int print(
      List<CheckedFile> files, boolean json, Result result, Surroundings surroundings)
      throws IOException {
    int code = ExitCode.OK;
    for (CheckedFile file : files) {
      if (!file.problem().isEmpty()) {
        Messages.error(surroundings.err(), file.path() + ": " + file.problem());
        code = ExitCode.INCONCLUSIVE;
      }
    }
    int end = code;
    return result.write(
        surroundings,
        out -> {
          if (json) {
            new ChecksumJson(out, null).write(files, null);
          } else {
            ChecksumText.digests(new Page(out, false), files);
          }
          return end;
        });
  }

  /** A key that was named and cannot be used: nothing can be concluded without it. */
  static final class UnreadableKeyException extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableKeyException(String file, @Nullable String why) {
      super(file + ": " + why);
    }
  }
}
