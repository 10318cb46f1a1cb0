package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.cgo.CgoReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A report as GitHub Flavored Markdown, for a comment or a job summary. Names and messages that
 * could be more than text (links, mentions, HTML) stand in code spans, where they are nothing else.
 */
public final class ReportMarkdown {

  /** A comment on GitHub takes 65,536 characters. */
  static final int LENGTH = 60_000;

  private static final int NAME = 300;
  private static final int TEXT = 500;
  private static final int HINTS = 20;

  /** Room for the last sentences, which say what is left out. */
  private static final int LAST = 400;

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9 _,;()/+='\"%.:-]*");

  /** Addresses, references, names of pictures, and underscores that do not stand within a word. */
  private static final Pattern MORE =
      Pattern.compile(
          "://|www\\.|:[a-z0-9_+-]+:|\\bgh-[0-9]|\\b[0-9a-f]{7,}\\b|(?<![a-z0-9])_|_(?![a-z0-9])",
          Pattern.CASE_INSENSITIVE);

  private final Account account;
  private final long limit;
  private final StringBuilder out = new StringBuilder();
  private long size;

  private ReportMarkdown(Account account, long limit) {
    this.account = account;
    this.limit = limit;
  }

  static void write(Account account, OutputStream out) throws IOException {
    out.write(text(account, LENGTH).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /**
   * {@return the report in at most so many bytes of UTF-8, cut at the end of a line}
   *
   * @param limit in bytes; where not even verdict and last sentence fit in, the result is empty
   */
  public static String text(Account account, long limit) {
    ReportMarkdown view = new ReportMarkdown(account, limit);
    view.document();
    return view.size <= limit ? view.out.toString() : "";
  }

  private void document() {
    must("## " + account.title() + ": " + Words.of(account.verdict().state()));
    must("");
    if (!account.verdict().why().isEmpty()) {
      must(text(TEXT, account.verdict().why()));
      must("");
    }
    if (!account.verdict().hint().isEmpty()) {
      must("Hint: " + text(TEXT, account.verdict().hint()));
      must("");
    }
    must(account.counts());
    must("");
    int findings = findings();
    int notChecked = notChecked();
    ways();
    changes();
    hints();
    if (findings + notChecked > 0) {
      must("");
      must(
          "_Left out, because this would be too long: "
              + Count.of(findings, "finding")
              + " and "
              + account.unchecked(notChecked, "")
              + " that could not be checked. The report as JSON has all._");
    }
  }

  /** {@return how many are left out} */
  private int findings() {
    List<Finding> findings = new ArrayList<>();
    byArtifact().forEach(findings::addAll);
    if (findings.isEmpty()) {
      return 0;
    }
    List<String> rows = new ArrayList<>();
    boolean placed = account.subjects() == Account.Subjects.PACKAGES;
    for (Finding finding : findings) {
      rows.add(
          "| "
              + code(NAME, Entry.name(finding.artifact()))
              + " | "
              + Words.of(finding.severity())
              + " | "
              + finding.rule().id()
              + " | "
              + text(TEXT, finding.message())
              + " |"
              + (placed ? " " + code(NAME, Printable.of(place(finding))) + " |" : ""));
    }
    return placed
        ? table(
            "| artifact | severity | rule | what | where |",
            "| --- | --- | --- | --- | --- |",
            rows)
        : table("| artifact | severity | rule | what |", "| --- | --- | --- | --- |", rows);
  }

  /** {@return the first line that it rests on, or the empty string} */
  private static String place(Finding finding) {
    for (Evidence one : finding.evidence()) {
      if (one instanceof Evidence.Source source) {
        return source.line() > 0 ? source.file() + ":" + source.line() : source.file();
      }
    }
    return "";
  }

  /** How each package comes in, where to cut, and what is known to do the same without C. */
  private void ways() {
    Set<String> lines = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    for (Finding finding : account.report().findings()) {
      if (finding.severity() == Severity.NOTE) {
        continue;
      }
      for (Evidence one : finding.evidence()) {
        switch (one) {
          case Evidence.Chain chain -> lines.add("- " + code(NAME, Printable.of(way(chain))));
          case Evidence.Declared(String source, String what) when source.equals("replacement") ->
              others.add(
                  "- instead of "
                      + code(NAME, Entry.name(finding.artifact()))
                      + ": "
                      + text(TEXT, what));
          default -> {} // it has a column, or is for people who look closer
        }
      }
    }
    list("Imported by (✂ is the import to cut):", new ArrayList<>(lines));
    cut();
    list("Known to do the same:", new ArrayList<>(others));
  }

  private void cut() {
    List<String> lines = new ArrayList<>();
    for (CgoReport.CutImport one : account.scans().cut()) {
      String what =
          one.imported().isEmpty()
              ? "its own native code"
              : "import " + code(NAME, Printable.of(one.imported()));
      lines.add(
          "- "
              + code(NAME, Printable.of(one.importer()))
              + ": "
              + what
              + (one.place().isEmpty() ? "" : ", " + code(NAME, Printable.of(one.place()))));
    }
    list("To be rid of it all, remove:", lines);
  }

  private static String way(Evidence.Chain chain) {
    List<String> packages = chain.packages();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < packages.size(); i++) {
      text.append(i == 0 ? "" : i == chain.cut() + 1 ? " ✂ " : " → ").append(packages.get(i));
    }
    return text.toString();
  }

  private void changes() {
    CgoDifference difference = account.scans().difference();
    if (difference.isAsked()) {
      String title = "Changes since " + code(NAME, Printable.of(difference.since())) + ":";
      list(title, difference.lines().stream().map(one -> "- " + text(TEXT, one)).toList());
    }
  }

  /** A list with a title; what does not fit is counted. */
  private void list(String title, List<String> lines) {
    if (lines.isEmpty() || !fits(title + "\n\n" + lines.getFirst())) {
      return;
    }
    must(title);
    must("");
    int shown = 0;
    for (String line : lines) {
      if (!fits(line)) {
        break;
      }
      must(line);
      shown++;
    }
    if (shown < lines.size()) {
      must("- and " + (lines.size() - shown) + " more");
    }
    must("");
  }

  /** {@return findings by artifact, those of the worst artifact first} */
  private List<List<Finding>> byArtifact() {
    Map<String, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : account.report().findings()) {
      groups.computeIfAbsent(finding.artifact(), _ -> new ArrayList<>()).add(finding);
    }
    Comparator<Finding> worst = Comparator.comparing(Finding::severity, Comparator.reverseOrder());
    List<List<Finding>> sorted = new ArrayList<>(groups.values());
    sorted.forEach(group -> group.sort(worst));
    sorted.sort(Comparator.comparing(List::getFirst, worst));
    return sorted;
  }

