package dev.archcheck.inspect;

import java.util.List;

/**
 * An on-disk structure with every field that was read from it: what {@code inspect} prints and what
 * its JSON holds, whatever the format is. Several of the same name in a row are the rows of a
 * table.
 *
 * @param name its name in the specification's spelling
 * @param offset its absolute offset in the file, in bytes
 * @param size its size in bytes
 * @param fields its fields in file order
 */
public record Structure(String name, long offset, long size, List<Field> fields) {}
