/** Bundles: a toolchain with all that proves it in one file, for machines without a network. */
@NullMarked
package dev.archcheck.toolchain.bundle;

import org.jspecify.annotations.NullMarked;
