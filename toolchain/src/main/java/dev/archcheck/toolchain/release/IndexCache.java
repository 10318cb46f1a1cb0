package dev.archcheck.toolchain.release;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.archcheck.verify.digest.Algorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The list of releases as it was read last, with what a server needs to say that it has not
 * changed. Kept in one file, so that a list is never seen with another list's validators: a line of
 * JSON, then the list. The line holds the digest of all; a cache that was damaged is none.
 */
final class IndexCache {

  /**
   * What is kept.
   *
   * @param url where it came from
   * @param tag the ETag, or the empty string
   * @param changed the Last-Modified, or the empty string
   * @param fetched when the server last said that this is the list
   */
  record Entry(URI url, String tag, String changed, Instant fetched, ReleaseIndex index) {}

  private static final String SCHEMA = "archcheck.index/1";

  private final Path file;
  private final URI url;

  /** The cache for a list, in a folder that need not exist. */
  IndexCache(Path folder, URI url) {
    byte[] name = url.toString().getBytes(StandardCharsets.UTF_8);
    this.file = folder.resolve("releases-" + digest(name).substring(0, 12));
    this.url = url;
  }

  /** {@return what is kept, if it is whole} What is not is removed. */
  Optional<Entry> read() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException _) {
      return Optional.empty();
    }
    Optional<Entry> entry = Optional.empty();
    try {
      entry = parse(bytes);
    } catch (IOException _) {
      // what cannot be read is dropped, as is what was damaged
    }
    if (entry.isEmpty()) {
      drop();
    }
    return entry;
  }

  private void drop() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // the next list replaces it
    }
  }

  private Optional<Entry> parse(byte[] bytes) throws IOException {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == bytes.length) {
      return Optional.empty();
    }
    int start = end + 1;
    String schema = "";
    String from = "";
    String tag = "";
    String changed = "";
    String sha256 = "";
    try (JsonParser json = new JsonFactory().createParser(bytes, 0, end)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "schema" -> schema = json.getText();
          case "url" -> from = json.getText();
          case "etag" -> tag = json.getText();
          case "lastModified" -> changed = json.getText();
          case "sha256" -> sha256 = json.getText();
          default -> json.skipChildren();
        }
      }
    }
    boolean whole =
        schema.equals(SCHEMA)
            && from.equals(url.toString())
            && sha256.equals(digest(tag, changed, bytes, start));
    if (!whole) {
      return Optional.empty();
    }
    ReleaseIndex index =
        IndexReader.read(new ByteArrayInputStream(bytes, start, bytes.length - start));
    Instant fetched = Files.getLastModifiedTime(file).toInstant();
    return Optional.of(new Entry(url, tag, changed, fetched, index));
  }

  /** Notes that the server said just now that what is kept has not changed. */
  void confirm(Instant now) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (IOException _) {
      // then it looks older than it is
    }
  }

  /**
   * Keeps a list.
   *
   * @throws IOException if it cannot be written
   */
  void write(byte[] list, String tag, String changed, Instant now) throws IOException {
    Path folder = file.resolveSibling(".").normalize();
    Files.createDirectories(folder);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(list.length + 512);
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("url", url.toString());
      json.writeStringField("etag", tag);
      json.writeStringField("lastModified", changed);
      json.writeStringField("sha256", digest(tag, changed, list, 0));
      json.writeEndObject();
    }
    bytes.write('\n');
    bytes.write(list);
    Path temporary = Files.createTempFile(folder, "releases", ".new");
    try {
      Files.write(temporary, bytes.toByteArray());
      move(temporary);
      confirm(now);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void move(Path temporary) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Of the validators too: a list must not be taken for one that it is not. */
  private static String digest(String tag, String changed, byte[] bytes, int start) {
    MessageDigest digest = Algorithm.SHA256.start();
    digest.update((tag + "\n" + changed + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes, start, bytes.length - start);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(Algorithm.SHA256.start().digest(bytes));
  }
}
