package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.pe.ManagedHeader.NativeCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Concludes from its headers what an image is. */
final class PeIdentity {

  static final String ARM64EC = "arm64ec";
  static final String ARM64X = "arm64x";
  static final String CHPE = "chpe";
  static final String READY_TO_RUN = "r2r";
  static final String NATIVE_IMAGE = "ngen";

  private static final Platform WINDOWS_ARM64X = new Platform(Os.WINDOWS, Arch.ARM64, ARM64X);
  private static final Platform WINDOWS_AMD64X = new Platform(Os.WINDOWS, Arch.AMD64, ARM64X);
  private static final Platform WINDOWS_ARM64EC = new Platform(Os.WINDOWS, Arch.AMD64, ARM64EC);

  private final ImageHeaders image;
  final List<Witness> witnesses = new ArrayList<>(4);
  final List<Problem> problems;
  List<Platform> platforms = List.of();
  Kind kind = Kind.UNKNOWN;
  @Nullable HybridImage hybrid;
  @Nullable ManagedHeader managed;

  private PeIdentity(ImageHeaders image, List<Problem> problems) {
    this.image = image;
    this.problems = problems;
  }

  /** Concludes everything; a view that the loader makes of an ARM64X image is no hybrid again. */
  static PeIdentity of(ImageHeaders image, List<Problem> problems, boolean rewritten)
      throws IOException {
    PeIdentity identity = new PeIdentity(image, problems);
    SectionChecks.check(image, problems::add);
    if (image.directory(DataDirectory.COM_DESCRIPTOR).isPresent()) {
      identity.readManaged();
    }
    if (identity.managed != null) {
      identity.fromManaged(identity.managed);
    } else if (rewritten) {
      identity.machineWitness(image.file().machine().label() + " after the loader's fixups");
      identity.platforms =
          List.of(new Platform(identity.os(), image.file().machine().arch(), ARM64X));
    } else {
      identity.fromMachine();
    }
    identity.concludeKind();
    identity.checkLoadable();
    return identity;
  }

  private Os os() {
    return image.optional().subsystem().os();
  }

  private void readManaged() throws IOException {
    try {
      managed = ManagedHeader.read(image);
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
    }
  }

  private void machineWitness(String meaning) {
    witnesses.add(
        Witness.at(
            image.source(),
            FileHeader.NAME,
            "Machine",
            image.fileHeaderOffset(),
            image.file().machine().raw(),
            meaning));
  }

  private void fromMachine() throws IOException {
    Machine machine = image.file().machine();
    machineWitness(machine.label());
    platforms =
        switch (machine.raw()) {
          case 0x8664 -> fromAmd64();
          case 0xAA64 -> fromArm64();
          case 0x14C -> fromI386();
          case 0x3A64 -> List.of(new Platform(os(), Arch.I386, CHPE));
          case 0xA641, 0xA64E -> fromObjectMachine(machine);
          default -> List.of(new Platform(os(), machine.arch()));
        };
  }

  private List<Platform> fromAmd64() throws IOException {
    return climb().isHybrid() ? List.of(WINDOWS_ARM64EC) : List.of(new Platform(os(), Arch.AMD64));
  }

  /**
   * Without the fixup that rewrites the machine an x64 process is not shown to be able to load it.
   */
  private List<Platform> fromArm64() throws IOException {
    HybridLadder ladder = climb();
    if (!ladder.isHybrid()) {
      return List.of(new Platform(os(), Arch.ARM64));
    }
    if (ladder.rewritesMachine()) {
      return List.of(WINDOWS_ARM64X, WINDOWS_AMD64X);
    }
    if (problems.isEmpty()) {
      problems.add(
          image.problem(
              LoadConfig.name(true),
              "CHPEMetadataPointer",
              image.fileHeaderOffset(),
              Reason.CONTRADICTION,
              "hybrid metadata in an ARM64 image whose machine nothing rewrites"));
    }
    return List.of(WINDOWS_ARM64X);
  }

  private List<Platform> fromI386() throws IOException {
    // Before Windows 8.1 no load config was this long; only hybrids use the pointer at all.
    return List.of(new Platform(os(), Arch.I386, climb().isHybrid() ? CHPE : ""));
  }

  private List<Platform> fromObjectMachine(Machine machine) {
    problems.add(
        image.problem(
            FileHeader.NAME,
            "Machine",
            image.fileHeaderOffset(),
            Reason.INVALID,
            machine.label() + " is a machine of objects, no image has it"));
    return machine.equals(Machine.ARM64EC)
        ? List.of(WINDOWS_ARM64EC)
        : List.of(WINDOWS_ARM64X, WINDOWS_AMD64X);
  }

  private HybridLadder climb() throws IOException {
    HybridLadder ladder = HybridLadder.climb(image, witnesses::add, problems::add);
    hybrid = ladder.facts();
    return ladder;
  }

  private void fromManaged(ManagedHeader header) {
    ManagedMachine decoded = ManagedMachine.of(image.file().machine());
    ManagedHeader.Flags flags = header.flags();
    String label = decoded.machine().label();
    machineWitness(decoded.os().equals(Os.WINDOWS) ? label : label + " for " + decoded.os());
    Platform machine = new Platform(decoded.os(), decoded.machine().arch());
    platforms =
        switch (header.nativeCode()) {
          case NONE -> fromIntermediateLanguage(flags, machine);
          case READY_TO_RUN -> withPortable(flags, withAbi(machine, READY_TO_RUN));
          case OTHER -> List.of(withAbi(machine, NATIVE_IMAGE));
        };
    managedWitness(header);
  }

