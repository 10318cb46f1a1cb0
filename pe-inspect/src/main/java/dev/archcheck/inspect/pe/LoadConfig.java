package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;

/**
 * IMAGE_LOAD_CONFIG_DIRECTORY32 or 64 (PE/COFF specification 4.8 and winnt.h), as long as its own
 * Size says: the size in the data directory is fixed for old systems and must not be used. A field
 * that the structure is too short for is 0.
 *
 * @param offset where it starts, relative to the image's source
 * @param size its Size field
 */
public record LoadConfig(
    long offset,
    boolean wide,
    long size,
    long guardFlags,
    long dynamicValueRelocTable,
    long chpeMetadataPointer,
    long dynamicValueRelocTableOffset,
    int dynamicValueRelocTableSection) {

  private static final int MAX_KNOWN_64 = 0x148;
  private static final int MAX_KNOWN_32 = 0xC4;

  /** {@return its name in the specification} */
  public String name() {
    return name(wide);
  }

  static String name(boolean wide) {
    return wide ? "IMAGE_LOAD_CONFIG_DIRECTORY64" : "IMAGE_LOAD_CONFIG_DIRECTORY32";
  }

  /** {@return where CHPEMetadataPointer is in the structure} */
  static int chpeMetadataPointerAt(boolean wide) {
    return wide ? 0xC8 : 0x7C;
  }

  /** {@return where DynamicValueRelocTableOffset is in the structure} */
  static int dynamicValueRelocTableOffsetAt(boolean wide) {
    return wide ? 0xE0 : 0x88;
  }

  /** {@return whether the structure is long enough to hold CHPEMetadataPointer} */
  public boolean hasChpeMetadataPointer() {
    return size >= chpeMetadataPointerAt(wide) + (wide ? 8 : 4);
  }

  static LoadConfig read(ImageHeaders image) throws IOException {
    return read(cursor(image, false), image.optional().isWide());
  }

  /** {@return a cursor over as much of the structure as its Size says, the file has and we know} */
  static Cursor cursor(ImageHeaders image, boolean recording) throws IOException {
    boolean wide = image.optional().isWide();
    String name = name(wide);
    Address address = image.address(DataDirectory.LOAD_CONFIG);
    long size = image.open(name, address, 4).u32("Size");
    long known = Math.min(Math.max(4, size), wide ? MAX_KNOWN_64 : MAX_KNOWN_32);
    int length = (int) Math.min(known, image.map().available(address.rva()));
    return recording ? image.recording(name, address, length) : image.open(name, address, length);
  }

  static LoadConfig read(Cursor cursor, boolean wide) throws MalformedBinaryException {
    long offset = cursor.start();
    Fields in = new Fields(cursor, wide);
    long size = in.u32("Size");
    in.u32("TimeDateStamp");
    in.u16("MajorVersion");
    in.u16("MinorVersion");
    in.u32("GlobalFlagsClear");
    in.u32("GlobalFlagsSet");
    in.u32("CriticalSectionDefaultTimeout");
    in.word("DeCommitFreeBlockThreshold");
    in.word("DeCommitTotalFreeThreshold");
    in.word("LockPrefixTable");
    in.word("MaximumAllocationSize");
    in.word("VirtualMemoryThreshold");
    if (wide) {
      in.word("ProcessAffinityMask");
      in.u32("ProcessHeapFlags");
    } else {
      in.u32("ProcessHeapFlags");
      in.word("ProcessAffinityMask");
    }
    in.u16("CSDVersion");
    in.u16("DependentLoadFlags");
    in.word("EditList");
    in.word("SecurityCookie");
    in.word("SEHandlerTable");
    in.word("SEHandlerCount");
    in.word("GuardCFCheckFunctionPointer");
    in.word("GuardCFDispatchFunctionPointer");
    in.word("GuardCFFunctionTable");
    in.word("GuardCFFunctionCount");
    long guardFlags = in.u32("GuardFlags");
    in.u16("CodeIntegrity.Flags");
    in.u16("CodeIntegrity.Catalog");
    in.u32("CodeIntegrity.CatalogOffset");
    in.u32("CodeIntegrity.Reserved");
    in.word("GuardAddressTakenIatEntryTable");
    in.word("GuardAddressTakenIatEntryCount");
    in.word("GuardLongJumpTargetTable");
    in.word("GuardLongJumpTargetCount");
    long table = in.word("DynamicValueRelocTable");
    long chpe = in.word("CHPEMetadataPointer");
    in.word("GuardRFFailureRoutine");
    in.word("GuardRFFailureRoutineFunctionPointer");
    long tableOffset = in.u32("DynamicValueRelocTableOffset");
    int tableSection = in.u16("DynamicValueRelocTableSection");
    readRecent(in);
    return new LoadConfig(offset, wide, size, guardFlags, table, chpe, tableOffset, tableSection);
  }

  private static void readRecent(Fields in) throws MalformedBinaryException {
    in.u16("Reserved2");
    in.word("GuardRFVerifyStackPointerFunctionPointer");
    in.u32("HotPatchTableOffset");
    in.u32("Reserved3");
    in.word("EnclaveConfigurationPointer");
    in.word("VolatileMetadataPointer");
    in.word("GuardEHContinuationTable");
    in.word("GuardEHContinuationCount");
    in.word("GuardXFGCheckFunctionPointer");
    in.word("GuardXFGDispatchFunctionPointer");
    in.word("GuardXFGTableDispatchFunctionPointer");
    in.word("CastGuardOsDeterminedFailureMode");
    in.word("GuardMemcpyFunctionPointer");
    in.word("UmaFunctionPointers");
  }

  /** Reads fields while there are any; from the first that is not wholly there on, all are 0. */
  private record Fields(Cursor in, boolean wide) {

    int u16(String field) throws MalformedBinaryException {
      return in.remaining() < 2 ? 0 : in.u16(field);
    }

    long u32(String field) throws MalformedBinaryException {
      return in.remaining() < 4 ? 0 : in.u32(field);
    }

    long word(String field) throws MalformedBinaryException {
      return in.remaining() < (wide ? 8 : 4) ? 0 : in.word(field, wide);
    }
  }
}
