/** ar archives: GNU, BSD, thin, COFF and AIX big. */
@NullMarked
package dev.archcheck.inspect.ar;

import org.jspecify.annotations.NullMarked;
