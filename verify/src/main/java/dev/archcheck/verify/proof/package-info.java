/** What shows that a download is what it should be, and how much that is worth. */
@NullMarked
package dev.archcheck.verify.proof;

import org.jspecify.annotations.NullMarked;
