/** Which version of Go applies in a folder, and the code that makes a shell use it. */
@NullMarked
package dev.archcheck.toolchain.activate;

import org.jspecify.annotations.NullMarked;
