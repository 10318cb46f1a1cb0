package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.io.OutputStream;

/** A document of schema {@code archcheck.verify/1}. */
public final class VerifyJson {

  private static final String SCHEMA = "archcheck.verify/1";

  private final JsonGenerator json;

  /** A view on a stream. */
  public VerifyJson(OutputStream out) throws IOException {
    json = Json.generator(out);
  }

  /** Writes a report and its verdict. */
  public void write(Report report, Verdict verdict) throws IOException {
    start(verdict);
    body(report);
    end();
  }

  private void start(Verdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("verdict", Words.of(verdict.state()));
    Json.optional(json, "why", verdict.why());
    Json.optional(json, "hint", verdict.hint());
  }

  private void end() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void body(Report report) throws IOException {
    summary(report);
    findings(json, report);
    artifacts(json, report);
  }

  private void summary(Report report) throws IOException {
    json.writeObjectFieldStart("summary");
    json.writeNumberField("passed", report.count(Outcome.PASSED));
    json.writeNumberField("failed", report.count(Outcome.FAILED));
    json.writeNumberField("unclaimed", report.count(Outcome.UNCLAIMED));
    json.writeNumberField("notChecked", report.count(Outcome.NOT_CHECKED));
    json.writeNumberField("otherFiles", report.otherFiles());
    json.writeNumberField("errors", Verdict.count(report, Severity.ERROR));
    json.writeNumberField("warnings", Verdict.count(report, Severity.WARNING));
    json.writeNumberField("notes", Verdict.count(report, Severity.NOTE));
    json.writeEndObject();
  }

  /** Writes the member {@code findings}, which is the same for every command. */
  static void findings(JsonGenerator json, Report report) throws IOException {
    json.writeArrayFieldStart("findings");
    for (Finding finding : report.findings()) {
      finding(json, finding);
    }
    json.writeEndArray();
  }

  private static void finding(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", finding.rule().id());
    json.writeStringField("severity", Words.of(finding.severity()));
    json.writeStringField("artifact", finding.artifact());
    json.writeStringField("message", finding.message());
    Json.optional(json, "hint", Hints.of(finding));
    json.writeArrayFieldStart("evidence");
    for (Evidence evidence : finding.evidence()) {
      evidence(json, evidence);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void evidence(JsonGenerator json, Evidence evidence) throws IOException {
    json.writeStartObject();
    switch (evidence) {
      case Evidence.Bytes(var witness) -> {
        json.writeStringField("type", "bytes");
        Json.witness(json, witness);
      }
      case Evidence.Declared(String source, String text) -> {
        json.writeStringField("type", "declared");
        json.writeStringField("source", source);
        json.writeStringField("text", text);
      }
      case Evidence.Source(String file, int line, int column, String text) -> {
        json.writeStringField("type", "source");
        json.writeStringField("file", file);
        if (line > 0) {
          json.writeNumberField("line", line);
        }
        if (column > 0) {
          json.writeNumberField("column", column);
        }
        Json.optional(json, "text", text);
      }
      case Evidence.Chain(var packages, int cut) -> {
        json.writeStringField("type", "chain");
        json.writeArrayFieldStart("packages");
        for (String one : packages) {
          json.writeString(one);
        }
        json.writeEndArray();
        json.writeNumberField("cut", cut);
      }
    }
    json.writeEndObject();
  }

  /** Writes the member {@code artifacts}, which is the same for every command. */
  static void artifacts(JsonGenerator json, Report report) throws IOException {
    json.writeArrayFieldStart("artifacts");
    for (Checked one : report.checked()) {
      artifact(json, one);
    }
    json.writeEndArray();
  }

  private static void artifact(JsonGenerator json, Checked one) throws IOException {
    json.writeStartObject();
    json.writeStringField("artifact", one.artifact());
    json.writeStringField("outcome", Words.of(one.outcome()));
    json.writeStringField("format", Words.of(one.format()));
    json.writeStringField("kind", Words.of(one.kind()));
    Json.platforms(json, one.platforms());
    Json.optional(json, "claim", one.claim());
    Json.optional(json, "detail", one.detail());
    json.writeEndObject();
  }
}
