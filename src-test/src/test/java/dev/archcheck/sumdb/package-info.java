/** The client of the checksum database against real notes, the real log, and a log that attacks. */
@NullMarked
package dev.archcheck.sumdb;

import org.jspecify.annotations.NullMarked;
