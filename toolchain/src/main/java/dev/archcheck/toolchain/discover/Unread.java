package dev.archcheck.toolchain.discover;

import java.nio.file.Path;

/**
 * A folder that may hold installations and could not be listed.
 *
 * @param why for people
 */
public record Unread(Path folder, String why) {}
