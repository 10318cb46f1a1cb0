/** Servers on the loopback interface that play the ones this program talks to. */
@NullMarked
package dev.archcheck.servers;

import org.jspecify.annotations.NullMarked;
