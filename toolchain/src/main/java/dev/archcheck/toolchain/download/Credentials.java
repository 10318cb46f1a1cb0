package dev.archcheck.toolchain.download;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A name and a password for a server. */
record Credentials(String name, String password) {

  private static final String UNRESERVED = "-._~";

  /** {@return what stands in an address, or null} */
  static @Nullable Credentials of(URI url) {
    String info = url.getRawUserInfo();
    if (info == null) {
      return null;
    }
    int colon = info.indexOf(':');
    return colon < 0
        ? new Credentials(decoded(info), "")
        : new Credentials(decoded(info.substring(0, colon)), decoded(info.substring(colon + 1)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text; // a percent sign that escapes nothing
    }
  }

  /** {@return an address without a name and a password} */
  static URI without(URI url) {
    String authority = url.getRawAuthority();
    int at = authority == null ? -1 : authority.lastIndexOf('@');
    if (authority == null || at < 0) {
      return url;
    }
    String text = url.toString();
    int start = text.indexOf("//") + 2;
    return URI.create(text.substring(0, start) + text.substring(start + at + 1));
  }

  /** {@return an address with these in it, escaped} */
  URI in(URI url) {
    String text = url.toString();
    int start = text.indexOf("//") + 2;
    return URI.create(
        text.substring(0, start)
            + escaped(name)
            + ":"
            + escaped(password)
            + "@"
            + text.substring(start));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || UNRESERVED.indexOf(b) >= 0;
      if (plain) {
        escaped.append((char) b);
      } else {
        escaped.append('%').append(Character.forDigit((b >> 4) & 15, 16));
        escaped.append(Character.forDigit(b & 15, 16));
      }
    }
    return escaped.toString();
  }

  /** {@return the value of an Authorization header} */
  String basic() {
    String both = name + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "credentials"; // must not end up in a message
  }
}
