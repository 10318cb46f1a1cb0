/** What this program says of the machine, on machines that are not what they seem to be. */
@NullMarked
package dev.archcheck.host;

import org.jspecify.annotations.NullMarked;
