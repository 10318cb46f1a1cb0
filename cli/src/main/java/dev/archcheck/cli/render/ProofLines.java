package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.verify.proof.Proof;
import java.io.IOException;
import java.util.List;

/** Proofs in text and JSON, the same for every command. */
final class ProofLines {

  private ProofLines() {}

  static void print(Page page, List<Proof> proofs) {
    for (Proof proof : proofs) {
      switch (proof.state()) {
        case PROVEN -> page.text("  ").text(Style.GOOD, "proven   ");
        case REFUTED -> page.text("  ").text(Style.BAD, "refuted  ");
        case NOT_HAD -> page.text("  ").text(Style.FAINT, "not had  ");
      }
      page.text(String.format("%-10s", proof.kind().word()))
          .text(proof.source())
          .text(": ")
          .line(proof.detail());
    }
  }

  static void write(JsonGenerator json, List<Proof> proofs) throws IOException {
    json.writeArrayFieldStart("proofs");
    for (Proof proof : proofs) {
      json.writeStartObject();
      json.writeStringField("kind", proof.kind().word());
      json.writeStringField(
          "state",
          switch (proof.state()) {
            case PROVEN -> "proven";
            case REFUTED -> "refuted";
            case NOT_HAD -> "not-had";
          });
      json.writeStringField("source", proof.source());
      json.writeStringField("detail", proof.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
