/** Lists, downloads and the network against servers that do everything wrong. */
@NullMarked
package dev.archcheck.download;

import org.jspecify.annotations.NullMarked;
