package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;

/**
 * IMAGE_COR20_HEADER (ECMA-335 II.25.3.3), 72 bytes: the image holds .NET intermediate language.
 *
 * @param offset where it starts, relative to the image's source
 * @param nativeCode what ManagedNativeHeader points to
 */
public record ManagedHeader(
    long offset,
    int majorRuntimeVersion,
    int minorRuntimeVersion,
    long metaData,
    long metaDataSize,
    Flags flags,
    long entryPointToken,
    NativeCode nativeCode) {

  static final String NAME = "IMAGE_COR20_HEADER";
  static final int SIZE = 72;
  static final int FLAGS_OFFSET = 16;
  static final int NATIVE_HEADER_OFFSET = 64;

  /**
   * COMIMAGE_FLAGS, 4 bytes.
   *
   * @param raw the bits as found
   */
  public record Flags(int raw) {
    public static final int ILONLY = 0x1;
    public static final int REQUIRED_32BIT = 0x2;
    public static final int IL_LIBRARY = 0x4;
    public static final int STRONGNAMESIGNED = 0x8;
    public static final int NATIVE_ENTRYPOINT = 0x10;
    public static final int TRACKDEBUGDATA = 0x1_0000;
    public static final int PREFERRED_32BIT = 0x2_0000;

    private static final String[] NAMES = {
      "ILONLY", "32BITREQUIRED", "IL_LIBRARY", "STRONGNAMESIGNED",
      "NATIVE_ENTRYPOINT", "", "", "",
      "", "", "", "",
      "", "", "", "",
      "TRACKDEBUGDATA", "32BITPREFERRED"
    };

    /** {@return whether every bit of the mask is set} */
    public boolean has(int mask) {
      return (raw & mask) == mask;
    }

    /**
     * {@return whether it runs in 32-bit processes only} Both bits together say "preferred", which
     * binds it to nothing.
     */
    public boolean requires32Bit() {
      return has(REQUIRED_32BIT) && !has(PREFERRED_32BIT);
    }

    /** {@return whether its intermediate language can be compiled anew for another processor} */
    public boolean hasPortableCode() {
      return (raw & (ILONLY | IL_LIBRARY)) != 0 && !has(NATIVE_ENTRYPOINT);
    }

    /** {@return the names of the bits} */
    public String label() {
      return dev.archcheck.inspect.pe.Flags.label(raw, NAMES);
    }
  }

  /** What was compiled ahead of time. */
  public enum NativeCode {
    /** None: there is intermediate language only, or machine code by another compiler. */
    NONE,
    /** ReadyToRun: {@code RTR\0}. */
    READY_TO_RUN,
    /** An image of the Native Image Generator or of a later tool. */
    OTHER
  }

  private static final long READY_TO_RUN_SIGNATURE = 0x0052_5452;

  static ManagedHeader read(ImageHeaders image) throws IOException {
    Cursor in = image.open(NAME, image.address(DataDirectory.COM_DESCRIPTOR), SIZE);
    return read(image, in);
  }

  static ManagedHeader read(ImageHeaders image, Cursor in) throws IOException {
    long offset = in.start();
    long size = in.u32("cb");
    if (size < SIZE) {
      throw in.malformed("cb", offset, Reason.INVALID, size + " is less than " + SIZE);
    }
    int major = in.u16("MajorRuntimeVersion");
    int minor = in.u16("MinorRuntimeVersion");
    long metaData = in.u32("MetaData.VirtualAddress");
    long metaDataSize = in.u32("MetaData.Size");
    Flags flags = new Flags((int) in.u32("Flags"));
    if (in.isRecording()) {
      in.label(flags.label());
    }
    long token = in.u32("EntryPointTokenOrRVA");
    readDirectory(in, "Resources");
    readDirectory(in, "StrongNameSignature");
    readDirectory(in, "CodeManagerTable");
    readDirectory(in, "VTableFixups");
    readDirectory(in, "ExportAddressTableJumps");
    Address nativeHeader =
        new Address(
            in.u32("ManagedNativeHeader.VirtualAddress"),
            "ManagedNativeHeader",
            offset + NATIVE_HEADER_OFFSET);
    in.u32("ManagedNativeHeader.Size");
    return new ManagedHeader(
        offset,
        major,
        minor,
        metaData,
        metaDataSize,
        flags,
        token,
        nativeCode(image, nativeHeader));
  }

  private static void readDirectory(Cursor in, String name) throws MalformedBinaryException {
    in.u32(name + ".VirtualAddress");
    in.u32(name + ".Size");
  }

  private static NativeCode nativeCode(ImageHeaders image, Address header) throws IOException {
    if (header.rva() == 0) {
      return NativeCode.NONE;
    }
    return image.open("READYTORUN_HEADER", header, 4).u32("Signature") == READY_TO_RUN_SIGNATURE
        ? NativeCode.READY_TO_RUN
        : NativeCode.OTHER;
  }
}
