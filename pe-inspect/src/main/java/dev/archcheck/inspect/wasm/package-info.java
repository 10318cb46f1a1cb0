/** WebAssembly modules. */
@NullMarked
package dev.archcheck.inspect.wasm;

import org.jspecify.annotations.NullMarked;
