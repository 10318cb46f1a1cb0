/** The shape of the house, held by tests. */
@NullMarked
package dev.archcheck.architecture;

import org.jspecify.annotations.NullMarked;
