package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The headers of an image (PE/COFF specification 3): everything that the fast path needs, from the
 * header page alone.
 *
 * @param peOffset where the signature {@code PE\0\0} is
 * @param directories always 16; those that the file does not have are empty
 */
record ImageHeaders(
    ByteSource source,
    long peOffset,
    FileHeader file,
    OptionalHeader optional,
    List<DataDirectory> directories,
    SectionTable sections,
    AddressMap map) {

  static final int DOS_HEADER_SIZE = 64;
  static final int LFANEW = 0x3C;
  static final int SIGNATURE_SIZE = 4;
  private static final int SIGNATURE = 0x4550; // "PE\0\0"

  static boolean isImage(ByteSource source) throws IOException {
    if (source.size() < DOS_HEADER_SIZE) {
      return false;
    }
    long offset = source.read(LFANEW, 4).getInt(0) & 0xFFFF_FFFFL;
    return offset + SIGNATURE_SIZE <= source.size()
        && source.read(offset, SIGNATURE_SIZE).getInt(0) == SIGNATURE;
  }

  static ImageHeaders read(ByteSource source, Consumer<Problem> problems) throws IOException {
    long peOffset = source.read(LFANEW, 4).getInt(0) & 0xFFFF_FFFFL;
    long fileOffset = peOffset + SIGNATURE_SIZE;
    FileHeader file = FileHeader.read(open(source, FileHeader.NAME, fileOffset, FileHeader.SIZE));
    long optionalOffset = fileOffset + FileHeader.SIZE;
    OptionalHeader optional = readOptional(source, optionalOffset);
    List<DataDirectory> directories = readDirectories(source, optional);
    checkOptionalSize(source, file, optional, problems);
    SectionTable sections =
        SectionTable.read(
            source,
            optionalOffset + file.sizeOfOptionalHeader(),
            file.numberOfSections(),
            problems);
    AddressMap map = new AddressMap(sections, optional, source.size());
    return new ImageHeaders(source, peOffset, file, optional, directories, sections, map);
  }

  private static OptionalHeader readOptional(ByteSource source, long offset) throws IOException {
    int magic = open(source, OptionalHeader.name(0), offset, 2).u16("Magic");
    int size = OptionalHeader.size(magic);
    // Of an unknown magic only as much is read as it takes to say so.
    return OptionalHeader.read(
        open(source, OptionalHeader.name(magic), offset, size == 0 ? 24 : size));
  }

  private static List<DataDirectory> readDirectories(ByteSource source, OptionalHeader optional)
      throws IOException {
    long offset = optional.directoriesOffset();
    int count = (int) Math.min(optional.numberOfRvaAndSizes(), DataDirectory.MAX_COUNT);
    Cursor in = open(source, DataDirectory.NAME, offset, count * DataDirectory.SIZE);
    List<DataDirectory> directories = new ArrayList<>(DataDirectory.MAX_COUNT);
    for (int i = 0; i < count; i++) {
      directories.add(DataDirectory.read(in, i));
    }
    for (int i = count; i < DataDirectory.MAX_COUNT; i++) {
      directories.add(new DataDirectory(i, 0, 0, offset + (long) i * DataDirectory.SIZE));
    }
    return directories;
  }

  private static void checkOptionalSize(
      ByteSource source, FileHeader file, OptionalHeader optional, Consumer<Problem> problems) {
    long needed =
        OptionalHeader.size(optional.magic())
            + Math.min(optional.numberOfRvaAndSizes(), DataDirectory.MAX_COUNT)
                * DataDirectory.SIZE;
    if (file.sizeOfOptionalHeader() < needed) {
      problems.accept(
          new Problem(
              FileHeader.NAME,
              "SizeOfOptionalHeader",
              source.origin() + optional.offset() - 4,
              Reason.CONTRADICTION,
              "is " + file.sizeOfOptionalHeader() + ", but the header takes " + needed));
    }
  }

  /** Opens a structure at a file offset. */
  static Cursor open(ByteSource source, String structure, long offset, int length)
      throws IOException {
    return Cursor.open(source, structure, offset, length, ByteOrder.LITTLE_ENDIAN);
  }

  DataDirectory directory(int index) {
    return directories.get(index);
  }

  long fileHeaderOffset() {
    return peOffset + SIGNATURE_SIZE;
  }

  /** {@return a structure at an address, its fields not remembered} */
  Cursor open(String structure, Address address, int length) throws IOException {
    return Cursor.open(
        source, structure, locate(structure, address, length), length, ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return a structure at an address that remembers its fields} */
  Cursor recording(String structure, Address address, int length) throws IOException {
    return Cursor.recording(
        source, structure, locate(structure, address, length), length, ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return bytes at an address} */
  ByteBuffer read(String structure, Address address, int length) throws IOException {
    return source.read(locate(structure, address, length), length);
  }

  /**
   * {@return the file offset of a range of addresses}
   *
   * @throws dev.archcheck.inspect.MalformedBinaryException if the file does not hold all of it
   */
  long locate(String structure, Address address, long length) throws IOException {
    long offset = map.offset(address.rva());
    if (offset < 0) {
      throw address.malformed(
          source, structure, Reason.OUT_OF_RANGE, address + " has no bytes in the file");
    }
    long available = map.available(address.rva());
    if (length > available) {
      throw address.malformed(
          source,
          structure,
          Reason.TRUNCATED,
          address + " has " + available + " of " + length + " bytes in the file");
    }
    return offset;
  }

  /** {@return the address that a data directory holds} */
  Address address(int directory) {
    DataDirectory entry = directory(directory);
    return new Address(entry.virtualAddress(), "VirtualAddress", entry.offset());
  }

  Problem problem(String structure, String field, long offset, Reason reason, String detail) {
    return new Problem(structure, field, source.origin() + offset, reason, detail);
  }
}
