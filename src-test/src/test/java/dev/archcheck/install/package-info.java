/** Installing, locking and bundling toolchains against servers that are honest and not. */
@NullMarked
package dev.archcheck.install;

import org.jspecify.annotations.NullMarked;
