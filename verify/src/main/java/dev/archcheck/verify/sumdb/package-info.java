/** The Go checksum database: hashes of modules, signed notes, proofs of a transparent log. */
@NullMarked
package dev.archcheck.verify.sumdb;

import org.jspecify.annotations.NullMarked;
