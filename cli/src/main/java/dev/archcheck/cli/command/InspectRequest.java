package dev.archcheck.cli.command;

import dev.archcheck.cli.render.Depth;
import java.util.List;

/**
 * What {@code inspect} is to do.
 *
 * @param files as given; {@code -} is standard input
 * @param depth what to show beyond the identity
 */
record InspectRequest(List<String> files, Depth depth, boolean json, boolean coloured) {}
