/** Digests of files: which there are, what they are worth, and one pass that makes several. */
@NullMarked
package dev.archcheck.verify.digest;

import org.jspecify.annotations.NullMarked;
