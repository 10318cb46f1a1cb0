package dev.archcheck.verify.sumdb;

import org.jspecify.annotations.Nullable;

/**
 * What a log says of a module, proven.
 *
 * @param hash of the module's files, {@code h1:…}
 * @param goModHash of its go.mod alone, or null if the record does not say
 * @param record where the log says so
 */
public record LoggedModule(
    ModuleVersion module, String hash, @Nullable String goModHash, LogRecord record) {}
