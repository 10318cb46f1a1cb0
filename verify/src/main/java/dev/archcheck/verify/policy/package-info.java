/**
 * What people decided: which uses of native code are allowed, which are waived by whom and until
 * when, and which were there before anybody looked. Text in, judgements out; the day is told by the
 * caller.
 */
@NullMarked
package dev.archcheck.verify.policy;

import org.jspecify.annotations.NullMarked;
