/** Locks, bundles and local archives, with servers that are honest and not. */
@NullMarked
package dev.archcheck.locking;

import org.jspecify.annotations.NullMarked;
