package dev.archcheck.inspect.go;

import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the linker by the sections that only one of them makes, and by where C code is named. */
final class LinkModeCheck {

  private LinkModeCheck() {}

  /**
   * {@return the link mode}
   *
   * @param scan what the function table showed, or null without one
   */
  static LinkMode of(LoadedImage image, @Nullable CgoScan scan) throws IOException {
    List<Region> regions = image.regions();
    List<Witness> evidence = new ArrayList<>();
    boolean dynamic = false;
    boolean named = false;
    for (Region region : regions) {
      String name = region.name();
      named |= isOfGo(name);
      dynamic |= name.equals(".interp") || name.equals(".dynamic");
      String why = ofExternalLinker(name);
      if (!why.isEmpty() && region.stored(image.source().size()) > 0) {
        evidence.add(Witness.at(image.source(), "section", "", region.offset(), name, why));
      }
    }
    if (!evidence.isEmpty()) {
      boolean elf = evidence.getFirst().value().startsWith(".") && isElf(regions);
      return new LinkMode(
          elf && !dynamic ? LinkMode.Kind.STATIC : LinkMode.Kind.EXTERNAL, List.copyOf(evidence));
    }
    if (scan != null && scan.cgoInHost() != null) {
      return new LinkMode(LinkMode.Kind.INTERNAL, List.of(scan.cgoInHost()));
    }
    if (scan != null && scan.runtimeCgo() != null && scan.foreignCalls().isEmpty()) {
      return new LinkMode(LinkMode.Kind.EXTERNAL, List.of(scan.runtimeCgo()));
    }
    return new LinkMode(named ? LinkMode.Kind.INTERNAL : LinkMode.Kind.UNKNOWN, List.of());
  }

  /** Sections of C's start-up and unwinding, which Go's linker does not make. */
  private static String ofExternalLinker(String name) {
    return switch (name) {
      case ".init", ".fini" -> "start-up code of the C library";
      case ".eh_frame", ".gcc_except_table", "__unwind_info", "__eh_frame" ->
          "unwind tables of a C compiler";
      case ".CRT" -> "start-up functions of the C library";
      case "__stubs" -> "stubs of Apple's linker; Go's has __symbol_stub1";
      default -> "";
    };
  }

  private static boolean isElf(List<Region> regions) {
    for (Region region : regions) {
      if (region.name().equals(".init") || region.name().equals(".eh_frame")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfGo(String name) {
    return switch (name) {
      case ".gopclntab", "__gopclntab", ".symtab", ".noptrdata", "__noptrdata" -> true;
      default -> false;
    };
  }
}
