package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the loader of Windows on ARM is known to refuse in an image of the right machine. */
public enum LoaderConcern {
  /** DllCharacteristics without NX_COMPAT. */
  NOT_NX_COMPATIBLE,
  /** DllCharacteristics without DYNAMIC_BASE. */
  FIXED_BASE,
  /** Characteristics with RELOCS_STRIPPED. */
  RELOCATIONS_STRIPPED,
  /** A base relocation directory that is there and has no size. */
  EMPTY_RELOCATION_DIRECTORY,
  /** An ImageBase below 4 GiB in a PE32+ image. */
  LOW_IMAGE_BASE,
  /** Blocks of base relocations whose pages do not ascend. */
  RELOCATIONS_OUT_OF_ORDER;

  private static final long FOUR_GIB = 1L << 32;
  private static final int MAX_RELOCATIONS = 64 << 20;

  /**
   * A concern that an image gives rise to.
   *
   * @param witness the bytes that show it
   */
  public record Fact(LoaderConcern concern, Witness witness) {}

  static List<Fact> find(ImageHeaders image) throws IOException {
    List<Fact> facts = new ArrayList<>();
    OptionalHeader optional = image.optional();
    if (optional.magic() == OptionalHeader.ROM) {
      return List.of();
    }
    if (!optional.dllCharacteristics().has(DllCharacteristics.NX_COMPAT)) {
      facts.add(characteristics(image, NOT_NX_COMPATIBLE, "without NX_COMPAT"));
    }
    if (!optional.dllCharacteristics().has(DllCharacteristics.DYNAMIC_BASE)) {
      facts.add(characteristics(image, FIXED_BASE, "without DYNAMIC_BASE"));
    }
    findInHeaders(image, facts);
    findInRelocations(image, facts);
    return List.copyOf(facts);
  }

  private static Fact characteristics(ImageHeaders image, LoaderConcern concern, String meaning) {
    return optionalHeader(
        image,
        concern,
        "DllCharacteristics",
        image.optional().offset() + OptionalHeader.DLL_CHARACTERISTICS_OFFSET,
        image.optional().dllCharacteristics().raw(),
        meaning);
  }

  private static Fact optionalHeader(
      ImageHeaders image,
      LoaderConcern concern,
      String field,
      long offset,
      long value,
      String meaning) {
    String structure = OptionalHeader.name(image.optional().magic());
    return new Fact(concern, Witness.at(image.source(), structure, field, offset, value, meaning));
  }

  private static void findInHeaders(ImageHeaders image, List<Fact> facts) {
    Characteristics characteristics = image.file().characteristics();
    if (characteristics.has(Characteristics.RELOCS_STRIPPED)) {
      facts.add(
          new Fact(
              RELOCATIONS_STRIPPED,
              Witness.at(
                  image.source(),
                  FileHeader.NAME,
                  "Characteristics",
                  image.fileHeaderOffset() + FileHeader.CHARACTERISTICS_OFFSET,
                  characteristics.raw(),
                  "RELOCS_STRIPPED")));
    }
    long base = image.optional().imageBase();
    if (image.optional().isWide() && Long.compareUnsigned(base, FOUR_GIB) < 0) {
      facts.add(
          optionalHeader(
              image,
              LOW_IMAGE_BASE,
              "ImageBase",
              image.optional().offset() + OptionalHeader.IMAGE_BASE_OFFSET,
              base,
              "below 4 GiB"));
    }
  }

  private static void findInRelocations(ImageHeaders image, List<Fact> facts) throws IOException {
    DataDirectory directory = image.directory(DataDirectory.BASERELOC);
    if (!directory.isPresent()) {
      return;
    }
    if (directory.size() == 0) {
      facts.add(
          optionalHeader(
              image,
              EMPTY_RELOCATION_DIRECTORY,
              "DataDirectory[BASERELOC].Size",
              directory.offset() + 4,
              0,
              "a base relocation directory without a size"));
      return;
    }
    findDisorder(image, directory, facts);
  }

  private static void findDisorder(ImageHeaders image, DataDirectory directory, List<Fact> facts)
      throws IOException {
    Address address = image.address(DataDirectory.BASERELOC);
    long start = image.locate(BaseRelocations.BLOCK, address, directory.size());
    if (directory.size() > MAX_RELOCATIONS) {
      throw address.malformed(
          image.source(), BaseRelocations.BLOCK, Reason.LIMIT, "the directory is too large");
    }
    long end = start + directory.size();
    long at = start;
    long page = -1;
    while (end - at >= BaseRelocations.BLOCK_SIZE) {
      // Only the heads of the blocks are read, so that a source may skip what is between them.
      ByteBuffer head = image.source().read(at, BaseRelocations.BLOCK_SIZE);
      long next = head.getInt(0) & 0xFFFF_FFFFL;
      if (next <= page) {
        facts.add(
            new Fact(
                RELOCATIONS_OUT_OF_ORDER,
                Witness.at(
                    image.source(),
                    BaseRelocations.BLOCK,
                    "VirtualAddress",
                    at,
                    next,
                    "not above the page in front of it, 0x" + Long.toHexString(page))));
        return;
      }
      page = next;
      at += BaseRelocations.blockSize(image, head, at, end);
    }
  }
}
