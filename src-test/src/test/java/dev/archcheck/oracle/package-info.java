/** Other tools' answers beside ours. */
@NullMarked
package dev.archcheck.oracle;

import org.jspecify.annotations.NullMarked;
