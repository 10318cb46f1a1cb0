package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoProgram;
import dev.archcheck.inspect.pe.Arm64xFixup;
import dev.archcheck.inspect.pe.CodeRange;
import dev.archcheck.inspect.pe.HybridImage;
import dev.archcheck.inspect.pe.PeImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** A document of schema {@code archcheck.inspect/1}, written as the files are read. */
public final class InspectJson implements InspectView {

  private static final String SCHEMA = "archcheck.inspect/1";

  private final JsonGenerator json;

  /** Begins a document. */
  public InspectJson(OutputStream out) throws IOException {
    json = Json.generator(out);
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeArrayFieldStart("files");
  }

  @Override
  public boolean show(String path, Binary binary, Depth depth) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", path);
    List<Problem> problems = new ArrayList<>();
    boolean whole = binary(binary, depth, problems);
    json.writeEndObject();
    return whole;
  }

  @Override
  public void failed(String path, IOException error) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", path);
    json.writeObjectFieldStart("error");
    json.writeStringField("reason", Failures.reason(error));
    json.writeStringField("message", Failures.message(error));
    if (error instanceof MalformedBinaryException malformed) {
      json.writeFieldName("problem");
      Json.problem(json, malformed.problem());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  @Override
  public void end() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private boolean binary(Binary binary, Depth depth, List<Problem> problems) throws IOException {
    identity(binary);
    problems.addAll(binary.problems());
    minimumOs(binary, problems);
    if (InspectText.parts(binary).isEmpty()) {
      Doubts.addTo(problems, binary);
    }
    if (binary instanceof PeImage image && image.hybrid().isPresent()) {
      hybrid(image.hybrid().get());
    }
    Optional<GoProgram> program = GoPrograms.of(binary);
    if (program.isPresent()) {
      new GoJson(json).write(program.get(), depth, problems);
    }
    if (!depth.details().isEmpty()) {
      structures(binary, depth.details(), problems);
    }
    boolean whole = slices(binary, depth);
    json.writeArrayFieldStart("problems");
    // A table can meet what the identity has met before it.
    for (Problem problem : new LinkedHashSet<>(problems)) {
      Json.problem(json, problem);
    }
    json.writeEndArray();
    return whole && problems.isEmpty();
  }

  private void identity(Binary binary) throws IOException {
    json.writeNumberField("offset", binary.source().origin());
    json.writeNumberField("size", binary.source().size());
    json.writeStringField("format", Words.of(binary.format()));
    json.writeStringField("kind", Words.of(binary.kind()));
    Json.platforms(json, binary.platforms());
    json.writeBooleanField("osAssumed", binary.osAssumed());
    json.writeArrayFieldStart("evidence");
    for (Witness witness : binary.witnesses()) {
      json.writeStartObject();
      Json.witness(json, witness);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void minimumOs(Binary binary, List<Problem> problems) throws IOException {
    Optional<MinimumOs> minimum;
    try {
      minimum = binary.minimumOs();
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
      return;
    }
    if (minimum.isPresent()) {
      json.writeObjectFieldStart("minimumOs");
      json.writeStringField("what", minimum.get().what());
      json.writeStringField("version", minimum.get().version());
      json.writeObjectFieldStart("evidence");
      Json.witness(json, minimum.get().witness());
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private void hybrid(HybridImage hybrid) throws IOException {
    json.writeObjectFieldStart("hybrid");
    json.writeObjectFieldStart("codeBytes");
    for (CodeRange.Type type : CodeRange.Type.values()) {
      json.writeNumberField(Words.of(type), hybrid.codeMap().bytes(type));
    }
    json.writeEndObject();
    json.writeArrayFieldStart("rewrites");
    for (Arm64xFixup fixup : hybrid.fixups()) {
      rewrite(fixup);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void rewrite(Arm64xFixup fixup) throws IOException {
    json.writeStartObject();
    json.writeStringField("target", fixup.target());
    json.writeNumberField("rva", fixup.rva());
    json.writeNumberField("size", fixup.size());
    switch (fixup) {
      case Arm64xFixup.ZeroFill _ -> json.writeStringField("type", "zero-fill");
      case Arm64xFixup.Value value -> {
        json.writeStringField("type", "value");
        json.writeStringField("hex", Words.offset(value.value()));
      }
      case Arm64xFixup.Delta delta -> {
        json.writeStringField("type", "delta");
        json.writeNumberField("delta", delta.delta());
      }
    }
    json.writeEndObject();
  }

  private boolean slices(Binary binary, Depth depth) throws IOException {
    boolean whole = true;
    json.writeArrayFieldStart("slices");
    for (Binary slice : InspectText.parts(binary)) {
      json.writeStartObject();
      whole &= binary(slice, depth, new ArrayList<>());
      json.writeEndObject();
    }
    json.writeEndArray();
    return whole;
  }

  private void structures(Binary binary, List<Detail> details, List<Problem> problems)
      throws IOException {
    json.writeArrayFieldStart("structures");
    Once once = new Once();
    for (Detail detail : details) {
      try {
        binary.describe(detail, once.filter(detail, structure -> structure(detail, structure)));
      } catch (MalformedBinaryException e) {
        problems.add(e.problem());
      }
    }
    json.writeEndArray();
  }

  private void structure(Detail detail, Structure structure) {
    try {
      json.writeStartObject();
      json.writeStringField("detail", Words.of(detail));
      json.writeStringField("name", structure.name());
      json.writeNumberField("offset", structure.offset());
      json.writeNumberField("size", structure.size());
      json.writeArrayFieldStart("fields");
      for (Field field : structure.fields()) {
        field(field);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the stream below does not throw
    }
  }

  private void field(Field field) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", field.name());
    json.writeNumberField("offset", field.offset());
    json.writeNumberField("size", field.size());
    switch (field.value()) {
      case Field.Numeral(long raw, String label) -> number(raw, label);
      case Field.Text(String text) -> text(text);
      case Field.Bytes(byte[] bytes) -> bytes(HexFormat.of().formatHex(bytes));
    }
    json.writeEndObject();
  }

  /** The hexadecimal form is always exact; the number is there where it is exact as well. */
  private void number(long raw, String label) throws IOException {
    json.writeStringField("type", "number");
    json.writeStringField("hex", Words.offset(raw));
    if (raw >= 0 && raw <= Json.MAX_EXACT) {
      json.writeNumberField("value", raw);
    }
    Json.optional(json, "label", label);
  }

  private void text(String text) throws IOException {
    String decoded = Printable.decode(text);
    if (decoded == null) {
      bytes(HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
    } else {
      json.writeStringField("type", "text");
      json.writeStringField("value", decoded);
    }
  }

  private void bytes(String hex) throws IOException {
    json.writeStringField("type", "bytes");
    json.writeStringField("value", hex);
  }
}
