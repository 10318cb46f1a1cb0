/**
 * The Go installations of this machine, whoever made them. Nothing is run and nothing is changed.
 */
@NullMarked
package dev.archcheck.toolchain.discover;

import org.jspecify.annotations.NullMarked;
