package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.EntryCode;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.BuildInfoOnce;
import dev.archcheck.inspect.go.GoBuildInfo;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A PE image: an executable, a library, a driver, firmware, a .NET assembly (PE/COFF specification
 * 3).
 */
public final class PeImage implements Binary, LoadedImage {

  private final ImageHeaders headers;
  private final PeIdentity identity;
  private final List<Witness> witnesses;
  private final List<Problem> problems;
  private final BuildInfoOnce goBuildInfo = new BuildInfoOnce();

  private PeImage(ImageHeaders headers, PeIdentity identity) {
    this.headers = headers;
    this.identity = identity;
    this.witnesses = List.copyOf(identity.witnesses);
    this.problems = List.copyOf(identity.problems);
  }

  /** {@return whether the first bytes are of this format} */
  public static boolean isImage(ByteSource source) throws IOException {
    return ImageHeaders.isImage(source);
  }

  /** Reads the identity. */
  public static PeImage read(ByteSource source) throws IOException {
    return read(source, false);
  }

  private static PeImage read(ByteSource source, boolean rewritten) throws IOException {
    List<Problem> problems = new ArrayList<>();
    ImageHeaders headers = ImageHeaders.read(source, problems::add);
    return new PeImage(headers, PeIdentity.of(headers, problems, rewritten));
  }

  @Override
  public ByteSource source() {
    return headers.source();
  }

  @Override
  public Format format() {
    return Format.PE;
  }

  @Override
  public Kind kind() {
    return identity.kind;
  }

  @Override
  public List<Platform> platforms() {
    return identity.platforms;
  }

  @Override
  public List<Witness> witnesses() {
    return witnesses;
  }

  @Override
  public List<Problem> problems() {
    return problems;
  }

  /** {@return the version of Windows that the subsystem field asks for} */
  @Override
  public Optional<MinimumOs> minimumOs() {
    OptionalHeader optional = headers.optional();
    if (!optional.subsystem().isWindows() || !isForWindows()) {
      return Optional.empty();
    }
    String version = optional.majorSubsystemVersion() + "." + optional.minorSubsystemVersion();
    Witness witness =
        Witness.at(
            source(),
            OptionalHeader.name(optional.magic()),
            "MajorSubsystemVersion",
            optional.offset() + OptionalHeader.MAJOR_SUBSYSTEM_VERSION_OFFSET,
            version,
            "Windows " + version);
    return Optional.of(new MinimumOs("Windows", version, witness));
  }

  /** Intermediate language, or code compiled from it for another system, asks for no Windows. */
  private boolean isForWindows() {
    Platform first = identity.platforms.getFirst();
    return first.os().equals(Os.WINDOWS);
  }

  /** {@return the file header as it is on disk} */
  public FileHeader fileHeader() {
    return headers.file();
  }

  /** {@return where the file header is, relative to {@link #source()}} */
  public long fileHeaderOffset() {
    return headers.fileHeaderOffset();
  }

  /** {@return the optional header as it is on disk} */
  public OptionalHeader optionalHeader() {
    return headers.optional();
  }

  /** {@return a data directory, 0 to 15, empty if the image has none of this number} */
  public DataDirectory dataDirectory(int index) {
    return headers.directory(index);
  }

  /** {@return the section headers in file order} */
  public List<SectionHeader> sections() throws IOException {
    return headers.sections().headers();
  }

