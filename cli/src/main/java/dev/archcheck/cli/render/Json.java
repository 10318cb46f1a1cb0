package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all documents have in common. */
final class Json {

  /** The largest integer that every reader of JSON keeps exactly. */
  static final long MAX_EXACT = (1L << 53) - 1;

  private Json() {}

  /**
   * A generator that writes printable ASCII only: text of a binary loses nothing, and a document
   * that ends up on a terminal does it no harm.
   */
  static JsonGenerator generator(OutputStream out) throws IOException {
    JsonFactory factory =
        new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .characterEscapes(new DeleteEscaped())
            .build();
    return factory.createGenerator(out, JsonEncoding.UTF8);
  }

  static void platforms(JsonGenerator json, List<Platform> platforms) throws IOException {
    json.writeArrayFieldStart("platforms");
    for (Platform platform : platforms) {
      platform(json, platform);
    }
    json.writeEndArray();
  }

  static void platform(JsonGenerator json, Platform platform) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", platform.toString());
    json.writeStringField("os", platform.os().name());
    json.writeStringField("arch", platform.arch().name());
    optional(json, "abi", platform.abi());
    json.writeEndObject();
  }

  /** Writes the fields of a witness into the open object. */
  static void witness(JsonGenerator json, Witness witness) throws IOException {
    json.writeStringField("structure", witness.structure());
    optional(json, "field", witness.field());
    json.writeNumberField("offset", witness.offset());
    json.writeStringField("value", witness.value());
    optional(json, "meaning", witness.meaning());
  }

  static void problem(JsonGenerator json, Problem problem) throws IOException {
    json.writeStartObject();
    json.writeStringField("structure", problem.structure());
    optional(json, "field", problem.field());
    json.writeFieldName("offset");
    json.writeNumber(Long.toUnsignedString(problem.offset()));
    json.writeStringField("reason", Words.of(problem.reason()));
    json.writeStringField("detail", problem.detail());
    json.writeEndObject();
  }

  static void optional(JsonGenerator json, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }

  /** {@return a text in which no half of a character stands alone, which many readers refuse} */
  static String wellFormed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** JSON lets DEL stand as it is; a terminal need not. */
  private static final class DeleteEscaped extends CharacterEscapes {

    private static final long serialVersionUID = 1;
    private static final char DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return null; // only standard escapes are asked for
    }
  }
}
