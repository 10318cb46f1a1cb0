package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.bundle.Bundle;
import dev.archcheck.toolchain.install.BundleResult;
import dev.archcheck.toolchain.install.InstallResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** What became of a bundle, for programs. The form is described in docs/toolchains.md. */
public final class BundleJson {

  private static final String SCHEMA = "archcheck.toolchain-bundled/1";

  private final OutputStream out;

  /** A document on a stream. */
  public BundleJson(OutputStream out) {
    this.out = out;
  }

  /** Writes a result. */
  public void write(BundleResult result) throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      switch (result) {
        case BundleResult.Made made -> made(json, made);
        case BundleResult.NotMade(InstallResult.NotInstalled why) -> {
          json.writeStringField(
              "outcome", why.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
          json.writeStringField("toolchain", why.what());
          json.writeStringField("why", why.why());
          ProofLines.write(json, why.proofs());
          notes(json, why.notes());
        }
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void made(JsonGenerator json, BundleResult.Made made) throws IOException {
    Bundle bundle = made.bundle();
    json.writeStringField("outcome", "written");
    json.writeStringField("toolchain", bundle.toolchain().name());
    json.writeStringField("bundle", made.file().toString());
    json.writeStringField("source", made.source());
    json.writeObjectFieldStart("archive");
    json.writeStringField("name", bundle.archive());
    json.writeStringField("sha256", bundle.sha256());
    json.writeNumberField("size", bundle.size());
    json.writeEndObject();
    json.writeObjectFieldStart("carries");
    json.writeBooleanField("logProof", !bundle.logProof().isEmpty());
    json.writeBooleanField("signature", !bundle.signature().isEmpty());
    json.writeBooleanField("row", !bundle.row().isEmpty());
    json.writeEndObject();
    ProofLines.write(json, made.proofs());
    notes(json, made.notes());
  }

  private static void notes(JsonGenerator json, List<String> notes) throws IOException {
    json.writeArrayFieldStart("notes");
    for (String note : notes) {
      json.writeString(note);
    }
    json.writeEndArray();
  }
}
