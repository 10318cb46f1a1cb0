/** The versions of Go that this program installed: what is on disk, and how it gets there. */
@NullMarked
package dev.archcheck.toolchain.store;

import org.jspecify.annotations.NullMarked;
