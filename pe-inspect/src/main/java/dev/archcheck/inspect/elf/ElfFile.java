package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.EntryCode;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Pointers;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoBuildInfo;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An ELF file (gabi): executable, shared library, object, core dump or code for a device. */
public final class ElfFile implements Binary, LoadedImage {

  private final Layout layout;
  private final Kind kind;
  private final Platform platform;
  private final boolean osAssumed;
  private final String interpreter;
  private final List<Witness> witnesses;
  private final List<Problem> problems;

  private ElfFile(ElfIdentity identity) {
    this.layout = identity.layout;
    this.kind = identity.kind;
    this.platform = identity.platform;
    this.osAssumed = identity.osAssumed;
    this.interpreter = identity.interpreter;
    this.witnesses = List.copyOf(identity.witnesses);
    this.problems = List.copyOf(identity.problems);
  }

  /** Reads the identity. */
  public static ElfFile read(ByteSource source) throws IOException {
    return new ElfFile(ElfIdentity.read(source));
  }

  @Override
  public ByteSource source() {
    return layout.source();
  }

  @Override
  public Format format() {
    return Format.ELF;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public List<Platform> platforms() {
    return List.of(platform);
  }

  @Override
  public List<Witness> witnesses() {
    return witnesses;
  }

  @Override
  public boolean osAssumed() {
    return osAssumed;
  }

  @Override
  public List<Problem> problems() {
    return problems;
  }

  /** {@return the file header} */
  public ElfHeader header() {
    return layout.header();
  }

  /** {@return the segments; of a core dump, the first few thousand} */
  public List<ProgramHeader> programHeaders() {
    return List.copyOf(layout.segments());
  }

  /** {@return the path of the program that loads this one, or the empty string} */
  public String interpreter() {
    return interpreter;
  }

  @Override
  public ByteOrder byteOrder() {
    return layout.byteOrder();
  }

  @Override
  public int pointerSize() {
    return layout.pointerSize();
  }

  @Override
  public List<Region> regions() throws IOException {
    return layout.regions();
  }

  @Override
  public List<Region> mappedRegions() {
    return layout.mappedRegions();
  }

  @Override
  public Optional<GoBuildInfo> goBuildInfo() throws IOException {
    return layout.goBuildInfo();
  }

  @Override
  public Pointers pointers() throws IOException {
    return layout.pointers();
  }

  @Override
  public Optional<MinimumOs> minimumOs() throws IOException {
    return Optional.ofNullable(facts().minimum());
  }

  /**
   * {@return the C library that the file is linked against, if it shows one}
   *
   * @throws MalformedBinaryException if the dynamic section is damaged
   */
  public Optional<Libc> libc() throws IOException {
    return Optional.ofNullable(facts().libc());
  }

  @Override
  public Optional<Relabelling> relabelling() throws IOException {
    return kind.hostCode() && kind != Kind.OBJECT
        ? new RelabellingCheck(this, layout).run()
        : Optional.empty();
  }

  /** {@inheritDoc} Libraries have no such place, whatever stands in the field. */
  @Override
  public Optional<Problem> entryProblem() throws IOException {
    long entry = header().entry();
    if (kind != Kind.EXECUTABLE || entry == 0) {
      return Optional.empty();
    }
    long offset = layout.offsetOf(entry);
    if (offset < 0) {
      return Optional.of(entryProblem("no loaded segment has the bytes of 0x", entry));
    }
    if (header().wide() && !layout.isExecutable(entry)) {
      return Optional.of(entryProblem("no executable segment has 0x", entry));
    }
    return EntryCode.isBlank(source(), offset)
        ? Optional.of(entryProblem("nothing but zeros is at 0x", entry))
        : Optional.empty();
  }

  private Problem entryProblem(String detail, long entry) {
    return new Problem(
        header().structureName(),
        "e_entry",
        source().origin() + ElfHeader.E_ENTRY,
        Reason.NOT_LOADABLE,
        detail + Long.toHexString(entry));
  }

  private LinkFacts facts() {
    return new LinkFacts(layout, platform.os(), interpreter);
  }

  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    new ElfDescriber(layout, out).describe(detail);
  }
}
