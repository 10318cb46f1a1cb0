package dev.archcheck.toolchain.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.archcheck.toolchain.release.ReleaseFile.Kind;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list that go.dev/dl serves as JSON (golang/website, internal/dl/dl.go). It passes over
 * what it does not know, and over rows that cannot be used.
 */
public final class IndexReader {

  /** More than any real list will have; a list that never ends must end here. */
  private static final int MAX_FILES = 200_000;

  private static final int MAX_NAME = 120;

  private final JsonParser json;
  private final List<Release> releases = new ArrayList<>();
  private int files;

  private IndexReader(JsonParser json) {
    this.json = json;
  }

  /**
   * {@return the index in a JSON document}
   *
   * @throws MalformedIndexException if it is no such document, or holds no release at all
   * @throws IOException if it cannot be read
   */
  public static ReleaseIndex read(InputStream in) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(in)) {
      IndexReader reader = new IndexReader(json);
      reader.document();
      if (reader.releases.isEmpty()) {
        throw new MalformedIndexException("it lists no release");
      }
      return new ReleaseIndex(reader.releases);
    } catch (JsonProcessingException e) {
      throw new MalformedIndexException("it is no JSON" + where(e));
    } catch (CharConversionException _) {
      throw new MalformedIndexException("it is no JSON: it is not UTF-8");
    }
  }

  private static String where(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private void document() throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw new MalformedIndexException("it is no list");
    }
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == null) {
        throw new MalformedIndexException("it ends too early");
      }
      if (token == JsonToken.START_OBJECT) {
        release();
      } else {
        json.skipChildren();
      }
    }
  }

  private void release() throws IOException {
    String version = "";
    Boolean stable = null;
    Map<String, ReleaseFile> found = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("files") && value == JsonToken.START_ARRAY) {
        files(found);
      } else if (field.equals("version") && value == JsonToken.VALUE_STRING) {
        version = json.getText();
      } else if (field.equals("stable") && value != null && value.isBoolean()) {
        stable = value == JsonToken.VALUE_TRUE;
      } else {
        json.skipChildren();
      }
    }
    if (isWord(version) && version.startsWith("go")) {
      releases.add(
          new Release(
              version, stable == null ? !isPreview(version) : stable, ofVersion(version, found)));
    }
  }

  /** go.dev/dl calls stable whatever is neither of these. */
  static boolean isPreview(String version) {
    return version.contains("rc") || version.contains("beta");
  }

  /** A file says its version itself; where it does not, or another one, the release's counts. */
  private static List<ReleaseFile> ofVersion(String version, Map<String, ReleaseFile> found) {
    List<ReleaseFile> files = new ArrayList<>();
    for (ReleaseFile file : found.values()) {
      if (file.name().startsWith(version + ".")) {
        files.add(
            new ReleaseFile(
                file.name(),
                version,
                file.os(),
                file.fileArch(),
                file.kind(),
                file.sha256(),
                file.size()));
      }
    }
    return files;
  }

  private void files(Map<String, ReleaseFile> found) throws IOException {
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = json.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        json.skipChildren();
        continue;
      }
      if (++files > MAX_FILES) {
        throw new MalformedIndexException("it lists more than " + MAX_FILES + " files");
      }
      ReleaseFile file = file();
      if (file != null) {
        found.merge(file.name(), file, IndexReader::agreed);
      }
    }
  }

  /** Two rows of one name that do not say the same digest say none. */
  private static ReleaseFile agreed(ReleaseFile one, ReleaseFile other) {
    return one.sha256().equals(other.sha256()) && one.size() == other.size()
        ? one
        : new ReleaseFile(one.name(), one.version(), one.os(), one.fileArch(), one.kind(), "", -1);
  }

  private @Nullable ReleaseFile file() throws IOException {
    String name = "";
    String version = "";
    String os = "";
    String arch = "";
    String kind = "";
    String sha256 = "";
    long size = -1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        switch (field) {
          case "filename" -> name = json.getText();
          case "version" -> version = json.getText();
          case "os" -> os = json.getText();
          case "arch" -> arch = json.getText();
          case "kind" -> kind = json.getText();
          case "sha256" -> sha256 = json.getText();
          default -> {
            // new since this was written
          }
        }
      } else if (field.equals("size") && value == JsonToken.VALUE_NUMBER_INT) {
        size = size();
      } else {
        json.skipChildren();
      }
    }
    return isFileName(name) && isPlatformWord(os) && isPlatformWord(arch)
        ? new ReleaseFile(name, version, os, arch, Kind.of(kind), digest(sha256), size)
        : null;
  }

  /** A size of 0, as some old rows have it, is no size. */
  private long size() throws IOException {
    boolean fits = json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return fits && json.getLongValue() > 0 ? json.getLongValue() : -1;
  }

  /** {@return the digest, or the empty string for what is none} */
  static String digest(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.length() != 64) {
      return "";
    }
    for (int i = 0; i < lower.length(); i++) {
      if ("0123456789abcdef".indexOf(lower.charAt(i)) < 0) {
        return "";
      }
    }
    return lower;
  }

  /** Names become parts of paths and addresses. */
  static boolean isFileName(String name) {
    return isWord(name) && !name.contains("..") && name.startsWith("go");
  }

  private static boolean isPlatformWord(String word) {
    return word.isEmpty() || isWord(word);
  }

  private static boolean isWord(String word) {
    if (word.isEmpty() || word.length() > MAX_NAME) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '-'
              || c == '_';
      if (!plain) {
        return false;
      }
    }
    return true;
  }
}
