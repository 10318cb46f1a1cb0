/** The Go that this machine runs, held against what the machine is. */
@NullMarked
package dev.archcheck.toolchain;

import org.jspecify.annotations.NullMarked;
