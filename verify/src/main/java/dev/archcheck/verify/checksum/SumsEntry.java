package dev.archcheck.verify.checksum;

import dev.archcheck.verify.digest.Digest;

/**
 * A line of a list of digests.
 *
 * @param name a relative path that stays below the list's folder, with slashes
 * @param line counted from 1
 */
public record SumsEntry(String name, Digest digest, int line) {}
