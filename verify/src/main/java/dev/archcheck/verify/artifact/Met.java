package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Something that a walk has met and that is either opened or handed to the visitor.
 *
 * @param depth how many archives are around it
 * @param root whether the user named it
 */
record Met(
    String path,
    List<String> names,
    ByteSource source,
    Origin origin,
    Artifact.Content content,
    int depth,
    boolean root,
    Budget budget) {

  /** {@return a member of this archive} */
  Met member(Members.Named named, ByteSource bytes, Origin from, Artifact.Content itsContent) {
    return new Met(named.path(), named.names(), bytes, from, itsContent, depth + 1, false, budget);
  }

  /** {@return a member that lies in this archive as it is} */
  Met part(Members.Named named, long offset, long size) throws IOException {
    Origin part = new Origin.Part(origin, offset, size);
    ByteSource bytes = new MemberSource(named.path(), source.slice(offset, size));
    return member(named, bytes, part, new StoredContent(part, size));
  }

  /** {@return the extension in lower case, with its dot; empty if there is none} */
  String extension() {
    int dot = path.lastIndexOf('.');
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return dot <= slash ? "" : path.substring(dot).toLowerCase(Locale.ROOT);
  }
}
