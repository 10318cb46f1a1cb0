package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/**
 * IMAGE_DATA_DIRECTORY (PE/COFF specification 3.4.3), 8 bytes.
 *
 * @param index its place in the optional header
 * @param virtualAddress the RVA of what it names; for {@link #SECURITY} a file offset
 * @param size the size in bytes of what it names
 * @param offset where the entry itself is, relative to the image's source; an image that has fewer
 *     entries has none there
 */
public record DataDirectory(int index, long virtualAddress, long size, long offset) {
  public static final int EXPORT = 0;
  public static final int IMPORT = 1;
  public static final int RESOURCE = 2;
  public static final int EXCEPTION = 3;
  public static final int SECURITY = 4;
  public static final int BASERELOC = 5;
  public static final int DEBUG = 6;
  public static final int ARCHITECTURE = 7;
  public static final int GLOBALPTR = 8;
  public static final int TLS = 9;
  public static final int LOAD_CONFIG = 10;
  public static final int BOUND_IMPORT = 11;
  public static final int IAT = 12;
  public static final int DELAY_IMPORT = 13;
  public static final int COM_DESCRIPTOR = 14;
  public static final int RESERVED = 15;

  static final String NAME = "IMAGE_DATA_DIRECTORY";
  static final int SIZE = 8;

  /** The loader looks at no more, whatever NumberOfRvaAndSizes says. */
  static final int MAX_COUNT = 16;

  private static final String[] NAMES = {
    "EXPORT", "IMPORT", "RESOURCE", "EXCEPTION",
    "SECURITY", "BASERELOC", "DEBUG", "ARCHITECTURE",
    "GLOBALPTR", "TLS", "LOAD_CONFIG", "BOUND_IMPORT",
    "IAT", "DELAY_IMPORT", "COM_DESCRIPTOR", "RESERVED"
  };

  static DataDirectory read(Cursor in, int index) throws MalformedBinaryException {
    long offset = in.offset();
    long address = in.u32("VirtualAddress");
    if (in.isRecording()) {
      in.label(NAMES[index]);
    }
    return new DataDirectory(index, address, in.u32("Size"), offset);
  }

  /** {@return whether it names anything} */
  public boolean isPresent() {
    return virtualAddress != 0;
  }

  /** {@return its name in the specification without its prefix} */
  public String label() {
    return NAMES[index];
  }
}
