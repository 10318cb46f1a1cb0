package dev.archcheck.inspect.ar;

import dev.archcheck.inspect.Cursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks the members of an archive in file order. */
interface MemberReader {

  /**
   * {@return the next member, or null behind the last one}
   *
   * @throws dev.archcheck.inspect.MalformedBinaryException if its header is damaged, or it reaches
   *     past the end of the archive
   */
  @Nullable ArMember next() throws IOException;

  /** {@return a cursor over the member's header that records it} */
  Cursor header(ArMember member) throws IOException;
}
