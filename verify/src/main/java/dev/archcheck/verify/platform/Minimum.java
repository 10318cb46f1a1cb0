package dev.archcheck.verify.platform;

import dev.archcheck.inspect.MinimumOs;

/**
 * The oldest system that something should run on.
 *
 * @param what as in {@link MinimumOs#what}
 * @param version dotted numbers
 */
public record Minimum(String what, String version) {}
