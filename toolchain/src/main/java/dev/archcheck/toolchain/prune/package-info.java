/** Which installed versions nothing needs any more, and their removal. */
@NullMarked
package dev.archcheck.toolchain.prune;

import org.jspecify.annotations.NullMarked;
