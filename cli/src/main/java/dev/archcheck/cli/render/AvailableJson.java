package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.release.Availability;
import dev.archcheck.toolchain.release.Catalog;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;

/** A document of schema {@code archcheck.available/1}. */
public final class AvailableJson {

  private static final String SCHEMA = "archcheck.available/1";

  private final JsonGenerator json;

  /** A view on a stream. */
  public AvailableJson(OutputStream out) throws IOException {
    json = Json.generator(out);
  }

  /** Writes what there is. */
  public void write(Availability availability) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    source(availability.catalog().origin());
    if (availability.target() != null) {
      json.writeFieldName("target");
      Json.platform(json, availability.target());
    }
    json.writeArrayFieldStart("releases");
    for (Availability.Row row : availability.rows()) {
      release(row);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void source(Catalog.Origin origin) throws IOException {
    json.writeObjectFieldStart("source");
    switch (origin) {
      case Catalog.Fresh(URI url) -> {
        json.writeStringField("kind", "site");
        json.writeStringField("url", FetchException.shown(url));
      }
      case Catalog.Kept(URI url, Instant fetched, FetchException why) -> {
        json.writeStringField("kind", "kept");
        json.writeStringField("url", FetchException.shown(url));
        json.writeStringField("fetched", fetched.toString());
        json.writeStringField("why", String.valueOf(why.getMessage()));
      }
      case Catalog.Served(URI url, FetchException why) -> {
        json.writeStringField("kind", "proxy");
        json.writeStringField("url", FetchException.shown(url));
        json.writeStringField("why", String.valueOf(why.getMessage()));
      }
    }
    json.writeEndObject();
  }

  private void release(Availability.Row row) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", row.release().version());
    json.writeBooleanField("stable", row.release().stable());
    json.writeArrayFieldStart("files");
    for (ReleaseFile file : row.files()) {
      file(file);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void file(ReleaseFile file) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", file.name());
    json.writeStringField("kind", file.kind().word());
    Json.optional(json, "os", file.os());
    Json.optional(json, "arch", file.arch());
    if (file.size() >= 0) {
      json.writeNumberField("size", file.size());
    }
    Json.optional(json, "sha256", file.sha256());
    json.writeArrayFieldStart("evidence");
    for (ProofKind kind : file.offers()) {
      json.writeString(kind.word());
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
