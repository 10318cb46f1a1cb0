package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.ReportFormat;
import dev.archcheck.verify.Severity;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/**
 * How the options of every command are declared and read. They are declared by calls and not by
 * annotations, because picocli starts faster so and needs no reflection.
 */
final class Options {

  private Options() {}

  static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).type(boolean.class).description(description).build();
  }

  static OptionSpec value(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An option with or without a value; the value is joined by an equals sign. */
  static OptionSpec optionalValue(
      String label, String description, String fallback, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .arity("0..1")
        .paramLabel(label)
        .description(description)
        .fallbackValue(fallback)
        .preprocessor((arguments, spec, option, info) -> {
          // What follows without an equals sign is a file.
          if (!"=".equals(info.get("separator"))) {
            arguments.push(fallback);
          }
          return false;
        })
        .build();
  }

  static OptionSpec values(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  static PositionalParamSpec arguments(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity(arity)
        .required(!arity.startsWith("0"))
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** Adds what every command has. */
  static void addCommon(CommandSpec spec) {
    addCommon(spec, value("text|json", "How to write the result. Default: text.", "--format"));
  }

  /** Adds what a command has whose result is a report, which it can also write in other forms. */
  static void addReport(CommandSpec spec, String... more) {
    addCommon(
        spec,
        value(
            "FORMAT",
            "How to write the report: "
                + String.join(", ", ReportFormat.words())
                + (more.length == 0 ? "" : ", " + String.join(", ", more))
                + ". The exit code is the same for each. Default: text.",
            "--format"));
    spec.addOption(
        values(
            "FORMAT=FILE",
            "Write the same report into FILE, too, in one of the forms of --format. Repeatable.",
            ReportFile.OPTION));
  }

  private static void addCommon(CommandSpec spec, OptionSpec format) {
    spec.addOption(format);
    spec.addOption(value("FILE", "Write the result to FILE, whole or not at all.", "--output"));
    spec.addOption(value("WHEN", "Colour: auto, always or never. Default: auto.", "--color"));
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .usageHelp(true)
            .description("Show this help.")
            .build());
  }

  /** Reads what {@link #addReport} adds, and {@code --quiet}. */
  static Reporting reporting(ParseResult arguments, Surroundings surroundings)
      throws UsageException {
    return new Reporting(
        ReportFormat.of(choice(arguments, "--format", ReportFormat.words())),
        colour(arguments, surroundings),
        isSet(arguments, "--quiet"),
        ReportFile.all(arguments));
  }

  /** Adds what a command has whose result is text for people or a shell. */
  static void addText(CommandSpec spec) {
    addCommon(spec);
    spec.remove(spec.findOption("--format"));
  }

  /** Adds what a command has whose result is not what {@code --output} names. */
  static void addView(CommandSpec spec) {
    spec.addOption(value("text|json", "How to say what was done. Default: text.", "--format"));
    spec.addOption(value("WHEN", "Colour: auto, always or never. Default: auto.", "--color"));
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .usageHelp(true)
            .description("Show this help.")
            .build());
  }

  /** Lays out the help of a command. */
  static void help(CommandSpec spec, String header, String synopsis, String... description) {
    UsageMessageSpec help = spec.usageMessage();
    help.header(header);
    help.width(90);
    help.sortOptions(false);
    help.synopsisHeading("%nUsage: ");
    help.customSynopsis(synopsis);
    help.description(description);
    help.descriptionHeading(description.length == 0 ? "" : "%n");
    help.parameterListHeading("%nArguments:%n");
    help.optionListHeading("%nOptions:%n");
  }

  static boolean isSet(ParseResult arguments, String option) {
    return arguments.hasMatchedOption(option);
  }

  static String text(ParseResult arguments, String option, String otherwise) {
    return arguments.matchedOptionValue(option, otherwise);
  }

  static List<String> texts(ParseResult arguments, String option) {
    return arguments.matchedOptionValue(option, List.of());
  }

  /** {@return what stands without an option; an empty word is a variable that was not set} */
  static List<String> positionals(ParseResult arguments) throws UsageException {
    List<String> words = arguments.matchedPositionalValue(0, List.of());
    if (words.contains("")) {
      throw new UsageException("an empty word names no file", "is a variable not set?");
    }
    return words;
  }

  /** {@return the same for a command that takes one word or none; a second one is not dropped} */
  static List<String> oneAtMost(ParseResult arguments) throws UsageException {
    List<String> words = positionals(arguments);
    if (words.size() > 1) {
      throw new UsageException("one at a time: '" + words.get(1) + "' is one too many", "");
    }
    return words;
  }

  /** {@return the one of the words that was given, or the first of them} */
  static String choice(ParseResult arguments, String option, String... words)
      throws UsageException {
    String given = text(arguments, option, words[0]);
    for (String word : words) {
      if (word.equals(given)) {
        return word;
      }
    }
    throw new UsageException(
        option + " is one of " + String.join(", ", words) + ", not '" + given + "'", "");
  }

  static boolean json(ParseResult arguments) throws UsageException {
    return choice(arguments, "--format", "text", "json").equals("json");
  }

  /** {@return the severity of {@code --fail-on}} */
  static Severity severity(ParseResult arguments) throws UsageException {
    return switch (choice(arguments, "--fail-on", "error", "warning", "note")) {
      case "note" -> Severity.NOTE;
      case "warning" -> Severity.WARNING;
      default -> Severity.ERROR;
    };
  }

  /** {@return whether the terminal takes no control codes} */
  static boolean isDumb(Surroundings surroundings) {
    return "dumb".equals(surroundings.environment().get("TERM"));
  }

  /** {@return whether to colour} An option outweighs NO_COLOR, and that outweighs the terminal. */
  static boolean colour(ParseResult arguments, Surroundings surroundings) throws UsageException {
    return switch (choice(arguments, "--color", "auto", "always", "never")) {
      case "always" -> true;
      case "never" -> false;
      default ->
          surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !isDumb(surroundings)
              && !isSet(arguments, "--output")
              && surroundings.outIsTerminal().getAsBoolean();
    };
  }
}
