/** Finds Go installations without running anything. */
@NullMarked
package dev.archcheck.toolchain.go;

import org.jspecify.annotations.NullMarked;
