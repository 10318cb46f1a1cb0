package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.download.FetchException.Kind;
import java.net.URI;

/** How files of a sort start. A wrong start is found with the first bytes, not with the last. */
enum Magic {
  GZIP("a gzip file", "\u001f\u008b"),
  ZIP("a zip file", "PK\u0003\u0004"),
  ANY("", "");

  private final String what;

  /** One char for each byte. */
  private final String bytes;

  Magic(String what, String bytes) {
    this.what = what;
    this.bytes = bytes;
  }

  static Magic ofName(String name) {
    if (name.endsWith(".zip")) {
      return ZIP;
    }
    return name.endsWith(".gz") || name.endsWith(".tgz") ? GZIP : ANY;
  }

  int length() {
    return bytes.length();
  }

  /** Refuses what starts otherwise. */
  void check(byte[] start, int length, URI asked, URI answered) throws FetchException {
    if (this != ANY && HtmlPage.startsLikeOne(start, length)) {
      throw HtmlPage.instead(asked, answered);
    }
    for (int i = 0; i < bytes.length(); i++) {
      if (i >= length || (start[i] & 0xFF) != bytes.charAt(i)) {
        throw new FetchException(asked, Kind.NOT_AS_EXPECTED, "what came is not " + what);
      }
    }
  }
}
