/** The command {@code cgo} from outside: made-up streams, and real modules with the real go. */
@NullMarked
package dev.archcheck.cgo;

import org.jspecify.annotations.NullMarked;
