/** ELF files (System V ABI, gabi). */
@NullMarked
package dev.archcheck.inspect.elf;

import org.jspecify.annotations.NullMarked;