  /** {@return the offset in {@link #source()} of an RVA, if the file has its byte} */
  public OptionalLong offsetOf(long rva) {
    long offset = headers.map().offset(rva);
    return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /**
   * {@return the names of the libraries that the loader brings with it, in file order} Those that
   * it loads late are not among them.
   *
   * @throws dev.archcheck.inspect.MalformedBinaryException if the import table is damaged
   */
  public List<String> importedLibraries() throws IOException {
    return headers.directory(DataDirectory.IMPORT).isPresent()
        ? ImportTable.libraries(headers)
        : List.of();
  }

  /** {@return what makes it ARM64EC or ARM64X, if it is and the metadata could be read} */
  public Optional<HybridImage> hybrid() {
    return Optional.ofNullable(identity.hybrid);
  }

  /** {@return the .NET header, if it has one that could be read} */
  public Optional<ManagedHeader> managed() {
    return Optional.ofNullable(identity.managed);
  }

  /**
   * {@return the image that an x64 process sees, if the loader rewrites this one for it} Its source
   * is this one's with the fixups replayed.
   *
   * @throws dev.archcheck.inspect.MalformedBinaryException if the rewritten headers make no image
   */
  public Optional<PeImage> otherView() throws IOException {
    if (identity.hybrid == null || identity.hybrid.fixups().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        read(RewrittenSource.of(source(), identity.hybrid.fixups(), headers.map()), true));
  }

  /**
   * {@return what the loader of Windows on ARM may take offence at, whatever the machine is}
   *
   * @throws dev.archcheck.inspect.MalformedBinaryException if the base relocations are damaged
   */
  public List<LoaderConcern.Fact> loaderConcerns() throws IOException {
    return LoaderConcern.find(headers);
  }

  @Override
  public Optional<Relabelling> relabelling() throws IOException {
    return new RelabellingCheck(this, headers).run();
  }

  /** {@inheritDoc} Libraries without one are not started; of assemblies the runtime finds it. */
  @Override
  public Optional<Problem> entryProblem() throws IOException {
    long entry = headers.optional().addressOfEntryPoint();
    if (entry == 0 || kind() == Kind.ASSEMBLY || kind() == Kind.DEBUG_SYMBOLS) {
      return Optional.empty();
    }
    long offset = headers.map().offset(entry);
    if (offset < 0) {
      return Optional.of(entryProblem("the file has no byte of 0x", entry));
    }
    int section = headers.map().section(entry);
    if (section < 0
        || !headers.sections().characteristics(section).has(SectionCharacteristics.MEM_EXECUTE)) {
      return Optional.of(entryProblem("no executable section has 0x", entry));
    }
    return EntryCode.isBlank(source(), offset)
        ? Optional.of(entryProblem("nothing but zeros is at 0x", entry))
        : Optional.empty();
  }

  private Problem entryProblem(String detail, long entry) {
    return headers.problem(
        OptionalHeader.name(headers.optional().magic()),
        "AddressOfEntryPoint",
        headers.optional().offset() + OptionalHeader.ENTRY_POINT_OFFSET,
        Reason.NOT_LOADABLE,
        detail + Long.toHexString(entry));
  }

  @Override
  public ByteOrder byteOrder() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  @Override
  public int pointerSize() {
    return headers.optional().isWide() ? 8 : 4;
  }

  @Override
  public List<Region> regions() {
    SectionTable sections = headers.sections();
    List<Region> regions = new ArrayList<>(sections.count());
    for (int i = 0; i < sections.count(); i++) {
      regions.add(region(i));
    }
    return List.copyOf(regions);
  }

  @Override
  public Optional<GoBuildInfo> goBuildInfo() throws IOException {
    return goBuildInfo.ofLinker(this);
  }

  private Region region(int index) {
    SectionTable sections = headers.sections();
    SectionCharacteristics flags = sections.characteristics(index);
    long virtualSize = sections.virtualSize(index);
    long size = virtualSize == 0 ? sections.sizeOfRawData(index) : virtualSize;
    return new Region(
        sections.name(index),
        headers.optional().imageBase() + sections.virtualAddress(index),
        size,
        headers.map().fileOffset(index),
        Math.min(size, headers.map().fileBytes(index)),
        flags.has(SectionCharacteristics.MEM_READ),
        flags.has(SectionCharacteristics.MEM_WRITE),
        flags.has(SectionCharacteristics.MEM_EXECUTE));
  }

  /** {@inheritDoc} Damage in one table does not hide the others: it is thrown at the end. */
  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    new PeDescription(headers, out).describe(detail);
  }
}
