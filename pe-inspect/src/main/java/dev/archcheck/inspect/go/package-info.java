/** What the Go linker leaves in a binary of any format. */
@NullMarked
package dev.archcheck.inspect.go;

import org.jspecify.annotations.NullMarked;
