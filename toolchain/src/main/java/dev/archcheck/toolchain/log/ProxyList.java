package dev.archcheck.toolchain.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The module proxies of the Go setting {@code GOPROXY}, in turn, as far as they are asked at all
 * (cmd/go/internal/modfetch/proxy.go).
 *
 * @param proxies those in front of {@code direct} or {@code off}
 * @param direct whether the list goes on to {@code direct} or {@code off}; a log is asked directly
 *     then, with both words
 */
record ProxyList(List<Entry> proxies, boolean direct) {

  /** When the next one is asked. */
  enum Next {
    /** After a comma: only if this one says that it does not have it. */
    IF_NOT_FOUND,
    /** After a bar: whatever goes wrong. */
    ALWAYS
  }

  /**
   * A proxy.
   *
   * @param url without a slash at the end
   */
  record Entry(String url, Next next) {}

  /** {@return the list of a setting} */
  static ProxyList parse(String goproxy) {
    List<Entry> proxies = new ArrayList<>();
    for (int start = 0; start < goproxy.length(); ) {
      int end = start;
      while (end < goproxy.length() && goproxy.charAt(end) != ',' && goproxy.charAt(end) != '|') {
        end++;
      }
      String word = goproxy.substring(start, end).strip();
      if (word.equals("direct") || word.equals("off")) {
        return new ProxyList(proxies, true);
      }
      if (!word.isEmpty()) {
        boolean bar = end < goproxy.length() && goproxy.charAt(end) == '|';
        proxies.add(new Entry(url(word), bar ? Next.ALWAYS : Next.IF_NOT_FOUND));
      }
      start = end + 1;
    }
    return new ProxyList(proxies, false);
  }

  /** What is no URL is one of HTTPS, as Go has it. */
  private static String url(String word) {
    String url = word.contains(":/") ? word : "https://" + word;
    int end = url.length();
    while (url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }
}