  private List<Platform> fromIntermediateLanguage(ManagedHeader.Flags flags, Platform machine) {
    boolean portable = flags.hasPortableCode();
    if (portable && !flags.requires32Bit() && image.file().machine().equals(Machine.I386)) {
      return List.of(Platform.ANY);
    }
    // Intermediate language may be bound to a processor, but it never is to a system.
    if (portable && machine.os().equals(Os.WINDOWS)) {
      return List.of(new Platform(Os.ANY, machine.arch()));
    }
    return List.of(machine);
  }

  private static List<Platform> withPortable(ManagedHeader.Flags flags, Platform platform) {
    return flags.hasPortableCode() && !flags.requires32Bit()
        ? List.of(platform, Platform.ANY)
        : List.of(platform);
  }

  private static Platform withAbi(Platform platform, String abi) {
    return new Platform(platform.os(), platform.arch(), abi);
  }

  private void managedWitness(ManagedHeader header) {
    witnesses.add(
        Witness.at(
            image.source(),
            ManagedHeader.NAME,
            "Flags",
            header.offset() + ManagedHeader.FLAGS_OFFSET,
            header.flags().raw() & 0xFFFF_FFFFL,
            header.flags().label()));
    if (header.nativeCode() != NativeCode.NONE) {
      witnesses.add(
          Witness.at(
              image.source(),
              ManagedHeader.NAME,
              "ManagedNativeHeader",
              header.offset() + ManagedHeader.NATIVE_HEADER_OFFSET,
              header.nativeCode() == NativeCode.READY_TO_RUN ? "RTR" : "other",
              "code compiled ahead of time"));
    }
  }

  private void concludeKind() throws IOException {
    OptionalHeader optional = image.optional();
    Subsystem subsystem = optional.subsystem();
    if (image.directory(DataDirectory.COM_DESCRIPTOR).isPresent()) {
      kind = Kind.ASSEMBLY;
    } else if (subsystem.isFirmware() || optional.magic() == OptionalHeader.ROM) {
      kind = Kind.FIRMWARE;
      subsystemWitness(subsystem);
    } else if (image.sections().lacksCode()) {
      kind = Kind.DEBUG_SYMBOLS; // objcopy --only-keep-debug
      entryPointWitness("code that is not in the file");
    } else if (isResources()) {
      kind = Kind.RESOURCES;
      entryPointWitness("neither code nor an entry point");
    } else if (DartSnapshot.isSnapshot(image)) {
      kind = Kind.SNAPSHOT;
      entryPointWitness("no entry point, exports " + DartSnapshot.PREFIX + " symbols");
    } else if (subsystem.equals(Subsystem.NATIVE) && !runsInUserMode()) {
      kind = Kind.KERNEL_MODULE;
      subsystemWitness(subsystem);
    } else {
      concludeFromCharacteristics();
    }
  }

  /** The few native programs of Windows itself take their functions from ntdll, no driver does. */
  private boolean runsInUserMode() throws IOException {
    if (!image.directory(DataDirectory.IMPORT).isPresent()) {
      return false;
    }
    try {
      for (String library : ImportTable.libraries(image)) {
        if (library.equalsIgnoreCase("ntdll.dll")) {
          return true;
        }
      }
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
    }
    return false;
  }

  private void concludeFromCharacteristics() {
    boolean library = image.file().characteristics().has(Characteristics.DLL);
    kind = library ? Kind.SHARED_LIBRARY : Kind.EXECUTABLE;
    witnesses.add(
        Witness.at(
            image.source(),
            FileHeader.NAME,
            "Characteristics",
            image.fileHeaderOffset() + FileHeader.CHARACTERISTICS_OFFSET,
            image.file().characteristics().raw(),
            kind.label()));
  }

  /** A library that exports something is loaded for it, so the loader looks at its machine. */
  private boolean isResources() {
    return image.optional().addressOfEntryPoint() == 0
        && !image.directory(DataDirectory.EXPORT).isPresent()
        && image.sections().firstCode() < 0;
  }

  /** What the loader of Windows looks at before anything else. */
  private void checkLoadable() {
    int magic = image.optional().magic();
    Arch arch = image.file().machine().arch();
    boolean wide = arch.equals(Arch.AMD64) || arch.equals(Arch.ARM64);
    boolean narrow = arch.equals(Arch.I386) || arch.equals(Arch.ARM);
    if ((wide && magic == OptionalHeader.PE32) || (narrow && magic == OptionalHeader.PE32_PLUS)) {
      problems.add(
          image.problem(
              OptionalHeader.name(magic),
              "Magic",
              image.optional().offset(),
              Reason.NOT_LOADABLE,
              "no image for " + arch + " has this header"));
    }
    if (!image.file().characteristics().has(Characteristics.EXECUTABLE_IMAGE)) {
      problems.add(
          image.problem(
              FileHeader.NAME,
              "Characteristics",
              image.fileHeaderOffset() + FileHeader.CHARACTERISTICS_OFFSET,
              Reason.NOT_LOADABLE,
              "EXECUTABLE_IMAGE is not set: the linker could not finish it"));
    }
  }

  private void subsystemWitness(Subsystem subsystem) {
    long offset = image.optional().offset() + OptionalHeader.SUBSYSTEM_OFFSET;
    witnesses.add(
        Witness.at(
            image.source(),
            OptionalHeader.name(image.optional().magic()),
            "Subsystem",
            offset,
            subsystem.raw(),
            subsystem.label()));
  }

  private void entryPointWitness(String meaning) {
    witnesses.add(
        Witness.at(
            image.source(),
            OptionalHeader.name(image.optional().magic()),
            "AddressOfEntryPoint",
            image.optional().offset() + OptionalHeader.ENTRY_POINT_OFFSET,
            image.optional().addressOfEntryPoint(),
            meaning));
  }
}
