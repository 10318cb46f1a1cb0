package dev.archcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Reads documents and holds them against the schemas that users get. */
public final class Documents {

  private static final Path SCHEMAS = Path.of("..", "docs", "schemas");
  private static final JsonMapper MAPPER = new JsonMapper();

  private Documents() {}

  /** Reads a document of {@code inspect}. */
  public static JsonNode inspect(String document) {
    return valid(document, "inspect-1.json");
  }

  /** Reads a document of {@code toolchain available}. */
  public static JsonNode available(String document) {
    return valid(document, "available-1.json");
  }

  /** Reads a document of {@code verify}. */
  public static JsonNode verify(String document) {
    return valid(document, "verify-1.json");
  }

  /** Reads a document of {@code cgo}. */
  public static JsonNode cgo(String document) {
    return valid(document, "cgo-1.json");
  }

  /** Reads a document of {@code doctor}. */
  public static JsonNode doctor(String document) {
    return valid(document, "doctor-1.json");
  }

  /** Reads a document of {@code checksum}. */
  public static JsonNode checksum(String document) {
    return valid(document, "checksum-1.json");
  }

  /** Reads a document of {@code toolchain current}. */
  public static JsonNode current(String document) {
    return valid(document, "toolchain-current-1.json");
  }

  /** Reads a document of {@code toolchain list}. */
  public static JsonNode toolchainList(String document) {
    return valid(document, "toolchain-list-1.json");
  }

  /** Reads a document of {@code toolchain prune}. */
  public static JsonNode toolchainPrune(String document) {
    return valid(document, "toolchain-prune-1.json");
  }

  /** {@return what a reader of the published schema has against a document} */
  public static Set<ValidationMessage> complaints(JsonNode document, String schema) {
    return factory().getSchema(schema(schema)).validate(document);
  }

  private static JsonNode valid(String document, String schema) {
    try {
      assertThat(document).endsWith("}\n");
      JsonNode tree = MAPPER.readTree(document);
      assertThat(complaints(tree, schema)).isEmpty();
      assertThat(factory().getSchema(strict(schema(schema))).validate(tree)).isEmpty();
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonSchemaFactory factory() {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012);
  }

  private static JsonNode schema(String name) {
    try {
      return MAPPER.readTree(Files.readString(SCHEMAS.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The published schema lets a later version add members; our own documents hold none that it does
   * not describe. An object with {@code not} is one half of another and cannot say that alone.
   */
  private static JsonNode strict(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")
        && !object.has("not")) {
      object.put("unevaluatedProperties", false);
    }
    schema.forEach(Documents::strict);
    return schema;
  }
}
