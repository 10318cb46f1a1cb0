package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The export directory of an image (PE/COFF specification 6.3). */
final class ExportTable {

  static final String NAME = "IMAGE_EXPORT_DIRECTORY";
  private static final int SIZE = 40;

  /** Ordinals have 16 bits. */
  private static final int MAX_COUNT = 1 << 16;

  private final ImageHeaders image;
  private final Consumer<Structure> out;
  private final NameReader names;

  private ExportTable(ImageHeaders image, Consumer<Structure> out) {
    this.image = image;
    this.out = out;
    this.names = new NameReader(image);
  }

  static void describe(ImageHeaders image, Consumer<Structure> out) throws IOException {
    new ExportTable(image, out).describe();
  }

  private void describe() throws IOException {
    Cursor in = image.recording(NAME, image.address(DataDirectory.EXPORT), SIZE);
    in.u32("Characteristics");
    in.u32("TimeDateStamp");
    in.u16("MajorVersion");
    in.u16("MinorVersion");
    Address name = address(in, "Name");
    long base = in.u32("Base");
    int functions = count(in, "NumberOfFunctions");
    int nameCount = count(in, "NumberOfNames");
    Address functionTable = address(in, "AddressOfFunctions");
    Address nameTable = address(in, "AddressOfNames");
    Address ordinalTable = address(in, "AddressOfNameOrdinals");
    out.accept(name.rva() == 0 ? in.structure() : Rows.of(in, names.field("DLL", NAME, name)));
    if (functions == 0) {
      return;
    }
    ByteBuffer addresses = image.read("ExportAddressTable", functionTable, functions * 4);
    long start = image.locate("ExportAddressTable", functionTable, 1);
    NamePointers pointers = readPointers(nameTable, ordinalTable, nameCount, functions);
    for (int i = 0; i < functions; i++) {
      long rva = addresses.getInt(i * 4) & 0xFFFF_FFFFL;
      if (rva != 0) {
        describeExport(base + i, new Address(rva, "ExportRVA", start + i * 4L), pointers, i);
      }
    }
  }

  private static Address address(Cursor in, String field) throws IOException {
    long from = in.offset();
    return new Address(in.u32(field), field, from);
  }

  private static int count(Cursor in, String field) throws IOException {
    long from = in.offset();
    long count = in.u32(field);
    if (count > MAX_COUNT) {
      throw in.malformed(field, from, Reason.LIMIT, count + " is more than ordinals can count");
    }
    return (int) count;
  }

  /** Which names a function has: a chain of indexes for each function, ended by -1. */
  private static final class NamePointers {
    private final long offset;
    private final ByteBuffer rvas;
    private final int[] first;
    private final int[] next;

    NamePointers(long offset, ByteBuffer rvas, int[] first, int[] next) {
      this.offset = offset;
      this.rvas = rvas;
      this.first = first;
      this.next = next;
    }

    int first(int function) {
      return first[function];
    }

    int next(int name) {
      return next[name];
    }

    Address address(int name) {
      long rva = rvas.getInt(name * 4) & 0xFFFF_FFFFL;
      return new Address(rva, "ExportName", offset + name * 4L);
    }
  }

  private NamePointers readPointers(
      Address nameTable, Address ordinalTable, int count, int functions) throws IOException {
    int[] first = new int[functions];
    int[] next = new int[count];
    Arrays.fill(first, -1);
    if (count == 0) {
      return new NamePointers(0, ByteBuffer.allocate(0), first, next);
    }
    ByteBuffer rvas = image.read("ExportNamePointerTable", nameTable, count * 4);
    ByteBuffer ordinals = image.read("ExportOrdinalTable", ordinalTable, count * 2);
    for (int i = count - 1; i >= 0; i--) {
      int function = ordinals.getShort(i * 2) & 0xFFFF;
      if (function < functions) {
        next[i] = first[function];
        first[function] = i;
      }
    }
    long offset = image.locate("ExportNamePointerTable", nameTable, 1);
    return new NamePointers(offset, rvas, first, next);
  }

  private void describeExport(long ordinal, Address address, NamePointers pointers, int function)
      throws IOException {
    long offset = image.source().origin() + address.from();
    List<Field> fields = new ArrayList<>(4);
    fields.add(Field.number("Ordinal", offset, 0, ordinal));
    fields.add(Field.number("ExportRVA", offset, 4, address.rva()));
    for (int i = pointers.first(function); i >= 0; i = pointers.next(i)) {
      fields.add(names.field("Name", "ExportName", pointers.address(i)));
    }
    if (isForwarder(address.rva())) {
      fields.add(names.field("Forwarder", "ExportForwarder", address));
    }
    out.accept(new Structure("Export", offset, 4, List.copyOf(fields)));
  }

  /** An address inside the export directory is no code but the name of another library's symbol. */
  private boolean isForwarder(long rva) {
    DataDirectory directory = image.directory(DataDirectory.EXPORT);
    return rva >= directory.virtualAddress() && rva < directory.virtualAddress() + directory.size();
  }
}
