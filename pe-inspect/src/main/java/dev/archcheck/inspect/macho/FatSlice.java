package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.ar.ArArchive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of a universal file and what stands where it points; null if that cannot be read. */
record FatSlice(FatArch entry, @Nullable Binary binary) {

  /** The platforms that the slice adds: an archive without a member to say so has the entry's. */
  List<Platform> platforms() {
    return switch (binary) {
      case MachO macho -> macho.platforms();
      case ArArchive archive when !archive.platforms().isEmpty() -> archive.platforms();
      case ArArchive _ -> List.of(entry.architecture().on(Os.DARWIN));
      case null, default -> List.of();
    };
  }

  /**
   * {@return whether dyld overlooks that entry and header differ} Entries that libtool wrote lack
   * the ABI of arm64e.
   */
  static boolean isForgiven(FatArch entry, MachArchitecture header) {
    return entry.architecture().dyldName().equals("arm64e.old")
        && header.dyldName().equals("arm64e");
  }
}
