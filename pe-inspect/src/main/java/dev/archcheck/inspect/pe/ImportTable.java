package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The import tables of an image (PE/COFF specification 6.4 and 5.8). */
final class ImportTable {

  static final String DESCRIPTOR = "IMAGE_IMPORT_DESCRIPTOR";
  static final String DELAY_DESCRIPTOR = "IMAGE_DELAYLOAD_DESCRIPTOR";
  private static final String BY_NAME = "IMAGE_IMPORT_BY_NAME";
  private static final int DESCRIPTOR_SIZE = 20;
  private static final int DELAY_DESCRIPTOR_SIZE = 32;
  private static final int MAX_LIBRARIES = 1 << 12;

  private final ImageHeaders image;
  private final Consumer<Structure> out;
  private final NameReader names;
  private final boolean wide;

  /** Lookup tables of a real image do not overlap, so together they are shorter than the file. */
  private long budget;

  private ImportTable(ImageHeaders image, Consumer<Structure> out) {
    this.image = image;
    this.out = out;
    this.names = new NameReader(image);
    this.wide = image.optional().isWide();
    this.budget = image.source().size();
  }

  /** An import descriptor (20 bytes) of which the lookup and address tables are read. */
  private record Descriptor(long lookup, long name, long addresses) {

    static Descriptor read(Cursor in) throws IOException {
      long lookup = in.u32("OriginalFirstThunk");
      in.u32("TimeDateStamp");
      in.u32("ForwarderChain");
      return new Descriptor(lookup, in.u32("Name"), in.u32("FirstThunk"));
    }

    boolean isLast() {
      return name == 0 || addresses == 0;
    }
  }

  static void describe(ImageHeaders image, Consumer<Structure> out) throws IOException {
    ImportTable table = new ImportTable(image, out);
    Address at = image.address(DataDirectory.IMPORT);
    while (table.describeDescriptor(at)) {
      at = at.plus(DESCRIPTOR_SIZE);
    }
  }

  /** {@return the names of the libraries that the loader brings at once, in file order} */
  static List<String> libraries(ImageHeaders image) throws IOException {
    List<String> libraries = new ArrayList<>();
    NameReader names = new NameReader(image);
    Address at = image.address(DataDirectory.IMPORT);
    while (true) {
      Cursor in = image.open(DESCRIPTOR, at, DESCRIPTOR_SIZE);
      Descriptor descriptor = Descriptor.read(in);
      if (descriptor.isLast()) {
        return List.copyOf(libraries);
      }
      if (libraries.size() == MAX_LIBRARIES) {
        throw in.malformed(
            "", in.start(), Reason.LIMIT, "more than " + MAX_LIBRARIES + " libraries");
      }
      libraries.add(
          names.read(DESCRIPTOR, new Address(descriptor.name(), "Name", in.start() + 12)));
      at = at.plus(DESCRIPTOR_SIZE);
    }
  }

  private boolean describeDescriptor(Address at) throws IOException {
    Cursor in = image.recording(DESCRIPTOR, at, DESCRIPTOR_SIZE);
    Descriptor descriptor = Descriptor.read(in);
    if (descriptor.isLast()) {
      return false;
    }
    Address name = new Address(descriptor.name(), "Name", in.start() + 12);
    out.accept(Rows.of(in, names.field("DLL", DESCRIPTOR, name)));
    // Old linkers leave out the lookup table; the address table says the same until it is bound.
    Address lookup =
        descriptor.lookup() == 0
            ? new Address(descriptor.addresses(), "FirstThunk", in.start() + 16)
            : new Address(descriptor.lookup(), "OriginalFirstThunk", in.start());
    describeThunks(lookup, 0);
    return true;
  }

  static void describeDelayed(ImageHeaders image, Consumer<Structure> out) throws IOException {
    ImportTable table = new ImportTable(image, out);
    Address at = image.address(DataDirectory.DELAY_IMPORT);
    while (table.describeDelayDescriptor(at)) {
      at = at.plus(DELAY_DESCRIPTOR_SIZE);
    }
  }

  private boolean describeDelayDescriptor(Address at) throws IOException {
    Cursor in = image.recording(DELAY_DESCRIPTOR, at, DELAY_DESCRIPTOR_SIZE);
    long attributes = in.u32("Attributes");
    long name = in.u32("DllNameRVA");
    in.u32("ModuleHandleRVA");
    in.u32("ImportAddressTableRVA");
    long lookup = in.u32("ImportNameTableRVA");
    in.u32("BoundImportAddressTableRVA");
    in.u32("UnloadInformationTableRVA");
    in.u32("TimeDateStamp");
    if (name == 0) {
      return false;
    }
    // Without the bit RvaBased, as Visual C++ 6 left it, these are virtual addresses.
    long base = (attributes & 1) == 0 ? image.optional().imageBase() : 0;
    Address dll = new Address(name - base, "DllNameRVA", in.start() + 4);
    out.accept(Rows.of(in, names.field("DLL", DELAY_DESCRIPTOR, dll)));
    if (lookup != 0) {
      describeThunks(new Address(lookup - base, "ImportNameTableRVA", in.start() + 16), base);
    }
    return true;
  }

  private void describeThunks(Address table, long base) throws IOException {
    int size = wide ? 8 : 4;
    String name = wide ? "IMAGE_THUNK_DATA64" : "IMAGE_THUNK_DATA32";
    for (Address at = table; describeThunk(at, name, size, base); at = at.plus(size)) {
      budget -= size;
      if (budget < 0) {
        throw table.malformed(
            image.source(), name, Reason.LIMIT, "lookup tables overlap again and again");
      }
    }
  }

  private boolean describeThunk(Address at, String name, int size, long base) throws IOException {
    // Most thunks are names, and the value says so only after it was read.
    Cursor in = image.recording(name, at, size);
    long value = in.word("AddressOfData", wide);
    if (value == 0) {
      return false;
    }
    long ordinalFlag = wide ? Long.MIN_VALUE : 0x8000_0000L;
    if ((value & ordinalFlag) != 0) {
      long offset = image.source().origin() + in.start();
      out.accept(Rows.of(in, Field.number("Ordinal", offset, 2, value & 0xFFFF)));
      return true;
    }
    Address hint = new Address((value & 0x7FFF_FFFFL) - base, "AddressOfData", in.start());
    Cursor byName = image.recording(BY_NAME, hint, 2);
    byName.u16("Hint");
    Field text = names.field("Name", BY_NAME, hint.plus(2));
    List<Field> more = new ArrayList<>(byName.structure().fields());
    more.add(text);
    out.accept(Rows.with(in.structure(), more));
    return true;
  }
}
