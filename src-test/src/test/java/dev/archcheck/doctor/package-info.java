/** The command {@code doctor} on real installations of Go, and on captures of other systems. */
@NullMarked
package dev.archcheck.doctor;

import org.jspecify.annotations.NullMarked;
