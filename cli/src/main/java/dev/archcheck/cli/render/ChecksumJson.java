package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.verify.checksum.CheckedFile;
import dev.archcheck.verify.digest.Digest;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document of schema {@code archcheck.checksum/1}. */
public final class ChecksumJson {

  private static final String SCHEMA = "archcheck.checksum/1";

  private final JsonGenerator json;
  private final @Nullable ProofKind required;

  /** A view on a stream. */
  public ChecksumJson(OutputStream out, @Nullable ProofKind required) throws IOException {
    this.json = Json.generator(out);
    this.required = required;
  }

  /** Writes the files and the verdict; without one the digests were only to be printed. */
  public void write(List<CheckedFile> files, @Nullable Verdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("verdict", verdict == null ? "not-asked" : Words.of(verdict.state()));
    if (verdict != null) {
      Json.optional(json, "why", verdict.why());
      Json.optional(json, "hint", verdict.hint());
    }
    json.writeArrayFieldStart("files");
    for (CheckedFile file : files) {
      file(file);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void file(CheckedFile file) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", file.path());
    json.writeStringField("standing", Words.of(ChecksumView.of(file, required)));
    ProofKind strongest = file.strongest();
    if (strongest != null) {
      json.writeStringField("strongest", strongest.word());
    }
    if (file.size() >= 0) {
      json.writeNumberField("size", file.size());
    }
    Json.optional(json, "problem", file.problem());
    json.writeArrayFieldStart("digests");
    for (Digest digest : file.digests()) {
      digest(digest);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("proofs");
    for (Proof proof : file.proofs()) {
      proof(proof);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void digest(Digest digest) throws IOException {
    json.writeStartObject();
    json.writeStringField("algorithm", digest.algorithm().word());
    json.writeStringField("hex", digest.hex());
    json.writeBooleanField("weak", digest.algorithm().isWeak());
    json.writeEndObject();
  }

  private void proof(Proof proof) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", proof.kind().word());
    json.writeStringField("state", Words.of(proof.state()));
    json.writeStringField("source", proof.source());
    json.writeStringField("detail", proof.detail());
    json.writeEndObject();
  }
}
