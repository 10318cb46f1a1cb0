package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Witness;

/**
 * The C library that a file is linked against.
 *
 * @param name {@code glibc}, {@code musl}, {@code bionic} or {@code uclibc}
 * @param witness where the file says so
 */
public record Libc(String name, Witness witness) {}
