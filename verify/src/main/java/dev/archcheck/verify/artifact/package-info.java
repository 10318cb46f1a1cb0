/**
 * Files, folders and archives as one stream of named byte sources. Nothing is extracted to disk and
 * nothing is judged.
 */
@NullMarked
package dev.archcheck.verify.artifact;

import org.jspecify.annotations.NullMarked;
