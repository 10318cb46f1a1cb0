package dev.archcheck.cli.command;

import dev.archcheck.inspect.Detail;
import java.util.List;

/**
 * What {@code inspect} is to do.
 *
 * @param files as given; {@code -} is standard input
 * @param details what to show beyond the identity
 */
record InspectRequest(List<String> files, List<Detail> details, boolean json, boolean coloured) {}
