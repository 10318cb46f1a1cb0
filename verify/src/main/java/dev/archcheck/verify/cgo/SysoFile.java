package dev.archcheck.verify.cgo;

import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.pe.CoffObject;
import dev.archcheck.inspect.pe.SectionHeader;
import java.io.IOException;
import java.util.List;

/** Object files that Go's linker takes as they are. */
final class SysoFile {

  private static final String RESOURCES = ".rsrc";

  private SysoFile() {}

  /** {@return whether it has nothing but resources of Windows, none of which is code} */
  static boolean isResourcesOnly(ByteSource source) {
    try {
      if (!(BinaryReader.read(source) instanceof CoffObject object)) {
        return false;
      }
      List<SectionHeader> sections = object.sections();
      return !sections.isEmpty() && sections.stream().allMatch(SysoFile::isResource);
    } catch (IOException _) {
      return false; // what cannot be read is not known to be harmless
    }
  }

  private static boolean isResource(SectionHeader section) {
    boolean named = section.name().equals(RESOURCES) || section.name().startsWith(RESOURCES + "$");
    return named && !section.characteristics().isCode();
  }
}
