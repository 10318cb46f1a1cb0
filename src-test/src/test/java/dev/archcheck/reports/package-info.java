/** Reports in the formats of others, read as they read them. */
@NullMarked
package dev.archcheck.reports;

import org.jspecify.annotations.NullMarked;
