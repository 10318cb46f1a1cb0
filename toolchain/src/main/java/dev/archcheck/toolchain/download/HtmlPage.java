package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.download.FetchException.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Pages for people where none belong. */
final class HtmlPage {

  private static final int LOOKED_AT = 256;

  private HtmlPage() {}

  static boolean startsLikeOne(byte[] bytes, int length) {
    String start =
        new String(bytes, 0, Math.min(length, LOOKED_AT), StandardCharsets.ISO_8859_1)
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || start.startsWith("<head")
        || (start.startsWith("<?xml") && start.contains("<html"));
  }

  static FetchException instead(URI asked, URI answered) {
    String by =
        String.valueOf(asked.getHost()).equals(answered.getHost())
            ? ""
            : " by " + answered.getHost();
    return new FetchException(
        asked,
        Kind.NOT_AS_EXPECTED,
        0,
        "answered" + by + " with an HTML page",
        "a network that wants a login first answers so: open any page in a browser",
        null);
  }
}
