/**
 * The CGO gate: what {@code go list -deps -json} says, whether it can be relied on, and what of it
 * needs C. Streams in, uses of C with their import chains out; nothing is run or printed here.
 */
@NullMarked
package dev.archcheck.verify.cgo;

import org.jspecify.annotations.NullMarked;
