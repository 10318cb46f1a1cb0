package dev.archcheck.verify.artifact;

import java.io.IOException;

/** Content that is read again when its digest is wanted. */
record StoredContent(Origin origin, long size) implements Artifact.Content {

  @Override
  public byte[] sha256() throws IOException {
    return origin.sha256();
  }
}
