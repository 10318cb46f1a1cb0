/** What became of a Go tree on disk: held against its seal, or against the log. */
@NullMarked
package dev.archcheck.toolchain.check;

import org.jspecify.annotations.NullMarked;
