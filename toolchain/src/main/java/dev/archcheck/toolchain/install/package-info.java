/**
 * How a version of Go gets from its publisher into the store: found, downloaded, proven, sealed.
 */
@NullMarked
package dev.archcheck.toolchain.install;

import org.jspecify.annotations.NullMarked;
