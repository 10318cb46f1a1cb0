package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * IMAGE_DYNAMIC_RELOCATION_TABLE (winnt.h): 8 bytes and its entries.
 *
 * @param offset where it starts, relative to the image's source
 */
record DynamicRelocationTable(
    long offset, long version, long size, List<DynamicRelocation> entries) {

  static final String NAME = "IMAGE_DYNAMIC_RELOCATION_TABLE";
  static final String BLOCK = "IMAGE_BASE_RELOCATION";
  static final String RECORD = "IMAGE_DVRT_ARM64X_FIXUP_RECORD";
  static final int SIZE = 8;

  private static final int BLOCK_SIZE = 8;
  private static final int MAX_ENTRIES = 1 << 12;
  private static final int MAX_FIXUPS = 1 << 15;
  private static final int MAX_PAYLOAD = 1 << 20;

  /** {@return whether the load config names a table} */
  static boolean isPresent(LoadConfig config) {
    return config.dynamicValueRelocTableSection() != 0;
  }

  static DynamicRelocationTable read(ImageHeaders image, LoadConfig config) throws IOException {
    long start = locate(image, config);
    Cursor in = ImageHeaders.open(image.source(), NAME, start, SIZE);
    long version = in.u32("Version");
    long size = in.u32("Size");
    if (version != 1 && version != 2) {
      throw in.malformed("Version", start, Reason.INVALID, "unknown version " + version);
    }
    long end = start + SIZE + size;
    if (end > image.source().size()) {
      throw in.malformed(
          "Size", start + 4, Reason.TRUNCATED, "0x" + Long.toHexString(size) + " is too long");
    }
    return new DynamicRelocationTable(
        start, version, size, readEntries(image, start + SIZE, end, version));
  }

  private static long locate(ImageHeaders image, LoadConfig config) throws IOException {
    int number = config.dynamicValueRelocTableSection();
    long from = config.offset() + LoadConfig.dynamicValueRelocTableOffsetAt(config.wide());
    Address address = new Address(number, "DynamicValueRelocTableSection", from + 4);
    if (number > image.sections().count()) {
      throw address.malformed(
          image.source(), config.name(), Reason.OUT_OF_RANGE, "there is no section " + number);
    }
    long distance = config.dynamicValueRelocTableOffset();
    if (distance + SIZE > image.map().fileBytes(number - 1)) {
      throw new Address(distance, "DynamicValueRelocTableOffset", from)
          .malformed(
              image.source(),
              config.name(),
              Reason.OUT_OF_RANGE,
              "0x" + Long.toHexString(distance) + " is not in section " + number);
    }
    return image.map().fileOffset(number - 1) + distance;
  }

  private static List<DynamicRelocation> readEntries(
      ImageHeaders image, long start, long end, long version) throws IOException {
    boolean wide = image.optional().isWide();
    List<DynamicRelocation> entries = new ArrayList<>();
    long at = start;
    while (at < end) {
      Cursor in =
          ImageHeaders.open(
              image.source(), DynamicRelocation.name(wide), at, headerSize(wide, version));
      DynamicRelocation entry = version == 1 ? readV1(in, wide) : readV2(in, wide);
      if (entry.payloadSize() > end - entry.payload() || entry.payload() <= at) {
        throw in.malformed(
            "BaseRelocSize",
            at,
            Reason.OUT_OF_RANGE,
            "0x" + Long.toHexString(entry.payloadSize()) + " bytes reach past the table");
      }
      if (entries.size() == MAX_ENTRIES) {
        throw in.malformed("", at, Reason.LIMIT, "more than " + MAX_ENTRIES + " entries");
      }
      entries.add(entry);
      at = entry.payload() + entry.payloadSize();
    }
    return List.copyOf(entries);
  }

  static int headerSize(boolean wide, long version) {
    return (wide ? 12 : 8) + (version == 1 ? 0 : 12);
  }

  static DynamicRelocation readV1(Cursor in, boolean wide) throws MalformedBinaryException {
    long at = in.start();
    long symbol = in.word("Symbol", wide);
    if (in.isRecording()) {
      in.label(DynamicRelocation.label(symbol));
    }
    long size = in.u32("BaseRelocSize");
    return new DynamicRelocation(symbol, at, at + headerSize(wide, 1), size);
  }

  static DynamicRelocation readV2(Cursor in, boolean wide) throws MalformedBinaryException {
    long at = in.start();
    long headerSize = in.u32("HeaderSize");
    long size = in.u32("FixupInfoSize");
    long symbol = in.word("Symbol", wide);
    if (in.isRecording()) {
      in.label(DynamicRelocation.label(symbol));
    }
    in.u32("SymbolGroup");
    in.u32("Flags");
    return new DynamicRelocation(symbol, at, at + headerSize, size);
  }

  /** {@return the records of an ARM64X entry, in file order} */
  static List<Arm64xFixup> fixups(ImageHeaders image, DynamicRelocation entry, FixupTargets targets)
      throws IOException {
    if (entry.payloadSize() > MAX_PAYLOAD) {
      throw MalformedBinaryException.at(
          image.source(),
          DynamicRelocation.name(image.optional().isWide()),
          "BaseRelocSize",
          entry.offset(),
          Reason.LIMIT,
          entry.payloadSize() + " bytes of fixups are more than any image needs");
    }
    List<Arm64xFixup> fixups = new ArrayList<>();
    ByteBuffer bytes = image.source().read(entry.payload(), (int) entry.payloadSize());
    while (bytes.remaining() >= BLOCK_SIZE) {
      int start = bytes.position();
      long page = bytes.getInt() & 0xFFFF_FFFFL;
      long blockSize = bytes.getInt() & 0xFFFF_FFFFL;
      if (blockSize < BLOCK_SIZE || blockSize > bytes.limit() - start) {
        throw MalformedBinaryException.at(
            image.source(),
            BLOCK,
            "SizeOfBlock",
            entry.payload() + start + 4,
            Reason.INVALID,
            "0x" + Long.toHexString(blockSize) + " does not fit");
      }
      readBlock(
          image,
          bytes.slice(start, (int) blockSize).order(bytes.order()),
          page,
          entry.payload() + start,
          targets,
          fixups);
      bytes.position(start + (int) blockSize);
    }
    return List.copyOf(fixups);
  }

  private static void readBlock(
      ImageHeaders image,
      ByteBuffer block,
      long page,
      long offset,
      FixupTargets targets,
      List<Arm64xFixup> fixups)
      throws MalformedBinaryException {
    block.position(BLOCK_SIZE);
    while (block.remaining() >= 2) {
      long at = offset + block.position();
      int word = block.getShort() & 0xFFFF;
      if (word == 0 && block.remaining() < 2) {
        return; // pads the block to 4 bytes
      }
      if (fixups.size() == MAX_FIXUPS) {
        throw MalformedBinaryException.at(
            image.source(), RECORD, "", at, Reason.LIMIT, "more than " + MAX_FIXUPS + " fixups");
      }
      fixups.add(readRecord(image, block, page, at, word, targets));
    }
  }

  private static Arm64xFixup readRecord(
      ImageHeaders image, ByteBuffer block, long page, long at, int word, FixupTargets targets)
      throws MalformedBinaryException {
    long rva = page + (word & 0xFFF);
    int type = (word >> 12) & 3;
    int size = 1 << (word >> 14);
    int follows = type == 1 ? size : type == 2 ? 2 : 0;
    if (type == 3 || block.remaining() < follows) {
      throw MalformedBinaryException.at(
          image.source(),
          RECORD,
          "Type",
          at,
          type == 3 ? Reason.INVALID : Reason.TRUNCATED,
          "0x" + Integer.toHexString(word) + " is no complete record");
    }
    return switch (type) {
      case 0 -> new Arm64xFixup.ZeroFill(rva, size, targets.name(rva), at);
      case 1 -> new Arm64xFixup.Value(rva, size, value(block, size), targets.name(rva), at);
      default -> new Arm64xFixup.Delta(rva, 4, delta(block, word), targets.name(rva), at);
    };
  }

  private static long value(ByteBuffer block, int size) {
    return switch (size) {
      case 1 -> block.get() & 0xFF;
      case 2 -> block.getShort() & 0xFFFF;
      case 4 -> block.getInt() & 0xFFFF_FFFFL;
      default -> block.getLong();
    };
  }

  /** Bit 15 is the scale, bit 14 the sign of the 16-bit number that follows. */
  private static long delta(ByteBuffer block, int word) {
    long distance = (block.getShort() & 0xFFFFL) * ((word & 0x8000) != 0 ? 8 : 4);
    return (word & 0x4000) != 0 ? -distance : distance;
  }
}
