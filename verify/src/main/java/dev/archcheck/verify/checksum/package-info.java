/** What is held against a download: digests, lists of them, signatures. */
@NullMarked
package dev.archcheck.verify.checksum;

import org.jspecify.annotations.NullMarked;
