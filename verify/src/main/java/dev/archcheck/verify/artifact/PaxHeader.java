package dev.archcheck.verify.artifact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of pax extended headers (POSIX.1-2001): {@code "%d %s=%s\n", length, key, value}. */
final class PaxHeader {

  private final Map<String, String> values = new HashMap<>();

  /** Sparse format 0.0 repeats its two keys, alternately, once for each segment. */
  private final List<Long> sparsePairs = new ArrayList<>();

  /** Records that hold for all further members, and those of one member on top. */
  PaxHeader over(PaxHeader global) {
    PaxHeader both = new PaxHeader();
    both.values.putAll(global.values);
    both.values.putAll(values);
    both.sparsePairs.addAll(sparsePairs);
    return both;
  }

  /** {@return whether the bytes are records and nothing else; those before a bad one are kept} */
  boolean read(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int blank = at;
      int length = 0;
      while (blank < bytes.length && bytes[blank] >= '0' && bytes[blank] <= '9') {
        length = Math.min(length, bytes.length) * 10 + (bytes[blank++] - '0');
      }
      int end = at + length;
      if (blank == at
          || length > bytes.length - at
          || blank >= end
          || bytes[blank] != ' '
          || bytes[end - 1] != '\n') {
        return false;
      }
      if (!record(
          new String(bytes, blank + 1, Math.max(0, end - blank - 2), StandardCharsets.UTF_8))) {
        return false;
      }
      at = end;
    }
    return true;
  }

  private boolean record(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      return false;
    }
    String key = text.substring(0, equals);
    String value = text.substring(equals + 1);
    if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
      sparsePairs.add(number(value));
    } else {
      values.put(key, value);
    }
    return true;
  }

  @Nullable String get(String key) {
    return values.get(key);
  }

  /** {@return the value as a number, {@code otherwise} if there is none, -1 if it is no number} */
  long number(String key, long otherwise) {
    String value = values.get(key);
    return value == null ? otherwise : number(value);
  }

  /** {@return the segments' offsets and lengths of the sparse formats 0.0 and 0.1} */
  List<Long> sparsePairs() {
    String map = values.get("GNU.sparse.map");
    if (map == null) {
      return sparsePairs;
    }
    List<Long> pairs = new ArrayList<>();
    int start = 0;
    for (int comma; (comma = map.indexOf(',', start)) >= 0; start = comma + 1) {
      pairs.add(number(map.substring(start, comma)));
    }
    pairs.add(number(map.substring(start)));
    return pairs;
  }

  /** {@return a decimal number, or -1} */
  static long number(String text) {
    try {
      return Math.max(-1, Long.parseLong(text));
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
