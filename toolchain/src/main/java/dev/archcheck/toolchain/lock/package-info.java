/** Locks: what a version of Go must be on every platform, written down to be kept with sources. */
@NullMarked
package dev.archcheck.toolchain.lock;

import org.jspecify.annotations.NullMarked;
