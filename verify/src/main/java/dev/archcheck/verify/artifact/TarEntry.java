package dev.archcheck.verify.artifact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a tar archive, with what its extended headers say.
 *
 * @param type the typeflag, see {@link TarReader}
 * @param mode the permission bits, or -1 if they are no number
 * @param linkName what a link leads to, else empty
 * @param dataOffset where its data starts in the expanded archive
 * @param storedSize how many bytes of data the archive has for it
 * @param size its size as a file, larger than what is stored if it has holes
 * @param segments for a file with holes the parts that are stored, else null
 */
record TarEntry(
    String name,
    char type,
    int mode,
    String linkName,
    long dataOffset,
    long storedSize,
    long size,
    @Nullable List<Segment> segments) {

  /** {@return about how many bytes of memory what it states takes} */
  long kept() {
    long map = segments == null ? 0 : (long) segments.size() * Segment.KEPT;
    return name.length() + linkName.length() + map;
  }

  /** A part of a sparse file that is no hole. */
  record Segment(long offset, long length) {
    private static final int KEPT = 36;
  }
}
