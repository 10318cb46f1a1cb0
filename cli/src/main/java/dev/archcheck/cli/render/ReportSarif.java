package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as SARIF 2.1.0 (OASIS), the form that GitHub code scanning takes. A file over its limits
 * is refused as a whole there, so the most severe findings come first, and what does not fit is
 * left out and said to be.
 */
final class ReportSarif {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** GitHub keeps so many results of a run. */
  static final int RESULTS = 5_000;

  /** GitHub takes so many locations of a result; the first is its own. */
  static final int LOCATIONS = 1_000;

  /** GitHub takes so many steps of all thread flows of a result. */
  static final int STEPS = 10_000;

  /** What could not be checked is named up to here. */
  static final int NOTIFICATIONS = 1_000;

  /**
   * In bytes. GitHub takes 10 MB compressed; printable text without any order shrinks to four
   * fifths, so no report of this size is larger.
   */
  static final int SIZE = 11_500_000;

  /**
   * From this size on, results have no more than what is demanded of them; one with much to show
   * must not push others out.
   */
  private static final int DETAILED = 5_000_000;

  private static final int NAME = 255;
  private static final int TEXT = 1_024;
  private static final int EVIDENCE = 20;
  private static final String ROOT = "%SRCROOT%";

  private final Account account;
  private final SourceTree.Place anchor;
  private final Counter counter;
  private final JsonGenerator json;
  private final Map<Rule, Integer> rules = new LinkedHashMap<>();

  private ReportSarif(Account account, OutputStream out) throws IOException {
    this.account = account;
    anchor = account.tree().anchor();
    counter = new Counter(out);
    json = Json.generator(counter);
  }

  static void write(Account account, OutputStream out) throws IOException {
    new ReportSarif(account, out).log();
  }

