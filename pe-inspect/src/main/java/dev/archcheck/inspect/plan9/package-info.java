/** Plan 9 executables (a.out(6)). */
@NullMarked
package dev.archcheck.inspect.plan9;

import org.jspecify.annotations.NullMarked;
