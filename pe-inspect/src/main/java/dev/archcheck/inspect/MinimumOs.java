package dev.archcheck.inspect;

/**
 * The oldest system that a binary says it runs on.
 *
 * @param what the thing that must have the version: {@code macOS}, {@code Windows}, {@code glibc}
 * @param version dotted numbers, for example {@code 12.0}
 * @param witness where the file says so
 */
public record MinimumOs(String what, String version, Witness witness) {}
