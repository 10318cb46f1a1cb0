package dev.archcheck.toolchain.discover;

/**
 * What an installer noted of a Go that it installed.
 *
 * @param name what it calls it: {@code Go Programming Language arm64 go1.27.0}
 * @param place the folder that it installed into, or the empty string
 * @param source where it is noted
 */
public record InstallRecord(String name, String place, String source) {}
