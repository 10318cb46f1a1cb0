package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A COFF object, plain or bigobj (PE/COFF specification 3.3 and 4). */
public final class CoffObject implements Binary {

  private static final int STRING_TABLE_SIZE = 4;
  private static final int MAX_PLAIN_SECTIONS = 0xFEFF;

  private final ByteSource source;
  private final CoffHeader header;
  private final List<Platform> platforms;
  private final List<Witness> witnesses;
  private final List<Problem> problems;

  private CoffObject(ByteSource source, CoffHeader header, List<Problem> problems) {
    this.source = source;
    this.header = header;
    this.platforms = platforms(header.machine());
    this.witnesses =
        List.of(
            Witness.at(
                source,
                header.name(),
                "Machine",
                header.machineOffset(),
                header.machine().raw(),
                header.machine().label()));
    this.problems = problems;
  }

  /** {@return whether the first bytes are of this format} */
  public static boolean isBigObject(ByteSource source) throws IOException {
    return CoffHeader.isBig(source);
  }

  /**
   * {@return whether it looks like an object} A plain object has no magic: the machine must be one
   * that compilers made objects for, there is no optional header, the timestamp apart every field
   * must make sense, and sections, symbols and the string table must lie in the file.
   */
  public static boolean isObject(ByteSource source) throws IOException {
    if (source.size() < FileHeader.SIZE + SectionHeader.SIZE) {
      return false;
    }
    CoffHeader header = CoffHeader.read(source);
    return !header.big()
        && isObjectMachine(header.machine())
        && header.sectionsOffset() == FileHeader.SIZE
        && (source.read(FileHeader.SIZE - 2, 2).getShort(0) & IMAGE_ONLY) == 0
        && hasPlausibleSections(source, header)
        && hasPlausibleSymbols(source, header);
  }

  /** Characteristics that an object cannot have: EXECUTABLE_IMAGE, SYSTEM, DLL. */
  private static final int IMAGE_ONLY =
      Characteristics.EXECUTABLE_IMAGE | Characteristics.SYSTEM | Characteristics.DLL;

  private static boolean isObjectMachine(Machine machine) {
    return machine.isKnown() && !machine.equals(Machine.EBC);
  }

  private static boolean hasPlausibleSections(ByteSource source, CoffHeader header)
      throws IOException {
    long count = header.numberOfSections();
    if (count == 0 || count > MAX_PLAIN_SECTIONS) {
      return false;
    }
    if (header.sectionsOffset() + count * SectionHeader.SIZE > source.size()) {
      return false;
    }
    // The first section is enough: text that got here by chance does not survive it.
    SectionHeader first =
        SectionHeader.read(
            ImageHeaders.open(
                source, SectionHeader.NAME, header.sectionsOffset(), SectionHeader.SIZE));
    return isName(first.name()) && first.virtualAddress() == 0 && fits(source, first);
  }

  private static boolean isName(String name) {
    if (name.isEmpty()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || name.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(ByteSource source, SectionHeader section) {
    return section.characteristics().has(SectionCharacteristics.CNT_UNINITIALIZED_DATA)
        || section.pointerToRawData() + section.sizeOfRawData() <= source.size();
  }

  private static boolean hasPlausibleSymbols(ByteSource source, CoffHeader header) {
    long start = header.pointerToSymbolTable();
    if (start == 0) {
      return header.numberOfSymbols() == 0;
    }
    return start >= header.sectionsOffset() + header.numberOfSections() * SectionHeader.SIZE
        && header.stringTableOffset() + STRING_TABLE_SIZE <= source.size();
  }

  /** Reads the identity. */
  public static CoffObject read(ByteSource source) throws IOException {
    CoffHeader header = CoffHeader.read(source);
    List<Problem> problems = new ArrayList<>();
    long end = header.sectionsOffset() + header.numberOfSections() * SectionHeader.SIZE;
    if (end > source.size()) {
      problems.add(
          problem(
              source,
              header,
              "NumberOfSections",
              Reason.TRUNCATED,
              header.numberOfSections() + " section headers do not fit in the file"));
    }
    if (header.pointerToSymbolTable() != 0 && header.stringTableOffset() > source.size()) {
      problems.add(
          problem(
              source,
              header,
              "NumberOfSymbols",
              Reason.TRUNCATED,
              header.numberOfSymbols() + " symbols do not fit in the file"));
    }
    return new CoffObject(source, header, List.copyOf(problems));
  }

  private static Problem problem(
      ByteSource source, CoffHeader header, String field, Reason reason, String detail) {
    return new Problem(header.name(), field, source.origin(), reason, detail);
  }

  /** {@return the platforms that objects and import objects of a machine link for} */
  static List<Platform> platforms(Machine machine) {
    return switch (machine.raw()) {
      case 0xA641 -> List.of(new Platform(Os.WINDOWS, Arch.AMD64, PeIdentity.ARM64EC));
      case 0xA64E ->
          List.of(
              new Platform(Os.WINDOWS, Arch.ARM64, PeIdentity.ARM64X),
              new Platform(Os.WINDOWS, Arch.AMD64, PeIdentity.ARM64X));
      case 0x3A64 -> List.of(new Platform(Os.WINDOWS, Arch.I386, PeIdentity.CHPE));
      default -> List.of(new Platform(Os.WINDOWS, machine.arch()));
    };
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.COFF;
  }

  @Override
  public Kind kind() {
    return Kind.OBJECT;
  }

  @Override
  public List<Platform> platforms() {
    return platforms;
  }

  @Override
  public List<Witness> witnesses() {
    return witnesses;
  }

  @Override
  public List<Problem> problems() {
    return problems;
  }

  /** {@return the header of either size} */
  public CoffHeader header() {
    return header;
  }

  /** {@return the section headers in file order, with the names of the string table} */
  public List<SectionHeader> sections() throws IOException {
    return CoffTables.of(source, header).sections();
  }

  /** {@inheritDoc} Damage in one table does not hide the others: it is thrown at the end. */
  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    CoffTables tables = CoffTables.of(source, header);
    switch (detail) {
      case HEADERS -> tables.describeHeader(out);
      case SECTIONS -> tables.describeSections(out);
      case IMPORTS -> tables.describeSymbols(out, false);
      case EXPORTS -> tables.describeSymbols(out, true);
      case RELOCATIONS -> tables.describeRelocations(out);
      case FIXUPS -> {}
      case HYBRID -> tables.describeEmbedded(out);
    }
  }
}
