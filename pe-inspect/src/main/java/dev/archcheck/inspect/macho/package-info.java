/** Mach-O images and objects, thin and universal (mach-o/loader.h, mach-o/fat.h). */
@NullMarked
package dev.archcheck.inspect.macho;

import org.jspecify.annotations.NullMarked;
