package dev.archcheck.cli.command;

import dev.archcheck.verify.proof.ProofKind;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The option that says how strong a proof must be. */
final class RequireOption {

  private static final String NAME = "--require";

  private RequireOption() {}

  static OptionSpec spec() {
    return Options.value(
        "KIND",
        "What must be proven at the least, the weakest first: sidecar, index, pinned, signature"
            + " or log. Default: index.",
        NAME);
  }

  static ProofKind read(ParseResult arguments) throws UsageException {
    ProofKind kind =
        ProofKind.of(
            Options.choice(arguments, NAME, "index", "sidecar", "pinned", "signature", "log"));
    return kind == null ? ProofKind.INDEX : kind;
  }
}
