package dev.archcheck.inspect.macho;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The libraries that a file loads, by the ordinals that its imports give them. */
final class Libraries {

  private static final int SELF = 0;
  private static final int MAIN_EXECUTABLE = -1;
  private static final int FLAT_LOOKUP = -2;
  private static final int WEAK_LOOKUP = -3;

  private final List<DylibCommand> loaded = new ArrayList<>();

  Libraries(MachO file) throws IOException {
    for (LoadCommand command : file.loadCommands()) {
      if (command instanceof DylibCommand dylib && dylib.isLoad()) {
        loaded.add(dylib);
      }
    }
  }

  /** {@return the name that a library is loaded by, or what a special ordinal means} */
  String name(long ordinal) {
    return switch ((int) ordinal) {
      case SELF -> "this image";
      case MAIN_EXECUTABLE -> "main executable";
      case FLAT_LOOKUP -> "flat lookup";
      case WEAK_LOOKUP -> "weak lookup";
      default ->
          ordinal > 0 && ordinal <= loaded.size() ? loaded.get((int) ordinal - 1).name() : "";
    };
  }
}
