package dev.archcheck.toolchain.store;

/**
 * A file of an installed version.
 *
 * @param path below the GOROOT, with slashes
 * @param mode its permission bits on disk when it was installed; what umask took away is not in it
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal digits
 */
public record SealedFile(String path, int mode, long size, String sha256) {}
