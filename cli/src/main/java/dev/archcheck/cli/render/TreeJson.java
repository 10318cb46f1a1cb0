package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.check.TreeReport;
import dev.archcheck.toolchain.store.Difference;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What became of installed versions, for programs. The form is described in docs/json.md. */
public final class TreeJson {

  private static final String SCHEMA = "archcheck.toolchain-verify/1";

  private final OutputStream out;

  /** A document on a stream. */
  public TreeJson(OutputStream out) {
    this.out = out;
  }

  /** Writes reports. */
  public void write(List<TreeReport> reports) throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeArrayFieldStart("toolchains");
      for (TreeReport report : reports) {
        write(json, report);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void write(JsonGenerator json, TreeReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("toolchain", report.name());
    json.writeStringField("goroot", report.goroot().toString());
    json.writeStringField(
        "outcome",
        switch (report.outcome()) {
          case INTACT -> "intact";
          case DIFFERENT -> "different";
          case NOT_CHECKED -> "not-checked";
        });
    json.writeStringField("against", report.against());
    json.writeNumberField("files", report.files());
    json.writeNumberField("unproven", report.unproven());
    json.writeArrayFieldStart("differences");
    for (Difference one : report.differences()) {
      json.writeStartObject();
      json.writeStringField("kind", TreeText.word(one.kind()));
      json.writeStringField("path", one.path());
      Json.optional(json, "detail", one.detail());
      Json.optional(json, "cause", one.cause());
      json.writeEndObject();
    }
    json.writeEndArray();
    ProofLines.write(json, report.proofs());
    json.writeArrayFieldStart("notes");
    for (String note : report.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
