package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.doctor.CaptureFile;
import dev.archcheck.toolchain.doctor.Diagnosis;
import dev.archcheck.toolchain.doctor.DoctorReport;
import dev.archcheck.toolchain.doctor.GoChoice;
import dev.archcheck.toolchain.doctor.Step;
import dev.archcheck.toolchain.host.HostTruth;
import dev.archcheck.toolchain.host.HostWitness;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** What is wrong with a machine as a document; it can be judged again ({@code --replay}). */
public final class DoctorJson {

  private static final String SCHEMA = "archcheck.doctor/1";

  private final JsonGenerator json;

  /** A view on a stream. */
  public DoctorJson(OutputStream out) throws IOException {
    json = Json.generator(out);
  }

  /** Writes a report and its verdict. */
  public void write(DoctorReport report, Verdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("verdict", Words.of(verdict.state()));
    Json.optional(json, "why", verdict.why());
    Json.optional(json, "hint", verdict.hint());
    host(report.host());
    next(report.next());
    statement("cgo", report.cgo());
    statement("goroot", report.goroot());
    json.writeArrayFieldStart("diagnoses");
    for (Diagnosis diagnosis : report.diagnoses()) {
      diagnosis(diagnosis);
    }
    json.writeEndArray();
    VerifyJson.findings(json, report.report());
    VerifyJson.artifacts(json, report.report());
    json.writeFieldName(CaptureFile.MEMBER);
    CaptureFile.write(json, report.capture());
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void host(HostTruth host) throws IOException {
    json.writeObjectFieldStart("host");
    json.writeFieldName("kernel");
    Json.platform(json, host.kernel());
    json.writeFieldName("process");
    Json.platform(json, host.process());
    json.writeStringField("runs", host.nativeness().name().toLowerCase(Locale.ROOT));
    Json.optional(json, "emulator", host.emulator());
    Json.optional(json, "caution", host.caution());
    texts("surroundings", host.surroundings());
    json.writeArrayFieldStart("evidence");
    for (HostWitness witness : host.evidence()) {
      json.writeStartObject();
      json.writeStringField("source", witness.source());
      json.writeStringField("value", witness.value());
      json.writeStringField("shows", witness.shows());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void next(GoChoice next) throws IOException {
    json.writeObjectFieldStart("next");
    json.writeStringField("outcome", next.outcome().name().toLowerCase(Locale.ROOT));
    Json.optional(json, "version", next.version());
    Json.optional(json, "why", next.why());
    if (next.reason() != GoChoice.Reason.NONE) {
      json.writeStringField("reason", Words.of(next.reason()));
    }
    json.writeEndObject();
  }

  private void statement(String name, DoctorReport.Statement statement) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("answer", statement.answer());
    Json.optional(json, "why", statement.why());
    json.writeEndObject();
  }

  private void diagnosis(Diagnosis diagnosis) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", diagnosis.finding().rule().id());
    json.writeStringField("severity", Words.of(diagnosis.finding().severity()));
    json.writeStringField("artifact", diagnosis.finding().artifact());
    json.writeStringField("message", diagnosis.finding().message());
    Json.optional(json, "cause", diagnosis.cause());
    json.writeArrayFieldStart("fix");
    for (Step step : diagnosis.fix()) {
      json.writeStartObject();
      json.writeStringField(step.kind() == Step.Kind.COMMAND ? "command" : "action", step.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void texts(String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
