/** PE images, COFF objects and import objects (Microsoft PE/COFF specification). */
@NullMarked
package dev.archcheck.inspect.pe;

import org.jspecify.annotations.NullMarked;
