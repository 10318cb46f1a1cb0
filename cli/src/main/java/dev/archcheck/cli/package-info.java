/** Commands parse and call; renderers print. */
@NullMarked
package dev.archcheck.cli;

import org.jspecify.annotations.NullMarked;
