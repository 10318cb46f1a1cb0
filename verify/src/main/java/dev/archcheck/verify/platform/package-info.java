/** The claim (from names and options) beside the facts, and whether a binary will load there. */
@NullMarked
package dev.archcheck.verify.platform;

import org.jspecify.annotations.NullMarked;