  /** {@return how many are left out} */
  private int notChecked() {
    List<String> rows = new ArrayList<>();
    for (Checked one : Entry.notChecked(account)) {
      String name = code(NAME, Entry.name(one.artifact()));
      rows.add("| " + name + " | " + text(TEXT, one.detail()) + " |");
    }
    return rows.isEmpty() ? 0 : table("| not checked | why |", "| --- | --- |", rows);
  }

  private int table(String head, String rule, List<String> rows) {
    if (!fits(head + "\n" + rule + "\n" + rows.getFirst())) {
      return rows.size();
    }
    must(head);
    must(rule);
    int left = rows.size();
    for (String row : rows) {
      if (!fits(row)) {
        break;
      }
      must(row);
      left--;
    }
    must("");
    return left;
  }

  private void hints() {
    Set<String> hints = new LinkedHashSet<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      for (Finding finding : account.report().findings()) {
        String hint = Hints.of(finding);
        if (finding.severity() == severity && !hint.isEmpty() && hints.size() < HINTS) {
          hints.add("- " + finding.rule().id() + ": " + text(TEXT, hint));
        }
      }
    }
    list("What to do:", new ArrayList<>(hints));
  }

  private boolean fits(String line) {
    return size + bytes(line) + LAST <= limit;
  }

  private void must(String line) {
    out.append(line).append('\n');
    size += bytes(line);
  }

  private static long bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8).length + 1L;
  }

  private static String text(int most, String text) {
    String printable = Cut.to(most, Printable.of(text));
    boolean harmless = HARMLESS.matcher(printable).matches() && !MORE.matcher(printable).find();
    return harmless ? printable : code(most, printable);
  }

  /**
   * A code span. What would end it, or a cell of the table, is escaped as control characters are.
   */
  private static String code(int most, String printable) {
    String text = Cut.middle(most, printable).replace("`", "\\x60").replace("|", "\\x7c");
    return text.isBlank() ? "" : "`" + text + "`";
  }
}
