/** Servers that tests talk to, honest and not. */
@NullMarked
package dev.archcheck.servers;

import org.jspecify.annotations.NullMarked;
