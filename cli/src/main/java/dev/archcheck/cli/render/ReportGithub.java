package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A report as a log of GitHub Actions: workflow commands that become annotations, as many as GitHub
 * shows of one step, and the rest as plain lines. No other line can be taken for a command: each
 * begins with the name of the program, and where {@code ##[}, the older form, stands within, it is
 * broken.
 */
final class ReportGithub {

  /** GitHub shows so many annotations of each level of a step and drops the rest in silence. */
  static final int ANNOTATIONS = 10;

  /** So many findings without an annotation are named. */
  private static final int LINES = 1_000;

  private static final int TEXT = 1_000;
  private static final int EVIDENCE = 5;

  private final Account account;
  private final StringBuilder out = new StringBuilder();
  private final Map<Severity, List<Note>> left = new EnumMap<>(Severity.class);
  private final Map<Severity, Integer> shown = new EnumMap<>(Severity.class);

  private ReportGithub(Account account) {
    this.account = account;
  }

  /** Something to annotate; the texts are printable. */
  private record Note(
      Severity severity,
      String file,
      int line,
      int column,
      String title,
      String text,
      List<String> more) {}

  static void write(Account account, OutputStream out) throws IOException {
    ReportGithub view = new ReportGithub(account);
    view.log();
    out.write(view.out.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void log() {
    for (Note note : notes()) {
      int count = shown.merge(note.severity(), 1, Integer::sum);
      if (count <= ANNOTATIONS) {
        annotation(note);
      } else {
        left.computeIfAbsent(note.severity(), _ -> new ArrayList<>()).add(note);
      }
    }
    rest();
    List<String> changes = account.scans().difference().lines();
    changes.subList(0, Math.min(LINES, changes.size())).forEach(this::line);
    if (changes.size() > LINES) {
      line("and " + (changes.size() - LINES) + " more; --format json has all");
    }
    line(account.counts());
    line(account.verdict().sentence());
    if (!account.verdict().hint().isEmpty()) {
      line("hint: " + account.verdict().hint());
    }
  }

  private List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    if (account.isInconclusiveAsAWhole()) {
      String why = Cut.to(TEXT, Printable.of(account.verdict().why()));
      notes.add(new Note(Severity.ERROR, "", 0, 0, "inconclusive", why, List.of()));
    }
    for (Entry entry : Entry.of(account)) {
      notes.add(note(entry));
    }
    for (Checked one : Entry.notChecked(account)) {
      String name = Cut.middle(TEXT / 2, Entry.name(one.artifact()));
      String text = name + Cut.to(TEXT / 2, " was not checked: " + Printable.of(one.detail()));
      String file = file(Entry.place(one.artifact(), account));
      notes.add(new Note(Severity.ERROR, file, 0, 0, "not-checked", text, List.of()));
    }
    return notes;
  }

  private static Note note(Entry entry) {
    Finding finding = entry.finding();
    List<String> more = new ArrayList<>(EvidenceLine.of(finding.evidence(), EVIDENCE));
    String hint = Hints.of(finding);
    if (!hint.isEmpty()) {
      more.add("hint: " + Cut.to(TEXT, Printable.of(hint)));
    }
    return new Note(
        finding.severity(),
        file(entry.place()),
        entry.line(),
        entry.column(),
        finding.rule().id(),
        entry.sentence(TEXT),
        more);
  }

  private static String file(SourceTree.Place place) {
    return place.path().equals(".") ? "" : Printable.of(place.path());
  }

  private void annotation(Note note) {
    out.append("::").append(word(note.severity())).append(' ');
    if (!note.file().isEmpty()) {
      out.append("file=").append(property(note.file())).append(',');
    }
    if (!note.file().isEmpty() && note.line() > 0) {
      out.append("line=").append(note.line()).append(',');
      if (note.column() > 0) {
        out.append("col=").append(note.column()).append(',');
      }
    }
    out.append("title=").append(property(note.title())).append("::");
    out.append(data(note.text()));
    for (String more : note.more()) {
      out.append("%0A").append(data(more));
    }
    out.append('\n');
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  private void rest() {
    StringBuilder counts = new StringBuilder();
    List<Note> all = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      List<Note> notes = left.getOrDefault(severity, List.of());
      if (!notes.isEmpty()) {
        counts.append(counts.isEmpty() ? "" : ", ");
        counts.append(Count.of(notes.size(), "more " + word(severity)));
      }
      all.addAll(notes);
    }
    if (all.isEmpty()) {
      return;
    }
    line(counts + " without an annotation, because GitHub shows no more of one step:");
    for (Note note : all.subList(0, Math.min(LINES, all.size()))) {
      line("  " + word(note.severity()) + ": " + note.text() + "  [" + note.title() + "]");
    }
    if (all.size() > LINES) {
      line("  and " + (all.size() - LINES) + " more; --format json has all");
    }
  }

  private void line(String text) {
    out.append(Program.NAME).append(": ");
    out.append(Printable.of(text).replace("##[", "#\\x23[")).append('\n');
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
