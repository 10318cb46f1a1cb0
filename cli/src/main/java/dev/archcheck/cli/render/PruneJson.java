package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.activate.Source;
import dev.archcheck.toolchain.prune.Doubt;
import dev.archcheck.toolchain.prune.Kept;
import dev.archcheck.toolchain.prune.Leftover;
import dev.archcheck.toolchain.prune.PrunePlan;
import dev.archcheck.toolchain.prune.Unneeded;
import java.io.IOException;
import java.io.OutputStream;

/** A document of schema {@code archcheck.toolchain-prune/1}. */
public final class PruneJson {

  private static final String SCHEMA = "archcheck.toolchain-prune/1";

  private final JsonGenerator json;

  /** A view on a stream. */
  public PruneJson(OutputStream out) throws IOException {
    json = Json.generator(out);
  }

  /** Writes a plan. */
  public void write(PrunePlan plan, PruneText.Step step) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("state", plan.isCertain() ? Words.of(step) : "uncertain");
    json.writeNumberField("folders", plan.folders());
    json.writeNumberField("bytes", plan.bytes());
    json.writeArrayFieldStart("kept");
    for (Kept kept : plan.kept()) {
      kept(kept);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unneeded");
    for (Unneeded one : plan.unneeded()) {
      json.writeStartObject();
      toolchain(one.installed().toolchain());
      json.writeNumberField("bytes", one.bytes());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("leftovers");
    for (Leftover one : plan.leftovers()) {
      json.writeStartObject();
      json.writeStringField("file", one.file().toString());
      json.writeNumberField("bytes", one.bytes());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("doubts");
    for (Doubt doubt : plan.doubts()) {
      json.writeStartObject();
      json.writeStringField("kind", Words.of(doubt.kind()));
      json.writeStringField("place", doubt.place());
      json.writeStringField("why", doubt.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void toolchain(GoToolchain toolchain) throws IOException {
    json.writeStringField("name", toolchain.name());
    json.writeStringField("version", toolchain.version());
    json.writeFieldName("platform");
    Json.platform(json, toolchain.platform());
  }

  private void kept(Kept kept) throws IOException {
    json.writeStartObject();
    toolchain(kept.installed().toolchain());
    json.writeArrayFieldStart("reasons");
    for (Source reason : kept.reasons()) {
      json.writeStartObject();
      json.writeStringField("kind", reason.kind().word());
      json.writeStringField("place", reason.place());
      if (reason.line() > 0) {
        json.writeNumberField("line", reason.line());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
