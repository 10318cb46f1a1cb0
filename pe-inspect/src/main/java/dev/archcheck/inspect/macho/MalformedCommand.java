package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Problem;

/** A load_command that can be stepped over but whose body is damaged. */
public record MalformedCommand(CommandType type, long offset, int size, Problem problem)
    implements LoadCommand {}
