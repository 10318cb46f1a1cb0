package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.EntryCode;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Pointers;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.BuildInfoOnce;
import dev.archcheck.inspect.go.GoArchitecture;
import dev.archcheck.inspect.go.GoBuildInfo;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A thin Mach-O file, or one slice of a universal file (mach-o/loader.h). */
public final class MachO implements Binary, LoadedImage {

  private final ByteSource source;
  private final MachOIdentity identity;
  private final BuildInfoOnce goBuildInfo = new BuildInfoOnce();

  private MachO(ByteSource source, MachOIdentity identity) {
    this.source = source;
    this.identity = identity;
  }

  /** Reads the identity: the header, and one pass over the load commands. */
  public static MachO read(ByteSource source) throws IOException {
    return new MachO(source, MachOIdentity.read(source));
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.MACHO;
  }

  @Override
  public Kind kind() {
    return identity.kind();
  }

  @Override
  public List<Platform> platforms() {
    return identity.platforms();
  }

  /** {@inheritDoc} A file that names no platform is still Apple's: only which system is open. */
  @Override
  public boolean osAssumed() {
    return identity.osAssumed();
  }

  @Override
  public List<Witness> witnesses() {
    return identity.witnesses();
  }

  @Override
  public List<Problem> problems() {
    return identity.problems();
  }

  /** {@return the header} */
  public MachHeader header() {
    return identity.header();
  }

  /** {@return CPU type and subtype} */
  public MachArchitecture architecture() {
    return header().architecture();
  }

  /** {@return the name that dyld and lipo give to its architecture, such as {@code arm64e.old}} */
  public String dyldName() {
    return architecture().dyldName();
  }

  /** {@return the filetype of the header} */
  public FileType fileType() {
    return header().fileType();
  }

  /** {@return the load commands in file order, up to the first that cannot be stepped over} */
  public List<LoadCommand> loadCommands() throws IOException {
    List<LoadCommand> commands = new ArrayList<>();
    LoadCommandScan scan = scan();
    while (scan.next()) {
      commands.add(LoadCommands.read(source, scan, byteOrder()));
    }
    return List.copyOf(commands);
  }

  /** {@return the segments in file order, without damaged ones} */
  public List<SegmentCommand> segments() throws IOException {
    List<SegmentCommand> segments = new ArrayList<>();
    LoadCommandScan scan = scan();
    while (scan.next()) {
      if ((scan.type() == CommandType.SEGMENT || scan.type() == CommandType.SEGMENT_64)
          && LoadCommands.read(source, scan, byteOrder()) instanceof SegmentCommand segment) {
        segments.add(segment);
      }
    }
    return List.copyOf(segments);
  }

  /** {@return the sections of all segments in file order} */
  public List<Section> sections() throws IOException {
    List<Section> sections = new ArrayList<>();
    for (SegmentCommand segment : segments()) {
      sections.addAll(segment.sections());
    }
    return List.copyOf(sections);
  }

  /**
   * {@return where the code signature stands, if the file says that it has one} The offset in it is
   * relative to {@link #source}; whether it is inside the file, and what it is worth, is not said.
   */
  public Optional<LinkeditDataCommand> codeSignature() throws IOException {
    return linkeditData(identity.codeSignatureAt());
  }

  /** {@return where the chained fixups stand, if there are any} */
  Optional<LinkeditDataCommand> chainedFixups() throws IOException {
    return linkeditData(identity.chainedFixupsAt());
  }

  @Override
  public Optional<Relabelling> relabelling() throws IOException {
    Optional<Relabelling> byPointers = new RelabellingCheck(this).run();
    boolean linked = kind().hostCode() && !fileType().equals(FileType.OBJECT);
    return byPointers.isPresent() || !linked || platforms().isEmpty()
        ? byPointers
        : GoArchitecture.relabelling(this, platforms().getFirst().arch(), witnesses().getFirst());
  }

  /** {@inheritDoc} A program without LC_MAIN has the registers of its first thread. */
  @Override
  public Optional<Problem> entryProblem() throws IOException {
    boolean starts = !fileType().equals(FileType.EXECUTE);
    LoadCommandScan scan = scan();
    while (scan.next()) {
      starts |= scan.type() == CommandType.UNIXTHREAD;
      if (scan.type() == CommandType.MAIN
          && LoadCommands.read(source, scan, byteOrder()) instanceof EntryPointCommand main) {
        return entryProblem(main);
      }
    }
    return starts
        ? Optional.empty()
        : Optional.of(
            new Problem(
                header().structureName(),
                "ncmds",
                source.origin() + MachHeader.NCMDS,
                Problem.Reason.NOT_LOADABLE,
                "no load command says where the program starts"));
  }

