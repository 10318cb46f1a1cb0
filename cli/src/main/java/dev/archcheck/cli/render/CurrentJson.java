package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.activate.GoSetting;
import dev.archcheck.toolchain.activate.Resolution;
import dev.archcheck.toolchain.activate.Source;
import dev.archcheck.toolchain.store.Installed;
import java.io.IOException;
import java.io.OutputStream;

/** A document of schema {@code archcheck.toolchain-current/1}. */
public final class CurrentJson {

  private static final String SCHEMA = "archcheck.toolchain-current/1";

  private final JsonGenerator json;

  /**
   * A document on a stream.
   *
   * @throws IOException if the stream fails
   */
  public CurrentJson(OutputStream out) throws IOException {
    json = Json.generator(out);
  }

  /**
   * Writes it.
   *
   * @throws IOException if the stream fails
   */
  public void write(CurrentView view) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    state(view.found());
    Json.optional(json, "go", view.go());
    source(view.found().source());
    json.writeArrayFieldStart("outweighedBy");
    for (GoSetting setting : view.against()) {
      json.writeStartObject();
      json.writeStringField("name", setting.name());
      json.writeStringField("value", setting.value());
      Json.optional(json, "file", setting.place());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void state(Resolution found) throws IOException {
    switch (found) {
      case Resolution.Chosen(var _, var why, Installed installed) -> {
        json.writeStringField("state", "installed");
        json.writeStringField("why", why.word());
        json.writeStringField("version", installed.toolchain().version());
        json.writeFieldName("platform");
        Json.platform(json, installed.toolchain().platform());
        json.writeStringField("goroot", installed.goroot().toString());
      }
      case Resolution.Missing(var _, String wanted) -> {
        json.writeStringField("state", "not-installed");
        json.writeStringField("wanted", wanted);
        json.writeStringField("install", "archcheck toolchain install " + wanted);
      }
      case Resolution.Invalid(var _, String said) -> {
        json.writeStringField("state", "invalid");
        Json.optional(json, "said", said);
      }
      case Resolution.SystemGo _ -> json.writeStringField("state", "system");
      case Resolution.None _ -> json.writeStringField("state", "none");
    }
  }

  private void source(Source source) throws IOException {
    if (source.kind() == Source.Kind.NOTHING) {
      return;
    }
    json.writeObjectFieldStart("source");
    json.writeStringField("kind", source.kind().word());
    json.writeStringField("place", source.place());
    if (source.line() > 0) {
      json.writeNumberField("line", source.line());
    }
    json.writeEndObject();
  }
}
