package dev.archcheck.cli.command;

import dev.archcheck.cli.render.ReportFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/**
 * One more view of a report, in a file of its own: what is looked at in several places is made once
 * and shown in several forms, which then cannot say different things.
 */
record ReportFile(ReportFormat format, String file) {

  static final String OPTION = "--report";

  /** {@return what {@code --report} names, in the order of the command line} */
  static List<ReportFile> all(ParseResult arguments) throws UsageException {
    Set<Path> taken = new HashSet<>();
    Result result = new Result(Options.text(arguments, "--output", ""));
    if (result.isFile()) {
      taken.add(Overwriting.place(result.file()));
    }
    List<ReportFile> files = new ArrayList<>();
    for (String word : Options.texts(arguments, OPTION)) {
      ReportFile one = of(word);
      if (!taken.add(Overwriting.place(one.file()))) {
        throw new UsageException(
            OPTION + ": '" + one.file() + "' is to hold two results",
            "give each a file of its own");
      }
      files.add(one);
    }
    return List.copyOf(files);
  }

  private static ReportFile of(String word) throws UsageException {
    int equals = word.indexOf('=');
    String file = word.substring(equals + 1);
    if (equals < 1 || file.isEmpty() || file.equals("-")) {
      throw new UsageException(
          OPTION + " is FORMAT=FILE, not '" + word + "'",
          "standard output has the result that --format says");
    }
    String format = word.substring(0, equals);
    if (!List.of(ReportFormat.words()).contains(format)) {
      throw new UsageException(
          OPTION
              + ": the format is one of "
              + String.join(", ", ReportFormat.words())
              + ", not '"
              + format
              + "'",
          "");
    }
    return new ReportFile(ReportFormat.of(format), file);
  }
}
