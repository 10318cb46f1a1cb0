package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.ar.ArArchive;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the slices of a universal file and notes where entries and slices do not fit. */
final class FatSliceReader {

  /** Larger alignments than that of any linker (lipo writes 2^15 at most) only hide an overflow. */
  private static final int MAX_ALIGN = 31;

  private static final int PAGE = 4 << 10;
  private static final int ARM64_PAGE = 16 << 10;

  private final ByteSource source;
  private final FatHeader header;
  private final List<Problem> problems;
  private final List<FatArch> placed = new ArrayList<>();

  FatSliceReader(ByteSource source, FatHeader header, List<Problem> problems) {
    this.source = source;
    this.header = header;
    this.problems = problems;
  }

  List<FatSlice> read() throws IOException {
    List<FatSlice> slices = new ArrayList<>(header.entries().size());
    for (FatArch entry : header.entries()) {
      slices.add(new FatSlice(entry, slice(entry)));
    }
    return List.copyOf(slices);
  }

  /** A slice that overlaps an earlier one is not read: else one range could be read 44 times. */
  private @Nullable Binary slice(FatArch entry) throws IOException {
    checkAlignment(entry);
    checkDuplicate(entry);
    if (!isInside(entry) || overlaps(entry)) {
      return null;
    }
    placed.add(entry);
    long size = Math.min(entry.size(), source.size() - entry.offset());
    try {
      return check(entry, read(entry, source.slice(entry.offset(), size)));
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
      return null;
    }
  }

  private void checkAlignment(FatArch entry) {
    if (entry.align() > MAX_ALIGN || (entry.offset() & (1L << entry.align()) - 1) != 0) {
      damage(entry, "align", Reason.INVALID, "not aligned to 2^" + entry.align());
    }
  }

  private void checkDuplicate(FatArch entry) {
    for (FatArch earlier : header.entries()) {
      if (earlier.position() == entry.position()) {
        return;
      }
      if (earlier.architecture().matches(entry.architecture())) {
        damage(
            entry,
            "cpusubtype",
            Reason.CONTRADICTION,
            "a second " + entry.architecture() + " slice");
        return;
      }
    }
  }

  /** A slice whose end is missing is read as far as it goes. */
  private boolean isInside(FatArch entry) {
    if (entry.offset() < 0 || entry.offset() >= source.size()) {
      damage(entry, "offset", Reason.TRUNCATED, "the slice starts behind the end of the file");
      return false;
    }
    if (entry.size() < 0 || entry.size() > source.size() - entry.offset()) {
      damage(entry, "size", Reason.TRUNCATED, "the slice ends behind the end of the file");
    }
    return true;
  }

  private boolean overlaps(FatArch entry) {
    if (entry.offset() < header.at((int) header.count())) {
      damage(entry, "offset", Reason.OVERLAP, "the slice overlaps the header");
      return true;
    }
    for (FatArch other : placed) {
      if (starts(entry, other) || starts(other, entry)) {
        damage(
            entry, "offset", Reason.OVERLAP, "the slice overlaps that of " + other.architecture());
        return true;
      }
    }
    return false;
  }

  /** {@return whether the first byte of one slice is in another} */
  private static boolean starts(FatArch one, FatArch other) {
    long distance = one.offset() - other.offset();
    return distance >= 0 && Long.compareUnsigned(distance, other.size()) < 0;
  }

  private Binary read(FatArch entry, ByteSource slice) throws IOException {
    if (slice.size() >= 4
        && FatHeader.isMagic(slice.read(0, 4).order(ByteOrder.BIG_ENDIAN).getInt(0))) {
      throw MalformedBinaryException.at(
          source,
          header.entryName(),
          "offset",
          entry.position() + 8,
          Reason.INVALID,
          "a universal file inside a universal file");
    }
    return BinaryReader.read(slice);
  }

  private Binary check(FatArch entry, Binary slice) {
    problems.addAll(slice.problems());
    switch (slice) {
      case MachO macho -> checkHeader(entry, macho);
      case ArArchive _ -> {}
      default ->
          damage(
              entry,
              "offset",
              Reason.CONTRADICTION,
              "neither Mach-O nor archive, but " + slice.format().label());
    }
    return slice;
  }

  private void checkHeader(FatArch entry, MachO macho) {
    if (!entry.architecture().matches(macho.architecture())
        && !FatSlice.isForgiven(entry, macho.architecture())) {
      damage(entry, "cpusubtype", Reason.CONTRADICTION, disagreement(entry, macho));
    }
    int page = entry.architecture().type().equals(CpuType.ARM64) ? ARM64_PAGE : PAGE;
    if (isLoaded(macho) && entry.offset() % page != 0) {
      damage(entry, "offset", Reason.INVALID, "the slice is not aligned to a page");
    }
  }

  private static String disagreement(FatArch entry, MachO macho) {
    return "the entry says "
        + entry.architecture()
        + ", the slice's header at 0x"
        + Long.toHexString(macho.source().origin())
        + " says "
        + macho.architecture();
  }

  private static boolean isLoaded(MachO macho) {
    return !macho.fileType().equals(FileType.OBJECT) && !macho.fileType().isCompanion();
  }

  private void damage(FatArch entry, String field, Reason reason, String detail) {
    long at = entry.position() + fieldOffset(field);
    problems.add(FatHeader.problem(source, header.entryName(), field, at, reason, detail));
  }

  private int fieldOffset(String field) {
    int word = header.is64() ? 8 : 4;
    return switch (field) {
      case "cpusubtype" -> 4;
      case "offset" -> 8;
      case "size" -> 8 + word;
      default -> 8 + 2 * word;
    };
  }
}
