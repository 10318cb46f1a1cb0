package dev.archcheck.toolchain.prune;

import dev.archcheck.toolchain.store.Installed;

/**
 * A version that nothing needs, as far as was looked.
 *
 * @param bytes how much its files hold
 */
public record Unneeded(Installed installed, long bytes) {}
