package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.discover.FoundGo;
import dev.archcheck.toolchain.discover.Inventory;
import dev.archcheck.toolchain.discover.Unread;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.go.GoOnPath.Installation;
import java.io.IOException;
import java.io.OutputStream;

/** A document of schema {@code archcheck.toolchain-list/1}. */
public final class ListJson {

  private static final String SCHEMA = "archcheck.toolchain-list/1";

  private final JsonGenerator json;

  /** A view on a stream. */
  public ListJson(OutputStream out) throws IOException {
    json = Json.generator(out);
  }

  /** Writes what was found. */
  public void write(Inventory inventory) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeObjectFieldStart("host");
    json.writeFieldName("platform");
    Json.platform(json, inventory.host().platform());
    json.writeStringField("basis", Words.of(inventory.host().basis()));
    json.writeEndObject();
    json.writeArrayFieldStart("path");
    for (GoOnPath go : inventory.onPath()) {
      onPath(go);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("toolchains");
    for (FoundGo go : inventory.found()) {
      found(go);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unread");
    for (Unread unread : inventory.unread()) {
      json.writeStartObject();
      json.writeStringField("folder", unread.folder().toString());
      json.writeStringField("why", unread.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void onPath(GoOnPath go) throws IOException {
    json.writeStartObject();
    switch (go) {
      case GoOnPath.Absent _ -> json.writeStringField("kind", "absent");
      case GoOnPath.Shim shim -> {
        json.writeStringField("kind", "shim");
        json.writeStringField("command", shim.path().toString());
        json.writeStringField("what", shim.what());
      }
      case GoOnPath.Unreadable one -> {
        json.writeStringField("kind", "unreadable");
        json.writeStringField("command", one.path().toString());
        json.writeStringField("what", one.why());
      }
      case Installation installation -> {
        json.writeStringField("kind", "go");
        json.writeStringField("command", installation.path().toString());
        json.writeStringField("root", installation.root().toString());
      }
    }
    json.writeEndObject();
  }

  private void found(FoundGo go) throws IOException {
    json.writeStartObject();
    json.writeStringField("manager", go.maker().word());
    json.writeStringField("root", go.root().toString());
    Json.optional(json, "version", go.version());
    Json.platforms(json, go.platforms());
    json.writeStringField("fit", Words.of(go.fit().kind()));
    Json.optional(json, "by", go.fit().by());
    if (go.pathPosition() > 0) {
      json.writeNumberField("pathPosition", go.pathPosition());
    }
    json.writeBooleanField("default", go.isDefault());
    json.writeBooleanField("sealed", go.isSealed());
    json.writeArrayFieldStart("problems");
    for (String problem : go.problems()) {
      json.writeString(problem);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
