/** Switching between versions of Go, held against real shells. */
@NullMarked
package dev.archcheck.shells;

import org.jspecify.annotations.NullMarked;
