/** One class for each command: options in, one call, a result out. */
@NullMarked
package dev.archcheck.cli.command;

import org.jspecify.annotations.NullMarked;
