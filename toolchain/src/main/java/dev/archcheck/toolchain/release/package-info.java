/** Which versions of Go there are, and where they are had from. */
@NullMarked
package dev.archcheck.toolchain.release;

import org.jspecify.annotations.NullMarked;
