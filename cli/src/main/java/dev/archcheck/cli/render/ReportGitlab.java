package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/** A report as a Code Quality report of GitLab: an array with an entry for each finding. */
final class ReportGitlab {

  private static final int TEXT = 1_000;

  private final Account account;
  private final JsonGenerator json;
  private final Map<String, Integer> prints = new HashMap<>();

  private ReportGitlab(Account account, OutputStream out) throws IOException {
    this.account = account;
    json = Json.generator(out);
  }

  static void write(Account account, OutputStream out) throws IOException {
    new ReportGitlab(account, out).array();
  }

  private void array() throws IOException {
    json.writeStartArray();
    for (Entry entry : Entry.of(account)) {
      String rule = entry.finding().rule().id();
      String severity = severity(entry.finding().severity());
      entry(entry.sentence(TEXT), rule, severity, entry.fingerprint(), entry.place(), entry.line());
    }
    for (Checked one : Entry.notChecked(account)) {
      String why = " was not checked: " + Printable.of(one.detail());
      String what = Cut.middle(TEXT / 2, Entry.name(one.artifact())) + Cut.to(TEXT / 2, why);
      String print = Fingerprints.ofNotChecked(one.artifact(), account);
      entry(what, "not-checked", "major", print, Entry.place(one.artifact(), account), 0);
    }
    if (account.isInconclusiveAsAWhole()) {
      String why = Cut.to(TEXT, Printable.of(account.verdict().sentence()));
      String print = Fingerprints.ofNotChecked("", account);
      entry(why, "not-checked", "major", print, account.tree().anchor(), 0);
    }
    json.writeEndArray();
    json.writeRaw('\n');
    json.close();
  }

  /** GitLab has five words; critical is the highest that a tool should say by itself. */
  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "minor";
      case NOTE -> "info";
    };
  }

  private void entry(
      String description,
      String check,
      String severity,
      String print,
      SourceTree.Place place,
      int line)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("description", description);
    json.writeStringField("check_name", check);
    json.writeStringField("fingerprint", unique(print));
    json.writeStringField("severity", severity);
    json.writeObjectFieldStart("location");
    json.writeStringField("path", Json.wellFormed(place.path()));
    json.writeObjectFieldStart("lines");
    json.writeNumberField("begin", Math.max(1, line));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The same file may be named twice, and of two entries with one fingerprint one is lost. */
  private String unique(String print) {
    int count = prints.merge(print, 1, Integer::sum);
    return count == 1 ? print : print + "+" + count;
  }
}
