/**
 * Facts about binary files: bytes in, immutable records out. No judgement, no printing, no network.
 *
 * <p>{@link dev.archcheck.inspect.BinaryReader#read} is the one entrance; what it returns is one
 * case of {@link dev.archcheck.inspect.Binary}.
 */
@NullMarked
package dev.archcheck.inspect;

import org.jspecify.annotations.NullMarked;
