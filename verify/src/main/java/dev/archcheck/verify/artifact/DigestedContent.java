package dev.archcheck.verify.artifact;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Content that may have been digested when it passed; else it is read once more. */
final class DigestedContent implements Artifact.Content {

  private final Origin origin;
  private final long size;
  private byte @Nullable [] digest;

  DigestedContent(Origin origin, long size) {
    this.origin = origin;
    this.size = size;
  }

  /** Keeps the digest that was made on the way. */
  void digested(byte[] sha256) {
    digest = sha256;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] sha256() throws IOException {
    byte[] made = digest;
    return made != null ? made.clone() : origin.sha256();
  }
}
