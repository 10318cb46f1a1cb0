package dev.archcheck.inspect.pe;

import org.jspecify.annotations.Nullable;

/** Says which field of which structure an address of an image is. */
final class FixupTargets {

  private final ImageHeaders image;
  private final @Nullable HybridMetadata metadata;

  FixupTargets(ImageHeaders image, @Nullable HybridMetadata metadata) {
    this.image = image;
    this.metadata = metadata;
  }

  /** {@return structure and field, or section and distance, or the bare address} */
  String name(long rva) {
    long file = rva - image.fileHeaderOffset();
    if (file >= 0 && file < FileHeader.SIZE) {
      return FileHeader.NAME + fileHeaderField(file);
    }
    long optional = rva - image.optional().offset();
    if (optional >= 0 && optional < image.file().sizeOfOptionalHeader()) {
      return optionalHeaderField(optional);
    }
    if (metadata != null && rva >= metadata.rva() && rva < metadata.rva() + metadata.size()) {
      return inMetadata(rva - metadata.rva());
    }
    return inSection(rva);
  }

  private static String fileHeaderField(long distance) {
    return switch ((int) distance) {
      case 0 -> ".Machine";
      case 2 -> ".NumberOfSections";
      case 4 -> ".TimeDateStamp";
      case 18 -> ".Characteristics";
      default -> "+0x" + Long.toHexString(distance);
    };
  }

  private String optionalHeaderField(long distance) {
    String name = OptionalHeader.name(image.optional().magic());
    long directories = distance - OptionalHeader.size(image.optional().magic());
    if (directories >= 0 && directories < DataDirectory.MAX_COUNT * DataDirectory.SIZE) {
      return directory((int) directories);
    }
    return switch ((int) distance) {
      case 4 -> name + ".SizeOfCode";
      case OptionalHeader.ENTRY_POINT_OFFSET -> name + ".AddressOfEntryPoint";
      case 20 -> name + ".BaseOfCode";
      case OptionalHeader.SUBSYSTEM_OFFSET -> name + ".Subsystem";
      case OptionalHeader.DLL_CHARACTERISTICS_OFFSET -> name + ".DllCharacteristics";
      default -> name + "+0x" + Long.toHexString(distance);
    };
  }

  private String directory(int distance) {
    String label = image.directory(distance / DataDirectory.SIZE).label();
    String field =
        switch (distance % DataDirectory.SIZE) {
          case 0 -> ".VirtualAddress";
          case 4 -> ".Size";
          default -> "+" + distance % DataDirectory.SIZE;
        };
    return "DataDirectory[" + label + "]" + field;
  }

  private static String inMetadata(long distance) {
    String field = HybridMetadata.fieldAt(distance);
    return HybridMetadata.NAME
        + (field.isEmpty() ? "+0x" + Long.toHexString(distance) : "." + field);
  }

  private String inSection(long rva) {
    int section = image.map().section(rva);
    return section < 0
        ? "RVA 0x" + Long.toHexString(rva)
        : image.sections().name(section)
            + "+0x"
            + Long.toHexString(rva - image.sections().virtualAddress(section));
  }
}
