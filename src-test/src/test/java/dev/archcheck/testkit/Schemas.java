package dev.archcheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published schemas of documents. */
public final class Schemas {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Schemas() {}

  /**
   * {@return a document, which is one of the schema that it names and holds nothing that is not
   * described there}
   */
  public static JsonNode valid(String document) throws IOException {
    assertThat(document).endsWith("}\n");
    JsonNode tree = MAPPER.readTree(document);
    String name = tree.path("schema").asText().replaceFirst("^archcheck\\.", "").replace('/', '-');
    Path file = Path.of(System.getProperty("archcheck.root"), "docs", "schemas", name + ".json");
    JsonNode schema = MAPPER.readTree(Files.readString(file));
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    assertThat(factory.getSchema(schema).validate(tree)).as(document).isEmpty();
    assertThat(factory.getSchema(closed(schema)).validate(tree)).as(document).isEmpty();
    return tree;
  }

  /** The published schema lets a later version add members; this one lets none. */
  private static JsonNode closed(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")) {
      object.put("unevaluatedProperties", false);
    }
    schema.forEach(Schemas::closed);
    return schema;
  }
}
