package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/**
 * IMAGE_SECTION_HEADER (PE/COFF specification 4), 40 bytes.
 *
 * @param name as in the header: a name of more than 8 bytes is {@code /} and an offset in the
 *     string table
 */
public record SectionHeader(
    String name,
    long virtualSize,
    long virtualAddress,
    long sizeOfRawData,
    long pointerToRawData,
    long pointerToRelocations,
    long pointerToLinenumbers,
    int numberOfRelocations,
    int numberOfLinenumbers,
    SectionCharacteristics characteristics) {

  static final String NAME = "IMAGE_SECTION_HEADER";
  static final int SIZE = 40;

  static SectionHeader read(Cursor in) throws MalformedBinaryException {
    String name = in.text("Name", 8);
    long virtualSize = in.u32("VirtualSize");
    long virtualAddress = in.u32("VirtualAddress");
    long sizeOfRawData = in.u32("SizeOfRawData");
    long pointerToRawData = in.u32("PointerToRawData");
    long pointerToRelocations = in.u32("PointerToRelocations");
    long pointerToLinenumbers = in.u32("PointerToLinenumbers");
    int relocations = in.u16("NumberOfRelocations");
    int linenumbers = in.u16("NumberOfLinenumbers");
    SectionCharacteristics characteristics =
        new SectionCharacteristics((int) in.u32("Characteristics"));
    if (in.isRecording()) {
      in.label(characteristics.label());
    }
    return new SectionHeader(
        name,
        virtualSize,
        virtualAddress,
        sizeOfRawData,
        pointerToRawData,
        pointerToRelocations,
        pointerToLinenumbers,
        relocations,
        linenumbers,
        characteristics);
  }

  SectionHeader withName(String resolved) {
    return new SectionHeader(
        resolved,
        virtualSize,
        virtualAddress,
        sizeOfRawData,
        pointerToRawData,
        pointerToRelocations,
        pointerToLinenumbers,
        numberOfRelocations,
        numberOfLinenumbers,
        characteristics);
  }
}
