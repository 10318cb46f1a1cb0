package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The load config of an image, and what hangs on it in a hybrid one, as rows. */
final class HybridTables {

  private static final String REDIRECTION = "IMAGE_ARM64EC_REDIRECTION_ENTRY";
  private static final int REDIRECTION_SIZE = 8;
  private static final String ENTRY_POINT = "IMAGE_ARM64EC_CODE_RANGE_ENTRY_POINT";
  private static final int ENTRY_POINT_SIZE = 12;
  private static final String METADATA_X86 = "IMAGE_CHPE_METADATA_X86";
  private static final int RUNTIME_FUNCTION_AMD64 = 12;
  private static final int RUNTIME_FUNCTION_ARM64 = 8;

  private static final String[] FIELDS_X86 = {
    "Version",
    "CHPECodeAddressRangeOffset",
    "CHPECodeAddressRangeCount",
    "WowA64ExceptionHandlerFunctionPointer",
    "WowA64DispatchCallFunctionPointer",
    "WowA64DispatchIndirectCallFunctionPointer",
    "WowA64DispatchIndirectCallCfgFunctionPointer",
    "WowA64DispatchRetFunctionPointer",
    "WowA64DispatchRetLeafFunctionPointer",
    "WowA64DispatchJumpFunctionPointer"
  };

  private final ImageHeaders image;
  private final Consumer<Structure> out;

  private HybridTables(ImageHeaders image, Consumer<Structure> out) {
    this.image = image;
    this.out = out;
  }

  static void describe(ImageHeaders image, Consumer<Structure> out) throws IOException {
    new HybridTables(image, out).describe();
  }

  private void describe() throws IOException {
    Cursor in = LoadConfig.cursor(image, true);
    LoadConfig config = LoadConfig.read(in, image.optional().isWide());
    Structure row = in.structure();
    out.accept(new Structure(row.name(), row.offset(), config.size(), row.fields()));
    if (config.chpeMetadataPointer() == 0) {
      return;
    }
    if (config.wide()) {
      describeMetadata(metadataAddress(image, config));
    } else {
      describeMetadataX86(metadataAddress(image, config));
    }
  }

  private static Address metadataAddress(ImageHeaders image, LoadConfig config) {
    return new Address(
        config.chpeMetadataPointer() - image.optional().imageBase(),
        "CHPEMetadataPointer",
        config.offset() + LoadConfig.chpeMetadataPointerAt(config.wide()));
  }

  private void describeMetadata(Address address) throws IOException {
    Cursor in = HybridMetadata.cursor(image, address, true);
    HybridMetadata metadata = HybridMetadata.read(in, address.rva());
    out.accept(in.structure());
    describeRanges(
        field(metadata, 1, metadata.codeMap()),
        metadata.codeMapCount(),
        CodeRange.SIZE,
        this::describeCodeRange);
    describeRanges(
        field(metadata, 3, metadata.codeRangesToEntryPoints()),
        metadata.codeRangesToEntryPointsCount(),
        ENTRY_POINT_SIZE,
        this::describeEntryPoint);
    describeRanges(
        field(metadata, 4, metadata.redirectionMetadata()),
        metadata.redirectionMetadataCount(),
        REDIRECTION_SIZE,
        this::describeRedirection);
    if (metadata.extraRfeTable() != 0) {
      boolean arm64 = image.file().machine().equals(Machine.AMD64);
      Address table = field(metadata, 16, metadata.extraRfeTable());
      describeFunctions("ExtraRFETable", table, metadata.extraRfeTableSize(), arm64);
    }
  }

  private static Address field(HybridMetadata metadata, int index, long rva) {
    return new Address(rva, HybridMetadata.fieldAt(index * 4L), metadata.offset() + index * 4L);
  }

  /** Hands out one row of a table. */
  private interface Row {
    void describe(Address at) throws IOException;
  }

  private void describeRanges(Address table, long count, int size, Row row) throws IOException {
    if (count == 0) {
      return;
    }
    if (count > image.source().size() / size) {
      throw table.malformed(
          image.source(),
          HybridMetadata.NAME,
          Reason.LIMIT,
          count + " entries are more than the file can hold");
    }
    for (long i = 0; i < count; i++) {
      row.describe(table.plus(i * size));
    }
  }

  private void describeCodeRange(Address at) throws IOException {
    Cursor in = image.recording(CodeRange.NAME, at, CodeRange.SIZE);
    long start = in.u32("StartOffset");
    CodeRange range = CodeRange.of(start, in.u32("Length"));
    long offset = image.source().origin() + in.start();
    out.accept(
        Rows.of(
            in,
            Field.number("StartRva", offset, 0, range.start()),
            Rows.derived("Type", offset, range.type().name())));
  }

  private void describeEntryPoint(Address at) throws IOException {
    Cursor in = image.recording(ENTRY_POINT, at, ENTRY_POINT_SIZE);
    in.u32("StartRva");
    in.u32("EndRva");
    in.u32("EntryPoint");
    out.accept(in.structure());
  }

