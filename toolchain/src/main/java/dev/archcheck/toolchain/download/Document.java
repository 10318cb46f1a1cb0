package dev.archcheck.toolchain.download;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A small resource that was read whole. */
public final class Document {

  private final URI url;
  private final byte[] bytes;

  Document(URI url, byte[] bytes) {
    this.url = url;
    this.bytes = bytes;
  }

  /** {@return what answered in the end, after all redirects} */
  public URI url() {
    return url;
  }

  /** {@return its bytes; a copy} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@return its bytes read as UTF-8} */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
