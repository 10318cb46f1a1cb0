package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.install.InstallResult;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Seal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** What became of an installation, for programs. The form is described in docs/json.md. */
public final class InstallJson {

  private static final String SCHEMA = "archcheck.toolchain-install/1";

  private final OutputStream out;

  /** A document on a stream. */
  public InstallJson(OutputStream out) {
    this.out = out;
  }

  /** Writes a result. */
  public void write(InstallResult result) throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      switch (result) {
        case InstallResult.Done done -> {
          json.writeStringField("outcome", "installed");
          seal(json, done.installed(), done.seal());
          notes(json, done.notes());
        }
        case InstallResult.AlreadyThere there -> {
          json.writeStringField("outcome", "already-installed");
          seal(json, there.installed(), there.seal());
          notes(json, List.of());
        }
        case InstallResult.NotInstalled no -> {
          json.writeStringField(
              "outcome", no.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
          json.writeStringField("toolchain", no.what());
          json.writeStringField("source", no.source());
          json.writeStringField("why", no.why());
          ProofLines.write(json, no.proofs());
          notes(json, no.notes());
        }
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void seal(JsonGenerator json, Installed installed, Seal seal) throws IOException {
    json.writeStringField("toolchain", seal.toolchain().name());
    json.writeStringField("goroot", installed.goroot().toString());
    json.writeBooleanField("native", seal.asked() == Seal.Asked.NATIVE);
    json.writeStringField("installed", seal.installed().toString());
    json.writeStringField("source", seal.source());
    json.writeObjectFieldStart("archive");
    json.writeStringField("sha256", seal.archiveSha256());
    json.writeNumberField("size", seal.archiveSize());
    json.writeEndObject();
    json.writeStringField("h1", seal.h1());
    json.writeNumberField("files", seal.files().size());
    ProofLines.write(json, seal.proofs());
  }

  private static void notes(JsonGenerator json, List<String> notes) throws IOException {
    json.writeArrayFieldStart("notes");
    for (String note : notes) {
      json.writeString(note);
    }
    json.writeEndArray();
  }
}
