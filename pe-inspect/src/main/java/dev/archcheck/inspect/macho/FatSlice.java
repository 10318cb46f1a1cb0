package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of a universal file and what stands where it points; null if that cannot be read. */
record FatSlice(FatArch entry, @Nullable Binary binary) {

  /** The platforms that the slice adds: an archive without a member to say so has the entry's. */
  List<Platform> platforms() {
    if (binary == null) {
      return List.of();
    }
    boolean silentArchive = binary.format() == Format.AR && binary.platforms().isEmpty();
    return silentArchive ? List.of(entry.architecture().on(Os.DARWIN)) : binary.platforms();
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
