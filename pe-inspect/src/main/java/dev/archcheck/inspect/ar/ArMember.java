package dev.archcheck.inspect.ar;

/**
 * A member of an archive.
 *
 * @param name its full name
 * @param headerOffset where its header starts, relative to the archive
 * @param offset where its contents start, relative to the archive
 * @param size the size of its contents in bytes; of a thin archive's member, of the other file
 * @param index whether it is the archive's own: a symbol index or the table of long names
 * @param stored whether its contents are in the archive
 */
public record ArMember(
    String name, long headerOffset, long offset, long size, boolean index, boolean stored) {}
