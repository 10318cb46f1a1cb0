/** The policy file beside its schema and its page. */
@NullMarked
package dev.archcheck.policy;

import org.jspecify.annotations.NullMarked;
