/** The program's edge: arguments, streams, terminal, exit codes. */
@NullMarked
package dev.archcheck.cli;

import org.jspecify.annotations.NullMarked;
