package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The header of an object: IMAGE_FILE_HEADER (PE/COFF specification 3.3), 20 bytes, or
 * ANON_OBJECT_HEADER_BIGOBJ (winnt.h), 56 bytes.
 *
 * @param big whether it is the latter
 * @param sectionsOffset where the section table starts
 */
public record CoffHeader(
    boolean big,
    Machine machine,
    long numberOfSections,
    long timeDateStamp,
    long pointerToSymbolTable,
    long numberOfSymbols,
    long sectionsOffset) {

  static final String BIG_NAME = "ANON_OBJECT_HEADER_BIGOBJ";
  static final int BIG_SIZE = 56;
  static final int BIG_MACHINE_OFFSET = 6;

  /** Where the class identifier of a bigobj is, and its two halves as little-endian numbers. */
  private static final int CLASS_ID_OFFSET = 12;

  private static final long CLASS_ID_LOW = 0x4BA9_BAEE_D1BA_A1C7L;
  private static final long CLASS_ID_HIGH = 0xB8DC_A46A_F6FA_20AFL;

  private static final int SYMBOL_SIZE = 18;
  private static final int BIG_SYMBOL_SIZE = 20;

  /** {@return whether the signature and the class identifier of a bigobj are there} */
  static boolean isBig(ByteSource source) throws IOException {
    if (source.size() < BIG_SIZE) {
      return false;
    }
    var bytes = source.read(0, BIG_SIZE);
    return bytes.getInt(0) == 0xFFFF_0000
        && Short.toUnsignedInt(bytes.getShort(4)) >= 2
        && bytes.getLong(CLASS_ID_OFFSET) == CLASS_ID_LOW
        && bytes.getLong(CLASS_ID_OFFSET + 8) == CLASS_ID_HIGH;
  }

  static CoffHeader read(ByteSource source) throws IOException {
    return read(cursor(source, false));
  }

  static Cursor cursor(ByteSource source, boolean recording) throws IOException {
    boolean big = isBig(source);
    String name = big ? BIG_NAME : FileHeader.NAME;
    int size = big ? BIG_SIZE : FileHeader.SIZE;
    return recording
        ? Cursor.recording(source, name, 0, size, ByteOrder.LITTLE_ENDIAN)
        : Cursor.open(source, name, 0, size, ByteOrder.LITTLE_ENDIAN);
  }

  static CoffHeader read(Cursor in) throws MalformedBinaryException {
    return in.remaining() == BIG_SIZE ? readBig(in) : readPlain(in);
  }

  private static CoffHeader readPlain(Cursor in) throws MalformedBinaryException {
    FileHeader header = FileHeader.read(in);
    return new CoffHeader(
        false,
        header.machine(),
        header.numberOfSections(),
        header.timeDateStamp(),
        header.pointerToSymbolTable(),
        header.numberOfSymbols(),
        FileHeader.SIZE + header.sizeOfOptionalHeader());
  }

  private static CoffHeader readBig(Cursor in) throws MalformedBinaryException {
    in.u16("Sig1");
    in.u16("Sig2");
    in.u16("Version");
    Machine machine = new Machine(in.u16("Machine"));
    if (in.isRecording()) {
      in.label(machine.label());
    }
    long time = in.u32("TimeDateStamp");
    in.bytes("ClassID", 16);
    in.u32("SizeOfData");
    in.u32("Flags");
    in.u32("MetaDataSize");
    in.u32("MetaDataOffset");
    long sections = in.u32("NumberOfSections");
    long symbols = in.u32("PointerToSymbolTable");
    return new CoffHeader(
        true, machine, sections, time, symbols, in.u32("NumberOfSymbols"), BIG_SIZE);
  }

  /** {@return the size of a symbol in bytes} */
  int symbolSize() {
    return big ? BIG_SYMBOL_SIZE : SYMBOL_SIZE;
  }

  /** {@return where the machine is in the file} */
  int machineOffset() {
    return big ? BIG_MACHINE_OFFSET : 0;
  }

  /** {@return where the string table starts, behind the symbols} */
  long stringTableOffset() {
    return pointerToSymbolTable + numberOfSymbols * symbolSize();
  }

  /** {@return the name of the header in the specification} */
  String name() {
    return big ? BIG_NAME : FileHeader.NAME;
  }
}
