package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;

/**
 * IMAGE_ARM64EC_METADATA (winnt.h), 80 bytes; 92 from version 2 on. All fields are RVAs but for
 * version, counts and sizes; what version 1 does not have is 0.
 *
 * @param offset where it starts, relative to the image's source
 * @param rva its address
 */
public record HybridMetadata(
    long offset,
    long rva,
    long version,
    long codeMap,
    long codeMapCount,
    long codeRangesToEntryPoints,
    long redirectionMetadata,
    long dispatchCallNoRedirect,
    long dispatchRet,
    long dispatchCall,
    long dispatchIcall,
    long dispatchIcallCfg,
    long alternateEntryPoint,
    long auxiliaryIat,
    long codeRangesToEntryPointsCount,
    long redirectionMetadataCount,
    long getX64InformationFunctionPointer,
    long setX64InformationFunctionPointer,
    long extraRfeTable,
    long extraRfeTableSize,
    long dispatchFptr,
    long auxiliaryIatCopy,
    long auxiliaryDelayIat,
    long auxiliaryDelayIatCopy,
    long hybridImageInfoBitfield) {

  static final String NAME = "IMAGE_ARM64EC_METADATA";
  static final int SIZE_V1 = 80;
  static final int SIZE_V2 = 92;

  private static final String[] FIELDS = {
    "Version",
    "CodeMap",
    "CodeMapCount",
    "CodeRangesToEntryPoints",
    "RedirectionMetadata",
    "__os_arm64x_dispatch_call_no_redirect",
    "__os_arm64x_dispatch_ret",
    "__os_arm64x_dispatch_call",
    "__os_arm64x_dispatch_icall",
    "__os_arm64x_dispatch_icall_cfg",
    "AlternateEntryPoint",
    "AuxiliaryIAT",
    "CodeRangesToEntryPointsCount",
    "RedirectionMetadataCount",
    "GetX64InformationFunctionPointer",
    "SetX64InformationFunctionPointer",
    "ExtraRFETable",
    "ExtraRFETableSize",
    "__os_arm64x_dispatch_fptr",
    "AuxiliaryIATCopy",
    "AuxiliaryDelayIAT",
    "AuxiliaryDelayIATCopy",
    "HybridImageInfoBitfield"
  };

  /** {@return the size of its version} */
  public int size() {
    return size(version);
  }

  private static int size(long version) {
    return version >= 2 ? SIZE_V2 : SIZE_V1;
  }

  /** {@return the name of the field at a distance from the start, or the empty string} */
  static String fieldAt(long distance) {
    return distance >= 0 && distance % 4 == 0 && distance / 4 < FIELDS.length
        ? FIELDS[(int) distance / 4]
        : "";
  }

  static Cursor cursor(ImageHeaders image, Address address, boolean recording) throws IOException {
    int size = size(image.open(NAME, address, 4).u32("Version"));
    return recording ? image.recording(NAME, address, size) : image.open(NAME, address, size);
  }

  static HybridMetadata read(Cursor in, long rva) throws MalformedBinaryException {
    long offset = in.start();
    long[] v = new long[FIELDS.length];
    for (int i = 0; i < v.length && in.remaining() >= 4; i++) {
      v[i] = in.u32(FIELDS[i]);
    }
    return new HybridMetadata(
        offset, rva, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11],
        v[12], v[13], v[14], v[15], v[16], v[17], v[18], v[19], v[20], v[21], v[22]);
  }
}
