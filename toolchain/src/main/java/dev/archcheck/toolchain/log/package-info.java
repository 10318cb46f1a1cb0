/** The checksum database as this machine meets it: what is stored of it, and the way to it. */
@NullMarked
package dev.archcheck.toolchain.log;

import org.jspecify.annotations.NullMarked;
