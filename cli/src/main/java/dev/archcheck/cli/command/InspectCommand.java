package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Depth;
import dev.archcheck.cli.render.Glob;
import dev.archcheck.inspect.Detail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck inspect}. */
final class InspectCommand implements Command {

  private static final String ALL_FUNCTIONS = "*";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck inspect");
    Options.help(
        spec,
        "Shows what a binary is, and the bytes that show it.",
        "archcheck inspect [OPTION...] FILE...",
        "Format, kind, every platform it runs on natively, the oldest system it asks for; for",
        "universal files each slice, for ARM64X both views. Of Go programs, also stripped ones: what",
        "built them and whether they use cgo. Options add depth.");
    spec.addPositional(Options.arguments("FILE", "1..*", "A binary, or - for standard input."));
    spec.addOption(Options.flag("Headers, load commands, program headers.", "--headers"));
    spec.addOption(Options.flag("Sections, or the members of an archive.", "--sections"));
    spec.addOption(Options.flag("What it takes from other files.", "--imports"));
    spec.addOption(Options.flag("What it offers to other files.", "--exports"));
    spec.addOption(Options.flag("Relocations.", "--relocations"));
    spec.addOption(Options.flag("Chained fixups and dynamic relocations.", "--fixups"));
    spec.addOption(Options.flag("ARM64EC and ARM64X: load config, code map.", "--hybrid"));
    spec.addOption(Options.flag("All build information of a Go program.", "--build-info"));
    spec.addOption(
        Options.flag("What the verdict on cgo, linker and version of Go rests on.", "--cgo"));
    spec.addOption(Options.flag("The packages of a Go program, with sizes.", "--packages"));
    spec.addOption(
        Options.optionalValue(
            "GLOB",
            "The functions of a Go program, or those whose whole names fit; * stands for anything.",
            ALL_FUNCTIONS,
            "--functions"));
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
            "  archcheck inspect --headers --format json lib/*.dylib",
            "  archcheck inspect --functions='main.*' app");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    InspectRequest request =
        new InspectRequest(
            Options.positionals(arguments),
            depth(arguments),
            Options.json(arguments),
            Options.colour(arguments, surroundings));
    Result result = new Result(Options.text(arguments, "--output", ""));
    return result.write(surroundings, new Inspection(request, surroundings));
  }

  private static Depth depth(ParseResult arguments) {
    boolean all = Options.isSet(arguments, "--all");
    String functions = Options.text(arguments, "--functions", all ? ALL_FUNCTIONS : "");
    return new Depth(
        details(arguments),
        all || Options.isSet(arguments, "--build-info"),
        all || Options.isSet(arguments, "--cgo"),
        all || Options.isSet(arguments, "--packages"),
        functions.isEmpty() ? null : new Glob(functions));
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
