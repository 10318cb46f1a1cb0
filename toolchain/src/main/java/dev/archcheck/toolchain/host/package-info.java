/** What the machine itself is, whatever this program was built for. */
@NullMarked
package dev.archcheck.toolchain.host;

import org.jspecify.annotations.NullMarked;
