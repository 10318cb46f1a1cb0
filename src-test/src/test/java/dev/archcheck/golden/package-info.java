/** What every binary of the corpus is. */
@NullMarked
package dev.archcheck.golden;

import org.jspecify.annotations.NullMarked;
