package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import dev.archcheck.inspect.Detail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck inspect}. */
final class InspectCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck inspect");
    Options.help(
        spec,
        "Shows what a binary is, and the bytes that show it.",
        "archcheck inspect [OPTION...] FILE...",
        "Format, kind, every platform it runs on natively, the oldest system it asks for; for",
        "universal files each slice, for ARM64X both views. Options add depth.");
    spec.addPositional(Options.arguments("FILE", "1..*", "A binary, or - for standard input."));
    spec.addOption(Options.flag("Headers, load commands, program headers.", "--headers"));
    spec.addOption(Options.flag("Sections, or the members of an archive.", "--sections"));
    spec.addOption(Options.flag("What it takes from other files.", "--imports"));
    spec.addOption(Options.flag("What it offers to other files.", "--exports"));
    spec.addOption(Options.flag("Relocations.", "--relocations"));
    spec.addOption(Options.flag("Chained fixups and dynamic relocations.", "--fixups"));
    spec.addOption(Options.flag("ARM64EC and ARM64X: load config, code map.", "--hybrid"));
    spec.addOption(Options.flag("All of these.", "--all"));
    Options.addCommon(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  shown in full",
            "  2  the arguments make no sense",
            "  3  a file cannot be read, is damaged or is no known binary; the others are shown",
            "  4  the result cannot be written",
            "%nExamples:",
            "  archcheck inspect app.exe",
            "  archcheck inspect --headers --format json lib/*.dylib");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    InspectRequest request =
        new InspectRequest(
            Options.positionals(arguments),
            details(arguments),
            Options.json(arguments),
            Options.colour(arguments, surroundings));
    Result result = new Result(Options.text(arguments, "--output", ""));
    return result.write(surroundings, new Inspection(request, surroundings));
  }

  private static List<Detail> details(ParseResult arguments) {
    List<Detail> details = new ArrayList<>();
    for (Detail detail : Detail.values()) {
      if (Options.isSet(arguments, "--all") || Options.isSet(arguments, option(detail))) {
        details.add(detail);
      }
    }
    return details;
  }

  private static String option(Detail detail) {
    return switch (detail) {
      case HEADERS -> "--headers";
      case SECTIONS -> "--sections";
      case IMPORTS -> "--imports";
      case EXPORTS -> "--exports";
      case RELOCATIONS -> "--relocations";
      case FIXUPS -> "--fixups";
      case HYBRID -> "--hybrid";
    };
  }
}
