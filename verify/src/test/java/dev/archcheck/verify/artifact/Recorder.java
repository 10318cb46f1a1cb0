package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a walk met. Every artifact is read whole, by pages. */
final class Recorder implements ArtifactVisitor {

  final List<String> paths = new ArrayList<>();
  final Map<String, List<String>> names = new HashMap<>();
  final Map<String, byte[]> bytes = new HashMap<>();
  final Map<String, Artifact.Content> contents = new HashMap<>();
  final Map<String, String> notChecked = new LinkedHashMap<>();

  static Recorder walk(Path... roots) {
    Recorder recorder = new Recorder();
    new ArtifactWalker().walk(List.of(roots), recorder);
    return recorder;
  }

  @Override
  public void artifact(Artifact artifact) throws IOException {
    paths.add(artifact.path());
    names.put(artifact.path(), artifact.names());
    contents.put(artifact.path(), artifact.content());
    int size = (int) Math.min(artifact.source().size(), 4 << 20);
    byte[] all = new byte[size];
    for (int at = 0; at < size; at += 1000) {
      ByteBuffer some = artifact.source().read(at, Math.min(1000, size - at));
      some.get(all, at, some.limit());
    }
    bytes.put(artifact.path(), all);
  }

  @Override
  public void notChecked(String path, String reason) {
    notChecked.merge(path, reason, (a, b) -> a + "; " + b);
  }

  /** A name says what the last of these words in it says. */
  @Override
  public boolean wantsAgain(List<String> names, List<String> metAs) {
    String said = said(names);
    return !said.isEmpty() && !said.equals(said(metAs));
  }

  private static String said(List<String> names) {
    String all = String.join("/", names);
    int amd64 = all.lastIndexOf("amd64");
    int arm64 = all.lastIndexOf("arm64");
    return amd64 == arm64 ? "" : amd64 > arm64 ? "amd64" : "arm64";
  }

  String text(String path) {
    byte[] found = bytes.get(path);
    return found == null ? "(not met)" : new String(found, StandardCharsets.UTF_8);
  }

  Artifact.Content content(String path) {
    Artifact.Content content = contents.get(path);
    if (content == null) {
      throw new AssertionError(path + " not met");
    }
    return content;
  }
}
