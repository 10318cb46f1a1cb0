package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;

/**
 * IMAGE_OPTIONAL_HEADER32, IMAGE_OPTIONAL_HEADER64 or IMAGE_ROM_OPTIONAL_HEADER (PE/COFF
 * specification 3.4) up to the data directories: 96, 112 or 56 bytes. What a ROM image has no field
 * for is 0.
 *
 * @param offset where it starts, relative to the image's source
 */
public record OptionalHeader(
    long offset,
    int magic,
    long sizeOfCode,
    long addressOfEntryPoint,
    long imageBase,
    long sectionAlignment,
    long fileAlignment,
    int majorOperatingSystemVersion,
    int minorOperatingSystemVersion,
    int majorSubsystemVersion,
    int minorSubsystemVersion,
    long sizeOfImage,
    long sizeOfHeaders,
    long checkSum,
    Subsystem subsystem,
    DllCharacteristics dllCharacteristics,
    long numberOfRvaAndSizes) {

  public static final int PE32 = 0x10B;
  public static final int PE32_PLUS = 0x20B;
  public static final int ROM = 0x107;

  static final int ENTRY_POINT_OFFSET = 16;
  static final int IMAGE_BASE_OFFSET = 24;
  static final int MAJOR_SUBSYSTEM_VERSION_OFFSET = 48;
  static final int CHECK_SUM_OFFSET = 64;
  static final int SUBSYSTEM_OFFSET = 68;
  static final int DLL_CHARACTERISTICS_OFFSET = 70;

  private static final int SIZE_32 = 96;
  private static final int SIZE_64 = 112;
  private static final int SIZE_ROM = 56;

  /** {@return the size of the part before the data directories, by the magic} */
  static int size(int magic) {
    return switch (magic) {
      case PE32 -> SIZE_32;
      case PE32_PLUS -> SIZE_64;
      case ROM -> SIZE_ROM;
      default -> 0;
    };
  }

  static String name(int magic) {
    return switch (magic) {
      case PE32_PLUS -> "IMAGE_OPTIONAL_HEADER64";
      case ROM -> "IMAGE_ROM_OPTIONAL_HEADER";
      default -> "IMAGE_OPTIONAL_HEADER32";
    };
  }

  static OptionalHeader read(Cursor in) throws MalformedBinaryException {
    long offset = in.start();
    int magic = in.u16("Magic");
    label(in, magic == PE32 ? "PE32" : magic == PE32_PLUS ? "PE32+" : "ROM");
    in.u8("MajorLinkerVersion");
    in.u8("MinorLinkerVersion");
    long sizeOfCode = in.u32("SizeOfCode");
    in.u32("SizeOfInitializedData");
    in.u32("SizeOfUninitializedData");
    long entryPoint = in.u32("AddressOfEntryPoint");
    in.u32("BaseOfCode");
    return switch (magic) {
      case PE32, PE32_PLUS -> readWindows(in, offset, magic, sizeOfCode, entryPoint);
      case ROM -> readRom(in, offset, sizeOfCode, entryPoint);
      default ->
          throw in.malformed(
              "Magic", offset, Reason.INVALID, "unknown magic 0x" + Integer.toHexString(magic));
    };
  }

  private static OptionalHeader readRom(Cursor in, long offset, long sizeOfCode, long entryPoint)
      throws MalformedBinaryException {
    in.u32("BaseOfData");
    in.u32("BaseOfBss");
    in.u32("GprMask");
    in.bytes("CprMask", 16);
    in.u32("GpValue");
    return new OptionalHeader(
        offset,
        ROM,
        sizeOfCode,
        entryPoint,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Subsystem.UNKNOWN,
        new DllCharacteristics(0),
        0);
  }

  private static OptionalHeader readWindows(
      Cursor in, long offset, int magic, long sizeOfCode, long entryPoint)
      throws MalformedBinaryException {
    boolean wide = magic == PE32_PLUS;
    if (!wide) {
      in.u32("BaseOfData");
    }
    long imageBase = in.word("ImageBase", wide);
    long sectionAlignment = in.u32("SectionAlignment");
    long fileAlignment = in.u32("FileAlignment");
    int majorOs = in.u16("MajorOperatingSystemVersion");
    int minorOs = in.u16("MinorOperatingSystemVersion");
    in.u16("MajorImageVersion");
    in.u16("MinorImageVersion");
    int majorSubsystem = in.u16("MajorSubsystemVersion");
    int minorSubsystem = in.u16("MinorSubsystemVersion");
    in.u32("Win32VersionValue");
    long sizeOfImage = in.u32("SizeOfImage");
    long sizeOfHeaders = in.u32("SizeOfHeaders");
    long checkSum = in.u32("CheckSum");
    Subsystem subsystem = new Subsystem(in.u16("Subsystem"));
    label(in, subsystem.label());
    DllCharacteristics characteristics = new DllCharacteristics(in.u16("DllCharacteristics"));
    if (in.isRecording()) {
      in.label(characteristics.label());
    }
    in.word("SizeOfStackReserve", wide);
    in.word("SizeOfStackCommit", wide);
    in.word("SizeOfHeapReserve", wide);
    in.word("SizeOfHeapCommit", wide);
    in.u32("LoaderFlags");
    long directories = in.u32("NumberOfRvaAndSizes");
    return new OptionalHeader(
        offset,
        magic,
        sizeOfCode,
        entryPoint,
        imageBase,
        sectionAlignment,
        fileAlignment,
        majorOs,
        minorOs,
        majorSubsystem,
        minorSubsystem,
        sizeOfImage,
        sizeOfHeaders,
        checkSum,
        subsystem,
        characteristics,
        directories);
  }

  private static void label(Cursor in, String label) {
    if (in.isRecording()) {
      in.label(label);
    }
  }

  /** {@return whether addresses in it have 64 bits} */
  public boolean isWide() {
    return magic == PE32_PLUS;
  }

  /** {@return where CheckSum is, relative to the image's source} */
  public long checkSumOffset() {
    return offset + CHECK_SUM_OFFSET;
  }

  /** {@return where the first data directory is, relative to the image's source} */
  long directoriesOffset() {
    return offset + size(magic);
  }
}
