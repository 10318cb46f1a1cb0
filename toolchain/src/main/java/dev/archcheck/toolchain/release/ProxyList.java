package dev.archcheck.toolchain.release;

import dev.archcheck.toolchain.download.Source.Passing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A GOPROXY list, read as Go reads it (Go, cmd/go/internal/modfetch, proxy.go).
 *
 * @param entries in the order to ask
 * @param source what said so: {@code the variable GOPROXY}, a file
 */
public record ProxyList(List<Entry> entries, String source) {

  /** A list that keeps its own copy. */
  public ProxyList {
    entries = List.copyOf(entries);
  }

  /** A part of the list. */
  public sealed interface Entry {}

  /** A proxy; its address ends with a slash. */
  public record Proxy(URI url, Passing passing) implements Entry {}

  /** Where the modules come from themselves. */
  public record Direct() implements Entry {}

  /** Nowhere. */
  public record Off() implements Entry {}

  /**
   * {@return the list in a text}
   *
   * @throws IllegalArgumentException where Go would not accept it, with its reason
   */
  public static ProxyList parse(String text, String source) {
    List<Entry> entries = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != '|') {
        end++;
      }
      Passing passing =
          end < text.length() && text.charAt(end) == '|'
              ? Passing.ON_ANY_FAILURE
              : Passing.IF_NOT_FOUND;
      String word = text.substring(start, end).strip();
      start = end + 1;
      switch (word) {
        case "" -> {
          // as if it were not there
        }
        case "off" -> {
          entries.add(new Off());
          return new ProxyList(entries, source);
        }
        case "direct" -> {
          entries.add(new Direct());
          return new ProxyList(entries, source);
        }
        default -> entries.add(new Proxy(url(word, source), passing));
      }
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          source + ": the list is not empty, but contains no entries");
    }
    return new ProxyList(entries, source);
  }

  private static URI url(String word, String source) {
    boolean isPath = word.startsWith("/");
    boolean bare = !word.contains(":/") && !isPath && (word.contains(".") || word.contains(":"));
    URI url;
    try {
      String whole =
          bare || (!word.contains(":/") && word.contains("/") && !isPath)
              ? "https://" + word
              : word;
      url = URI.create(whole.endsWith("/") ? whole : whole + "/");
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(source + ": an entry is no address");
    }
    boolean fits =
        switch (String.valueOf(url.getScheme())) {
          case "http", "https" -> url.getHost() != null;
          case "file" -> url.getRawAuthority() == null && url.getRawQuery() == null;
          default -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          source + ": an entry is no address of http, https or file");
    }
    return url;
  }
}
