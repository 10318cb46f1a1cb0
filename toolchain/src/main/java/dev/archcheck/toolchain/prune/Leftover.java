package dev.archcheck.toolchain.prune;

import java.nio.file.Path;

/**
 * A download that was not installed and that nobody has written to for a day.
 *
 * @param bytes how much it holds
 */
public record Leftover(Path file, long bytes) {}
