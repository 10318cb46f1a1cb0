package dev.archcheck.cli.render;

import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Structure;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Mach-O has its segments among the headers and among the sections; with both they come once. */
final class Once {

  private record Place(String name, long offset) {}

  private final Set<Place> headers = new HashSet<>();

  /** {@return the part of a detail that the headers have not shown} */
  Consumer<Structure> filter(Detail detail, Consumer<Structure> out) {
    return switch (detail) {
      case HEADERS ->
          structure -> {
            headers.add(new Place(structure.name(), structure.offset()));
            out.accept(structure);
          };
      case SECTIONS ->
          structure -> {
            if (!headers.contains(new Place(structure.name(), structure.offset()))) {
              out.accept(structure);
            }
          };
      case IMPORTS, EXPORTS, RELOCATIONS, FIXUPS, HYBRID -> out;
    };
  }
}
