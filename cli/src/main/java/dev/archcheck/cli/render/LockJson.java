package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.lock.LockResult;
import dev.archcheck.toolchain.lock.LockedFile;
import dev.archcheck.toolchain.lock.ToolchainLock;
import java.io.IOException;
import java.io.OutputStream;

/** What is in a lock, for programs. The form is described in docs/toolchains.md. */
public final class LockJson {

  private static final String SCHEMA = "archcheck.toolchain-locked/1";

  private final OutputStream out;

  /** A document on a stream. */
  public LockJson(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a summary.
   *
   * @param file where the lock was written
   */
  public void write(LockResult.Made made, String file) throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      ToolchainLock lock = made.lock();
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("lock", file);
      json.writeStringField("version", lock.version());
      json.writeStringField("log", lock.log());
      json.writeBooleanField("whole", made.isWhole());
      json.writeArrayFieldStart("missing");
      for (String one : made.missing()) {
        json.writeString(one);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("files");
      for (LockedFile one : lock.files()) {
        write(json, one);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void write(JsonGenerator json, LockedFile one) throws IOException {
    json.writeStartObject();
    json.writeStringField("os", one.toolchain().os());
    json.writeStringField("arch", one.toolchain().arch());
    json.writeStringField("file", one.name());
    json.writeStringField("url", one.url());
    if (one.size() >= 0) {
      json.writeNumberField("size", one.size());
    }
    switch (one.digest()) {
      case LockedFile.Sha256(String hex) -> json.writeStringField("sha256", hex);
      case LockedFile.NoDigest(String why) -> json.writeStringField("sha256Absent", why);
    }
    switch (one.record()) {
      case LockedFile.Logged(String h1, long index, _) -> {
        json.writeStringField("h1", h1);
        json.writeNumberField("index", index);
      }
      case LockedFile.NotLogged(String why) -> json.writeStringField("h1Absent", why);
    }
    json.writeEndObject();
  }
}
