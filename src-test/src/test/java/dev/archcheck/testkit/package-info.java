/** What the tests of the whole program share. */
@NullMarked
package dev.archcheck.testkit;

import org.jspecify.annotations.NullMarked;
