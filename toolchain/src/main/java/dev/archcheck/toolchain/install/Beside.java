package dev.archcheck.toolchain.install;

/**
 * A small file that lies beside an archive: its digest, its signature.
 *
 * @param source what messages call it
 */
record Beside(String source, String text) {}
