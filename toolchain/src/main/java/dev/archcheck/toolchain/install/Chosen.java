package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.release.ReleaseFile;
import org.jspecify.annotations.Nullable;

/**
 * The toolchain that is meant.
 *
 * @param file what the list of releases says of it, or null where it is known by its name alone
 */
record Chosen(GoToolchain toolchain, @Nullable ReleaseFile file) {}
