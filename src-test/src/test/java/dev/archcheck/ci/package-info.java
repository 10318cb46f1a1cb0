/** The templates for CI, held against public schemas and against their page. */
@NullMarked
package dev.archcheck.ci;

import org.jspecify.annotations.NullMarked;
