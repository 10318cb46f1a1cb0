package dev.archcheck.cli.render;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/** In which form a command that has a report can write it; the words of {@code --format}. */
public enum ReportFormat {
  /** For people. */
  TEXT,
  /** The command's own document. */
  JSON,
  /** SARIF 2.1.0, for code scanning. */
  SARIF,
  /** JUnit XML. */
  JUNIT,
  /** Annotations of GitHub Actions. */
  GITHUB,
  /** Code Quality of GitLab. */
  GITLAB,
  /** A comment or a summary. */
  MARKDOWN;

  /** Writes a view of a report that its command has itself. */
  public interface View {

    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** {@return all words, the usual one first} */
  public static String[] words() {
    return Arrays.stream(values()).map(ReportFormat::word).toArray(String[]::new);
  }

  /** {@return the format of one of the {@linkplain #words words}} */
  public static ReportFormat of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** {@return the word on the command line} */
  public String word() {
    return Words.of(this);
  }

  /** {@return whether it shows what has changed since an earlier run} */
  public boolean hasDifference() {
    return this != SARIF && this != GITLAB;
  }

  /**
   * Writes a report in this format.
   *
   * @param text the view for people
   * @param json the command's document
   * @throws IOException if it cannot be written
   */
  public void write(Account account, View text, View json, OutputStream out) throws IOException {
    switch (this) {
      case TEXT -> text.writeTo(out);
      case JSON -> json.writeTo(out);
      case SARIF -> ReportSarif.write(account, out);
      case JUNIT -> ReportJunit.write(account, out);
      case GITHUB -> ReportGithub.write(account, out);
      case GITLAB -> ReportGitlab.write(account, out);
      case MARKDOWN -> ReportMarkdown.write(account, out);
    }
  }
}
