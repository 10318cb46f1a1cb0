/** Hostile input. */
@NullMarked
package dev.archcheck.robustness;

import org.jspecify.annotations.NullMarked;
