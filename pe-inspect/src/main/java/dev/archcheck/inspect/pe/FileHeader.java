package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** IMAGE_FILE_HEADER (PE/COFF specification 3.3), 20 bytes. */
public record FileHeader(
    Machine machine,
    int numberOfSections,
    long timeDateStamp,
    long pointerToSymbolTable,
    long numberOfSymbols,
    int sizeOfOptionalHeader,
    Characteristics characteristics) {

  static final String NAME = "IMAGE_FILE_HEADER";
  static final int SIZE = 20;
  static final int CHARACTERISTICS_OFFSET = 18;

  static FileHeader read(Cursor in) throws MalformedBinaryException {
    Machine machine = new Machine(in.u16("Machine"));
    if (in.isRecording()) {
      in.label(machine.label());
    }
    int sections = in.u16("NumberOfSections");
    long time = in.u32("TimeDateStamp");
    long symbols = in.u32("PointerToSymbolTable");
    long symbolCount = in.u32("NumberOfSymbols");
    int optionalSize = in.u16("SizeOfOptionalHeader");
    Characteristics characteristics = new Characteristics(in.u16("Characteristics"));
    if (in.isRecording()) {
      in.label(characteristics.label());
    }
    return new FileHeader(
        machine, sections, time, symbols, symbolCount, optionalSize, characteristics);
  }
}
