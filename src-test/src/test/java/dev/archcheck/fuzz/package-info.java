/** Fuzzers; their seeds and crashers run with every test run. */
@NullMarked
package dev.archcheck.fuzz;

import org.jspecify.annotations.NullMarked;
