package dev.archcheck.toolchain.host;

/**
 * A fact about a machine, and what it shows.
 *
 * @param source as in {@link HostFact}
 * @param value as in {@link HostFact}
 * @param shows a clause for people: {@code the kernel is x86_64, whatever a process is told}
 */
public record HostWitness(String source, String value, String shows) {}
