package dev.archcheck.toolchain.download;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.archcheck.toolchain.WriteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What is known of an unfinished file, kept beside it.
 *
 * @param url what was asked for, without credentials
 * @param validator the strong validator of what answered in the end, after all redirects
 * @param total how many bytes the file will have
 * @param have how many bytes from its start are right, or -1 where that is as long as it is
 */
record PartialState(String url, String validator, long total, long have) {

  static final PartialState NONE = new PartialState("", "", -1, 0);

  private static final String SCHEMA = "archcheck.partial/1";
  private static final int MAX_SIZE = 64 << 10;

  boolean isUseful() {
    return !url.isEmpty() && !validator.isEmpty() && total > 0;
  }

  PartialState having(long bytes) {
    return new PartialState(url, validator, total, bytes);
  }

  /** {@return what stands in a file; {@link #NONE} for whatever cannot be read} */
  static PartialState read(Path file) {
    try {
      if (Files.size(file) > MAX_SIZE) {
        return NONE;
      }
      return parse(Files.readAllBytes(file));
    } catch (IOException _) {
      return NONE;
    }
  }

  private static PartialState parse(byte[] bytes) throws IOException {
    String schema = "";
    String url = "";
    String validator = "";
    long total = -1;
    long have = 0;
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return NONE;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "schema" -> schema = json.getText();
          case "url" -> url = json.getText();
          case "validator" -> validator = json.getText();
          case "total" -> total = json.getValueAsLong(-1);
          case "have" -> have = json.getValueAsLong(0);
          default -> json.skipChildren();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT) {
        return NONE;
      }
    }
    return schema.equals(SCHEMA) ? new PartialState(url, validator, total, have) : NONE;
  }

  /**
   * Replaces a file with this.
   *
   * @throws IOException if it cannot be written
   */
  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (JsonGenerator json = new JsonFactory().createGenerator(next.toFile(), JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("url", url);
      json.writeStringField("validator", validator);
      json.writeNumberField("total", total);
      json.writeNumberField("have", have);
      json.writeEndObject();
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