  private Optional<Problem> entryProblem(EntryPointCommand main) throws IOException {
    long entry = main.entryoff();
    boolean inside = entry >= 0 && entry < source.size();
    if (inside && !EntryCode.isBlank(source, entry)) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            "entry_point_command",
            "entryoff",
            source.origin() + main.offset() + 8,
            Problem.Reason.NOT_LOADABLE,
            (inside ? "nothing but zeros is at 0x" : "the file has no byte of 0x")
                + Long.toHexString(entry)));
  }

  private Optional<LinkeditDataCommand> linkeditData(int at) throws IOException {
    return at != 0 && commandAt(at) instanceof LinkeditDataCommand data
        ? Optional.of(data)
        : Optional.empty();
  }

  private LoadCommand commandAt(int at) throws IOException {
    int size = source.read(at + 4L, 4).order(byteOrder()).getInt(0);
    int cmd = source.read(at, 4).order(byteOrder()).getInt(0);
    return LoadCommands.decode(
        Cursor.open(source, LoadCommands.structureName(cmd), at, size, byteOrder()));
  }

  /** {@inheritDoc} Of two, as in a file for macOS and Mac Catalyst, it is the first. */
  @Override
  public Optional<MinimumOs> minimumOs() throws IOException {
    if (identity.versionAt() == 0) {
      return Optional.empty();
    }
    return switch (commandAt(identity.versionAt())) {
      case BuildVersionCommand build ->
          minimumOs(build.platform(), build.minos(), "build_version_command", "minos", 12);
      case VersionMinCommand min ->
          minimumOs(
              VersionMinCommand.platform(min.type().raw(), architecture().type()),
              min.version(),
              "version_min_command",
              "version",
              8);
      default -> Optional.empty();
    };
  }

  private Optional<MinimumOs> minimumOs(
      ApplePlatform platform, PackedVersion version, String structure, String field, int at) {
    Witness witness =
        Witness.at(
            source,
            structure,
            field,
            identity.versionAt() + at,
            Integer.toUnsignedLong(version.raw()),
            platform.label() + " " + version);
    return Optional.of(new MinimumOs(platform.label(), version.toString(), witness));
  }

  @Override
  public ByteOrder byteOrder() {
    return header().order();
  }

  @Override
  public int pointerSize() {
    return header().is64() ? 8 : 4;
  }

  @Override
  public List<Region> regions() throws IOException {
    List<SegmentCommand> segments = segments();
    List<Region> regions = new ArrayList<>();
    for (SegmentCommand segment : segments) {
      for (Section section : segment.sections()) {
        regions.add(region(segment, section));
      }
    }
    if (regions.isEmpty()) {
      for (SegmentCommand segment : segments) {
        regions.add(region(segment));
      }
    }
    return List.copyOf(regions);
  }

  @Override
  public Optional<GoBuildInfo> goBuildInfo() throws IOException {
    return goBuildInfo.ofLinker(this);
  }

  /** {@inheritDoc} Go is not built for arm64e, whose pointers are encoded otherwise. */
  @Override
  public Pointers pointers() throws IOException {
    Optional<LinkeditDataCommand> where = chainedFixups();
    if (where.isEmpty() || where.get().datasize() == 0) {
      return Pointers.STORED;
    }
    for (ChainedStarts starts : ChainedFixups.read(this, where.get()).starts()) {
      if (starts.pointerFormat().isPlain64()) {
        return new Pointers.Encoded(starts.pointerFormat().raw() == 6 ? imageBase() : 0);
      }
    }
    return Pointers.STORED;
  }

  /** {@return the address of the segment that the header is in} */
  private long imageBase() throws IOException {
    for (SegmentCommand segment : segments()) {
      if (segment.fileoff() == 0 && segment.filesize() != 0) {
        return segment.vmaddr();
      }
    }
    return 0;
  }

  private Region region(SegmentCommand segment, Section section) {
    long stored = section.isZeroFill() ? 0 : section.size();
    return new Region(
        section.sectname(),
        section.addr(),
        section.size(),
        section.offset(),
        stored(section.offset(), stored),
        segment.isReadable(),
        segment.isWritable(),
        segment.isExecutable());
  }

  private Region region(SegmentCommand segment) {
    return new Region(
        segment.segname(),
        segment.vmaddr(),
        segment.vmsize(),
        segment.fileoff(),
        stored(segment.fileoff(), segment.filesize()),
        segment.isReadable(),
        segment.isWritable(),
        segment.isExecutable());
  }

  /** What of a range is in the file: no more than the file has. */
  private long stored(long offset, long length) {
    long room = offset < 0 ? 0 : Math.max(0, source.size() - offset);
    return length < 0 ? room : Math.min(length, room);
  }

  LoadCommandScan scan() throws IOException {
    return new LoadCommandScan(source, header(), new ArrayList<>(0));
  }

  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    new MachODescription(this, out).describe(detail);
  }
}
