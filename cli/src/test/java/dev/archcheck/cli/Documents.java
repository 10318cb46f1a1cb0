package dev.archcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads documents and holds them against the schemas that users get. */
public final class Documents {

  private static final Path SCHEMAS = Path.of("..", "docs", "schemas");
  private static final JsonMapper MAPPER = new JsonMapper();

  private Documents() {}

  /** Reads a document of {@code inspect}. */
  public static JsonNode inspect(String document) {
    return valid(document, "inspect-1.json");
  }

  /** Reads a document of {@code verify}. */
  public static JsonNode verify(String document) {
    return valid(document, "verify-1.json");
  }

  private static JsonNode valid(String document, String schema) {
    try {
      assertThat(document).endsWith("}\n");
      JsonNode tree = MAPPER.readTree(document);
      JsonSchema rules =
          JsonSchemaFactory.getInstance(VersionFlag.V202012)
              .getSchema(Files.readString(SCHEMAS.resolve(schema)));
      assertThat(rules.validate(tree)).isEmpty();
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
