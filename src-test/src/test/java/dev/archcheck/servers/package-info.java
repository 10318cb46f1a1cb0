/** Servers on the loopback interface that play the ones this program talks to, honest and not. */
@NullMarked
package dev.archcheck.servers;

import org.jspecify.annotations.NullMarked;