  private void describeRedirection(Address at) throws IOException {
    Cursor in = image.recording(REDIRECTION, at, REDIRECTION_SIZE);
    in.u32("Source");
    in.u32("Destination");
    out.accept(in.structure());
  }

  private void describeMetadataX86(Address address) throws IOException {
    Cursor in = image.recording(METADATA_X86, address, FIELDS_X86.length * 4);
    for (String field : FIELDS_X86) {
      in.u32(field);
    }
    out.accept(in.structure());
  }

  /** The unwind tables of 64-bit images: how many functions of which processor they cover. */
  static void describeExceptions(ImageHeaders image, Consumer<Structure> out) throws IOException {
    DataDirectory directory = image.directory(DataDirectory.EXCEPTION);
    int machine = image.file().machine().raw();
    if (machine != 0x8664 && machine != 0xAA64) {
      return;
    }
    new HybridTables(image, out)
        .describeFunctions(
            "ExceptionDirectory",
            image.address(DataDirectory.EXCEPTION),
            directory.size(),
            machine == 0xAA64);
  }

  private void describeFunctions(String table, Address address, long size, boolean arm64)
      throws IOException {
    int entry = arm64 ? RUNTIME_FUNCTION_ARM64 : RUNTIME_FUNCTION_AMD64;
    long start = image.locate(table, address, size);
    if (size % entry != 0) {
      throw address.malformed(
          image.source(),
          table,
          Reason.INVALID,
          size + " bytes are no multiple of the " + entry + " bytes of an entry");
    }
    long offset = image.source().origin() + start;
    out.accept(
        new Structure(
            table,
            offset,
            size,
            List.of(
                Rows.derived("Machine", offset, arm64 ? "ARM64" : "AMD64"),
                Field.number("EntrySize", offset, 0, entry),
                Field.number("Count", offset, 0, size / entry))));
  }

  static void describeFixups(ImageHeaders image, Consumer<Structure> out) throws IOException {
    LoadConfig config = LoadConfig.read(image);
    if (DynamicRelocationTable.isPresent(config)) {
      new HybridTables(image, out).describeFixups(config);
    }
  }

  private void describeFixups(LoadConfig config) throws IOException {
    DynamicRelocationTable table = DynamicRelocationTable.read(image, config);
    Cursor head =
        PeDescription.recording(
            image, DynamicRelocationTable.NAME, table.offset(), DynamicRelocationTable.SIZE);
    head.u32("Version");
    head.u32("Size");
    out.accept(head.structure());
    FixupTargets targets = new FixupTargets(image, metadata(config));
    boolean wide = image.optional().isWide();
    for (DynamicRelocation entry : table.entries()) {
      Cursor in =
          PeDescription.recording(
              image,
              DynamicRelocation.name(wide),
              entry.offset(),
              DynamicRelocationTable.headerSize(wide, table.version()));
      if (table.version() == 1) {
        DynamicRelocationTable.readV1(in, wide);
      } else {
        DynamicRelocationTable.readV2(in, wide);
      }
      out.accept(in.structure());
      if (entry.symbol() == DynamicRelocation.ARM64X) {
        for (Arm64xFixup fixup : DynamicRelocationTable.fixups(image, entry, targets)) {
          out.accept(row(fixup));
        }
      }
    }
  }

  private @Nullable HybridMetadata metadata(LoadConfig config) throws IOException {
    if (config.chpeMetadataPointer() == 0) {
      return null;
    }
    Address address = metadataAddress(image, config);
    return HybridMetadata.read(HybridMetadata.cursor(image, address, false), address.rva());
  }

  private Structure row(Arm64xFixup fixup) {
    long offset = image.source().origin() + fixup.offset();
    List<Field> fields = new ArrayList<>(5);
    fields.add(Rows.derived("Target", offset, fixup.target()));
    fields.add(Field.number("RVA", offset, 2, fixup.rva()));
    fields.add(Field.number("Size", offset, 2, fixup.size()));
    int follows =
        switch (fixup) {
          case Arm64xFixup.ZeroFill _ -> {
            fields.add(Rows.derived("Type", offset, "ZEROFILL"));
            yield 0;
          }
          case Arm64xFixup.Value value -> {
            fields.add(Rows.derived("Type", offset, "VALUE"));
            fields.add(Field.number("Value", offset + 2, value.size(), value.value()));
            yield value.size();
          }
          case Arm64xFixup.Delta delta -> {
            fields.add(Rows.derived("Type", offset, "DELTA"));
            fields.add(Rows.derived("Delta", offset + 2, Long.toString(delta.delta())));
            yield 2;
          }
        };
    return new Structure(DynamicRelocationTable.RECORD, offset, 2L + follows, List.copyOf(fields));
  }
}
