/** Installs from servers that are good and bad, with a log of our own. */
@NullMarked
package dev.archcheck.install;

import org.jspecify.annotations.NullMarked;