  private void log() throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", SCHEMA);
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    run();
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  /** Results come before the tool, because only then it is known which rules there are. */
  private void run() throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("automationDetails");
    String run = account.scans().run();
    json.writeStringField(
        "id", Program.NAME + "-" + account.command() + "/" + (run.isEmpty() ? "" : run + "/"));
    json.writeEndObject();
    json.writeStringField("columnKind", "unicodeCodePoints");
    json.writeObjectFieldStart("originalUriBaseIds");
    json.writeObjectFieldStart(ROOT);
    text("description", "The root of the repository.");
    json.writeEndObject();
    json.writeEndObject();
    List<Entry> entries = Entry.of(account);
    int written = results(entries);
    invocation(entries.subList(written, entries.size()));
    tool();
    json.writeObjectFieldStart("properties");
    json.writeStringField("verdict", Words.of(account.verdict().state()));
    Json.optional(json, "why", line(account.verdict().why()));
    Json.optional(json, "hint", line(account.verdict().hint()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private long size() {
    return counter.count + json.getOutputBuffered();
  }

  private void text(String field, String text) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private static String line(String text) {
    return Cut.to(TEXT, Printable.of(text));
  }

  /** Between brackets and parentheses a message has links; what files are called must make none. */
  private static String plain(String text) {
    return text.contains("](") ? text.replace("[", "\\[").replace("]", "\\]") : text;
  }

  // Results

  private int results(List<Entry> entries) throws IOException {
    int written = 0;
    json.writeArrayFieldStart("results");
    for (Entry entry : entries) {
      if (written == RESULTS || size() > SIZE) {
        break;
      }
      result(entry);
      written++;
    }
    json.writeEndArray();
    return written;
  }

  private void result(Entry entry) throws IOException {
    Finding finding = entry.finding();
    json.writeStartObject();
    json.writeStringField("ruleId", finding.rule().id());
    json.writeNumberField("ruleIndex", rules.computeIfAbsent(finding.rule(), _ -> rules.size()));
    json.writeStringField("level", level(finding.severity()));
    String hint = Cut.to(NAME, Printable.of(Hints.of(finding)));
    String message = entry.sentence(TEXT - NAME - 8);
    text("message", plain(message + (hint.isEmpty() ? "" : ". Hint: " + hint)));
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    physical(entry.place(), Math.max(1, entry.line()), entry.column());
    logical(finding.artifact());
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("primaryLocationLineHash", entry.fingerprint());
    json.writeEndObject();
    if (size() < DETAILED) {
      related(entry.further());
      flows(entry);
      properties(finding);
    }
    json.writeEndObject();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }

  private void physical(SourceTree.Place place, int line, int column) throws IOException {
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", place.uri());
    if (place.isInside()) {
      json.writeStringField("uriBaseId", ROOT);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", line);
    json.writeNumberField("startColumn", Math.max(1, column));
    json.writeNumberField("endLine", line);
    json.writeNumberField("endColumn", Math.max(1, column) + 1);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void logical(String artifact) throws IOException {
    if (!artifact.isBlank()) {
      json.writeArrayFieldStart("logicalLocations");
      json.writeStartObject();
      json.writeStringField("fullyQualifiedName", Cut.middle(TEXT, Printable.of(artifact)));
      json.writeStringField("kind", kind(artifact));
      json.writeEndObject();
      json.writeEndArray();
    }
  }

  private String kind(String artifact) {
    boolean isPackage =
        account.subjects() != Account.Subjects.FILES && !account.tree().isOnDisk(artifact);
    return isPackage ? "namespace" : "resource";
  }

  private void related(List<Evidence.Source> sources) throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("relatedLocations");
    int id = 0;
    for (Evidence.Source source : sources.subList(0, Math.min(LOCATIONS - 1, sources.size()))) {
      json.writeStartObject();
      json.writeNumberField("id", ++id);
      SourceTree.Place place = account.tree().file(source.file());
      physical(place, Math.max(1, source.line()), source.line() > 0 ? source.column() : 0);
      text("message", plain(EvidenceLine.of(source)));
      json.writeEndObject();
      if (size() > DETAILED) {
        break;
      }
    }
    json.writeEndArray();
  }

  /** One flow for each chain of imports. */
  private void flows(Entry entry) throws IOException {
    int left = STEPS;
    boolean open = false;
    for (Evidence evidence : entry.finding().evidence()) {
      if (!(evidence instanceof Evidence.Chain chain) || chain.packages().isEmpty() || left == 0) {
        continue;
      }
      if (!open) {
        json.writeArrayFieldStart("codeFlows");
        open = true;
      }
      left -= flow(entry, chain, left);
    }
    if (open) {
      json.writeEndArray();
    }
  }

  private int flow(Entry entry, Evidence.Chain chain, int most) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("threadFlows");
    json.writeStartObject();
    json.writeArrayFieldStart("locations");
    int steps = 0;
    for (String name : chain.packages().subList(0, Math.min(most, chain.packages().size()))) {
      step(entry, chain, steps, Cut.middle(NAME, Printable.of(name)));
      steps++;
      if (size() > DETAILED) {
        break;
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    return steps;
  }

  private void step(Entry entry, Evidence.Chain chain, int index, String name) throws IOException {
    boolean isLast = index == chain.packages().size() - 1;
    boolean isCut = index == chain.cut();
    json.writeStartObject();
    json.writeObjectFieldStart("location");
    place(entry, chain, index);
    json.writeArrayFieldStart("logicalLocations");
    json.writeStartObject();
    json.writeStringField("fullyQualifiedName", name.isBlank() ? "-" : name);
    json.writeStringField("kind", "namespace");
    json.writeEndObject();
    json.writeEndArray();
    String what = isLast ? "is what it is about" : isCut ? "has the import to remove" : "imports";
    text("message", plain((name.isBlank() ? "-" : name) + " " + what));
    json.writeEndObject();
    json.writeStringField("importance", isLast || isCut ? "essential" : "important");
    json.writeEndObject();
  }

  /**
   * A step is at the line that imports the next package, or requires the last one, where that is
   * known. Others are at the go.mod by which they come: GitHub takes no step without a place.
   */
  private void place(Entry entry, Evidence.Chain chain, int index) throws IOException {
    boolean isLast = index == chain.packages().size() - 1;
    String wanted = isLast ? "require " : "import \"" + chain.packages().get(index + 1) + '"';
    for (Evidence one : entry.finding().evidence()) {
      if (one instanceof Evidence.Source source
          && (isLast ? source.text().startsWith(wanted) : source.text().equals(wanted))) {
        SourceTree.Place place = account.tree().file(source.file());
        if (place.isInside()) {
          physical(place, Math.max(1, source.line()), source.line() > 0 ? source.column() : 0);
          return;
        }
      }
    }
    if (isLast) {
      physical(entry.place(), Math.max(1, entry.line()), entry.column());
    } else {
      physical(anchor, 1, 1);
    }
  }

  private void properties(Finding finding) throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeStringField("artifact", Cut.middle(TEXT, Entry.name(finding.artifact())));
    Json.optional(json, "identity", line(finding.identity().strip()));
    json.writeArrayFieldStart("evidence");
    for (String one : EvidenceLine.of(finding.evidence(), EVIDENCE)) {
      json.writeString(one);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  // What was not checked, and what does not fit

  private void invocation(List<Entry> dropped) throws IOException {
    List<Checked> notChecked = Entry.notChecked(account);
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField(
        "executionSuccessful",
        notChecked.isEmpty() && account.verdict().state() != Verdict.State.INCONCLUSIVE);
    json.writeArrayFieldStart("toolExecutionNotifications");
    if (account.isInconclusiveAsAWhole()) {
      startNotification("inconclusive", "error", account.verdict().why());
      json.writeEndObject();
    }
    if (!dropped.isEmpty()) {
      dropped(dropped);
    }
    int named = 0;
    for (Checked one : notChecked) {
      if (named == NOTIFICATIONS || size() > SIZE) {
        break;
      }
      notChecked(one);
      named++;
    }
    if (named < notChecked.size()) {
      String more = account.unchecked(notChecked.size() - named, "more ") + " not checked";
      startNotification("not-checked", "error", more);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void startNotification(String id, String level, String text) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("descriptor");
    json.writeStringField("id", id);
    json.writeEndObject();
    json.writeStringField("level", level);
    text("message", plain(line(text.isBlank() ? id : text)));
  }

  private void dropped(List<Entry> dropped) throws IOException {
    StringBuilder counts = new StringBuilder();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      long count = dropped.stream().filter(one -> one.finding().severity() == severity).count();
      if (count > 0) {
        counts.append(counts.isEmpty() ? "" : ", ").append(Count.of(count, Words.of(severity)));
      }
    }
    startNotification(
        "left-out",
        "warning",
        Count.of(dropped.size(), "finding")
            + " left out, because this file must not be larger: "
            + counts
            + "; --format json has all");
    json.writeEndObject();
  }

  private void notChecked(Checked one) throws IOException {
    String name = Cut.middle(TEXT / 2, Entry.name(one.artifact()));
    startNotification("not-checked", "error", name + " was not checked: " + one.detail());
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    physical(Entry.place(one.artifact(), account), 1, 1);
    logical(one.artifact());
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  // The tool

  private void tool() throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", Program.NAME);
    json.writeStringField("version", Program.VERSION);
    json.writeStringField("semanticVersion", Program.VERSION);
    json.writeArrayFieldStart("rules");
    for (Rule rule : rules.keySet()) {
      rule(rule);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notifications");
    notification("not-checked", "What could not be read, or cannot be relied on.");
    notification("inconclusive", "A run that concludes nothing.");
    notification("left-out", "Findings that do not fit into the file.");
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void notification(String id, String what) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    text("shortDescription", what);
    json.writeEndObject();
  }

  private void rule(Rule rule) throws IOException {
    RuleText about = RuleText.of(rule);
    String remedy = RuleText.remedy(rule);
    String advice = remedy.isEmpty() ? "" : "\n\nWhat usually helps: " + remedy + ".";
    json.writeStartObject();
    json.writeStringField("id", rule.id());
    json.writeStringField("name", RuleText.name(rule));
    text("shortDescription", about.title());
    text("fullDescription", about.meaning());
    json.writeObjectFieldStart("help");
    json.writeStringField("text", about.meaning() + advice);
    json.writeStringField("markdown", "**" + about.title() + "**\n\n" + about.meaning() + advice);
    json.writeEndObject();
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", level(rule.severity()));
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeArrayFieldStart("tags");
    json.writeString(RuleText.topic(rule));
    json.writeEndArray();
    json.writeStringField(
        "problem.severity",
        switch (rule.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case NOTE -> "recommendation";
        });
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Counts what has been written. */
  private static final class Counter extends FilterOutputStream {

    private long count;

    Counter(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
