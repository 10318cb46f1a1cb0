package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Account;
import dev.archcheck.cli.render.Page;
import dev.archcheck.cli.render.ReportFormat;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Shows a report in the format that was asked for; the same for every command that has one. The
 * exit code is made from the verdict alone, so no format changes it.
 *
 * @param quiet nothing on the terminal; a file is written all the same
 * @param files the same report in other forms
 */
record Reporting(ReportFormat format, boolean coloured, boolean quiet, List<ReportFile> files) {

  /**
   * Writes a report, and all of its files even where one of them cannot be written.
   *
   * @param text prints the view for people
   * @param json writes the command's own document
   * @return the exit code
   * @throws IOException if it cannot be written
   */
  int write(
      Account account,
      Consumer<Page> text,
      ReportFormat.View json,
      Result result,
      Surroundings surroundings)
      throws IOException {
    if (format == ReportFormat.GITHUB) {
      StepSummary.append(account, surroundings.environment(), surroundings.err());
    }
    int code = ExitCode.of(account.verdict());
    int arrived = code;
    for (ReportFile file : files) {
      int written = write(file, account, text, json, surroundings);
      arrived = written == code ? arrived : written;
    }
    if (quiet && !result.isFile()) {
      return arrived;
    }
    int written =
        result.write(
            surroundings,
            out -> {
              format.write(account, page -> text.accept(new Page(page, coloured)), json, out);
              return code;
            });
    if (result.isFile() && !quiet && code != ExitCode.OK && written == code) {
      Messages.error(
          surroundings.err(), account.verdict().sentence() + "; the report is in " + result.file());
    }
    return written == code ? arrived : written;
  }

  private static int write(
      ReportFile file,
      Account account,
      Consumer<Page> text,
      ReportFormat.View json,
      Surroundings surroundings)
      throws IOException {
    return new Result(file.file())
        .write(
            surroundings,
            out -> {
              file.format().write(account, page -> text.accept(new Page(page, false)), json, out);
              return ExitCode.of(account.verdict());
            });
  }
}
