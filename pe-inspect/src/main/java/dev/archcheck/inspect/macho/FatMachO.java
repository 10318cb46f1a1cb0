package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A universal Mach-O file (mach-o/fat.h): one Mach-O file or static library for each architecture.
 *
 * <p>{@link #describe} speaks of the container alone; each of {@link #slices} describes itself.
 */
public final class FatMachO implements Binary {

  private final ByteSource source;
  private final FatHeader header;
  private final List<FatSlice> slices;
  private final List<Problem> problems;

  private FatMachO(
      ByteSource source, FatHeader header, List<FatSlice> slices, List<Problem> problems) {
    this.source = source;
    this.header = header;
    this.slices = slices;
    this.problems = problems;
  }

  /** Reads the identity of the file and of each slice; a damaged slice does not hide the others. */
  public static FatMachO read(ByteSource source) throws IOException {
    List<Problem> problems = new ArrayList<>(0);
    FatHeader header = FatHeader.read(source, problems);
    List<FatSlice> slices = new FatSliceReader(source, header, problems).read();
    return new FatMachO(source, header, slices, List.copyOf(problems));
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.FAT_MACHO;
  }

  /** {@inheritDoc} That of the first slice that can be read; universal files do not mix kinds. */
  @Override
  public Kind kind() {
    List<Binary> readable = slices();
    return readable.isEmpty() ? Kind.UNKNOWN : readable.getFirst().kind();
  }

  @Override
  public List<Platform> platforms() {
    List<Platform> platforms = new ArrayList<>(slices.size());
    for (FatSlice slice : slices) {
      for (Platform platform : slice.platforms()) {
        if (!platforms.contains(platform)) {
          platforms.add(platform);
        }
      }
    }
    return List.copyOf(platforms);
  }

  @Override
  public List<Witness> witnesses() {
    List<Witness> witnesses = new ArrayList<>();
    for (FatSlice slice : slices) {
      witnesses.add(entryWitness(slice.entry()));
      if (slice.binary() != null) {
        witnesses.addAll(slice.binary().witnesses());
      }
    }
    return List.copyOf(witnesses);
  }

  private Witness entryWitness(FatArch entry) {
    return Witness.at(
        source,
        header.entryName(),
        "cpusubtype",
        entry.position() + 4,
        Integer.toUnsignedLong(entry.architecture().subtype().raw()),
        entry.architecture().dyldName());
  }

  @Override
  public boolean osAssumed() {
    for (Binary slice : slices()) {
      if (!slice.osAssumed()) {
        return false;
      }
    }
    return true;
  }

  /** {@inheritDoc} Those of the slices are among them. */
  @Override
  public List<Problem> problems() {
    return problems;
  }

  /** {@inheritDoc} Slices that cannot be read are missing; {@link #entries} has them all. */
  @Override
  public List<Binary> slices() {
    List<Binary> binaries = new ArrayList<>(slices.size());
    for (FatSlice slice : slices) {
      if (slice.binary() != null) {
        binaries.add(slice.binary());
      }
    }
    return List.copyOf(binaries);
  }

  /** {@return the entries in file order, a hidden one last} */
  public List<FatArch> entries() {
    return header.entries();
  }

  /** {@return the slice of an entry, unless it cannot be read} */
  public Optional<Binary> slice(FatArch entry) {
    for (FatSlice slice : slices) {
      if (slice.entry().equals(entry)) {
        return Optional.ofNullable(slice.binary());
      }
    }
    return Optional.empty();
  }

  /** {@inheritDoc} That of the first slice that says so. */
  @Override
  public Optional<MinimumOs> minimumOs() throws IOException {
    for (Binary slice : slices()) {
      Optional<MinimumOs> minimum = slice.minimumOs();
      if (minimum.isPresent()) {
        return minimum;
      }
    }
    return Optional.empty();
  }

  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    switch (detail) {
      case HEADERS -> describeHeaders(out);
      case HYBRID -> describeSlices(out);
      case SECTIONS, IMPORTS, EXPORTS, RELOCATIONS, FIXUPS -> {}
    }
  }

  private void describeHeaders(Consumer<Structure> out) throws IOException {
    Cursor in = Cursor.recording(source, "fat_header", 0, FatHeader.SIZE, header.order());
    in.u32("magic");
    in.label(header.is64() ? "FAT_MAGIC_64" : "FAT_MAGIC");
    in.u32("nfat_arch");
    out.accept(in.structure());
    for (FatArch entry : entries()) {
      boolean wide = header.is64();
      Cursor row =
          Cursor.recording(
              source, header.entryName(), entry.position(), FatArch.size(wide), header.order());
      var _ = FatArch.read(row, wide, entry.hidden());
      out.accept(row.structure());
    }
  }

  /** One row for each slice: what the entry says, and what the slice's own header says. */
  private void describeSlices(Consumer<Structure> out) {
    for (FatSlice slice : slices) {
      FatArch entry = slice.entry();
      long at = source.origin() + entry.position();
      List<Field> fields = new ArrayList<>();
      fields.add(Field.text("fat_arch", at, 0, entry.architecture().dyldName()));
      fields.add(Field.text("contents", at, 0, contents(slice.binary())));
      fields.add(Field.number("offset", at, 0, entry.offset()));
      fields.add(Field.number("size", at, 0, entry.size()));
      fields.add(Field.text("counted by nfat_arch", at, 0, entry.hidden() ? "no" : "yes"));
      if (slice.binary() instanceof MachO macho) {
        fields.add(Field.text("mach_header", at, 0, macho.dyldName()));
        fields.add(
            Field.text(
                "agree", at, 0, entry.architecture().matches(macho.architecture()) ? "yes" : "no"));
      }
      // An entry that points nowhere has no slice to stand at: its row stands at the entry.
      long start = slice.binary() == null ? at : source.origin() + entry.offset();
      out.accept(new Structure("slice", start, entry.size(), fields));
    }
  }

  private static String contents(@Nullable Binary binary) {
    return binary == null ? "unreadable" : binary.format().label() + " " + binary.kind().label();
  }
}
