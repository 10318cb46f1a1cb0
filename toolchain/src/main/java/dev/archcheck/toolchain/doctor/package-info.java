/**
 * What is wrong on a machine that builds Go, why, and what mends it. Everything is first seen and
 * written down, and then judged: what was seen elsewhere can be judged again here. Nothing is run,
 * written or asked for over a network.
 */
@NullMarked
package dev.archcheck.toolchain.doctor;

import org.jspecify.annotations.NullMarked;
