package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoBuildInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an ELF file is. It reads the header and the program headers; the interpreter, the
 * notes and the dynamic section only as long as they are needed to tell the operating system or the
 * kind. Damage in any of these is noted and passed over.
 */
final class ElfIdentity {

  /** Identifying notes are at most a few hundred bytes; those of a core dump are megabytes. */
  private static final int MAX_NOTE_BYTES = 4096;

  private static final int MAX_INTERPRETER = 4096;
  private static final int MAX_GOOS = 16;
  private static final int MAX_SNAPSHOT_SYMBOLS = 16;

  /** No system has smaller pages. */
  private static final int PAGE = 4096;

  private static final byte[] MODINFO = ".modinfo".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MODMETADATA =
      "set_modmetadata_set".getBytes(StandardCharsets.US_ASCII);

  final ByteSource source;
  final ElfHeader header;
  final Layout layout;
  final List<Witness> witnesses = new ArrayList<>(4);
  final List<Problem> problems = new ArrayList<>(0);

  Kind kind = Kind.UNKNOWN;
  Platform platform = Platform.ANY;
  boolean osAssumed;
  String interpreter = "";

  private @Nullable Os os;
  private @Nullable DynamicTable dynamic;
  private boolean dynamicRead;
  private boolean linkedByGo;

  private ElfIdentity(ByteSource source, ElfHeader header) throws IOException {
    this.source = source;
    this.header = header;
    this.layout = layout();
  }

  static ElfIdentity read(ByteSource source) throws IOException {
    ElfIdentity identity = new ElfIdentity(source, ElfHeader.read(source));
    identity.decide();
    return identity;
  }

  private Layout layout() throws IOException {
    try {
      return Layout.read(source, header);
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
      return Layout.bare(source, header);
    }
  }

  private void decide() throws IOException {
    Machine machine = header.machine();
    witness("e_machine", ElfHeader.E_MACHINE, machine.raw(), machine.meaning());
    Arch arch = ArchRule.arch(header);
    String abi = ArchRule.abi(header);
    witnessArch(arch, abi);
    os = osByHeader();
    kind = kindByType();
    if (kind != Kind.OBJECT && kind != Kind.DEVICE_CODE) {
      findOs();
      refineKind();
    }
    checkSections();
    checkSegments();
    // Android has one ABI for each architecture, whatever the flags of its floats say.
    Os system = settleOs();
    platform = new Platform(system, arch, system.equals(Os.ANDROID) ? "" : abi);
  }

  private void witnessArch(Arch arch, String abi) {
    if (!arch.equals(header.machine().arch())) {
      witness("EI_CLASS", 4, header.fileClass(), header.wide() ? "64-bit" : "32-bit");
      witness("EI_DATA", 5, header.data(), header.bigEndian() ? "big-endian" : "little-endian");
    }
    if (!abi.isEmpty()) {
      if (abi.equals("x32") || abi.equals("ilp32")) {
        witness("EI_CLASS", 4, header.fileClass(), abi);
      } else {
        witness("e_flags", header.flagsOffset(), header.flags(), abi);
      }
    }
  }

  private @Nullable Os osByHeader() {
    Os named = header.machine().use() == Machine.Use.HOSTED ? OsRule.ofOsAbi(header.osAbi()) : null;
    if (named != null) {
      witness("EI_OSABI", 7, header.osAbi().raw(), named.name());
    }
    return named;
  }

  private Kind kindByType() throws IOException {
    witness("e_type", ElfHeader.E_TYPE, header.type(), ElfFormat.typeName(header.type()));
    if (header.machine().use() == Machine.Use.DEVICE) {
      return Kind.DEVICE_CODE;
    }
    return switch (header.type()) {
      case ElfFormat.ET_REL -> objectKind();
      case ElfFormat.ET_EXEC -> Kind.EXECUTABLE;
      case ElfFormat.ET_DYN -> Kind.SHARED_LIBRARY;
      case ElfFormat.ET_CORE -> Kind.CORE_DUMP;
      default -> Kind.UNKNOWN;
    };
  }

  private Kind objectKind() throws IOException {
    try {
      SectionTable table = SectionTable.read(source, header);
      for (SectionHeader section : table.sections()) {
        if (section.type() == ElfFormat.SHT_PROGBITS && section.allocated()) {
          if (table.names().is(section.nameIndex(), MODINFO)) {
            return kernelModule(section, ".modinfo", Os.LINUX);
          }
          if (table.names().is(section.nameIndex(), MODMETADATA)) {
            return kernelModule(section, "set_modmetadata_set", Os.FREEBSD);
          }
        }
      }
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
    }
    return Kind.OBJECT;
  }

  private Kind kernelModule(SectionHeader section, String name, Os system) {
    witnesses.add(
        Witness.at(
            source,
            SectionHeader.structureName(header.wide()),
            "",
            section.offset(),
            name,
            system + " kernel module"));
    os = os == null ? system : os;
    return Kind.KERNEL_MODULE;
  }

  private void findOs() throws IOException {
    readInterpreter();
    if (os == null || os.equals(Os.LINUX)) {
      readNotes();
    }
    if (os == null && header.osAbi().equals(OsAbi.GNU)) {
      name(Os.LINUX);
      witness("EI_OSABI", 7, header.osAbi().raw(), "GNU extensions, linux");
    }
    if (os == null) {
      readNeeded();
    }
    if (Os.SOLARIS.equals(os) || (os == null && linkedByGo)) {
      askGo();
    }
  }

  private void name(Os system) {
    if (os == null) {
      os = system;
    }
  }

  private void readInterpreter() throws IOException {
    ProgramHeader segment = layout.segment(ElfFormat.PT_INTERP);
    if (segment == null || segment.fileSize() > MAX_INTERPRETER) {
      return;
    }
    interpreter = text(segment.offset(), (int) segment.fileSize());
    Os named = OsRule.ofInterpreter(interpreter, header.machine());
    if (named != null) {
      witnesses.add(
          Witness.at(source, "PT_INTERP", "", segment.offset(), interpreter, named.name()));
      name(named);
    }
  }

  private String text(long offset, int length) throws IOException {
    return Cursor.open(source, "PT_INTERP", offset, length, header.order()).text("", length);
  }

  private void readNotes() throws IOException {
    for (ProgramHeader segment : layout.segments()) {
      if (segment.type() == ElfFormat.PT_NOTE
          && segment.fileSize() > 0
          && segment.fits(source.size())) {
        readNotes(segment);
      }
    }
  }

  private void readNotes(ProgramHeader segment) throws IOException {
    long size = Math.min(segment.fileSize(), MAX_NOTE_BYTES);
    NoteReader notes =
        new NoteReader(source, header.order(), segment.offset(), size, segment.alignment());
    try {
      for (Note note = notes.next(); note != null; note = notes.next()) {
        judge(note);
      }
    } catch (MalformedBinaryException e) {
      if (size == segment.fileSize() && kind != Kind.CORE_DUMP) {
        problems.add(e.problem());
      }
    }
  }

  private void judge(Note note) {
    linkedByGo |= note.name().equals("Go");
    Os named = kind == Kind.CORE_DUMP ? OsRule.ofCoreNote(note.name()) : OsRule.ofNote(note);
    if (named == null || (named.equals(os) && kind == Kind.CORE_DUMP)) {
      return;
    }
    witnesses.add(
        Witness.at(
            source,
            "Elf_Nhdr",
            Note.typeName(note.name(), note.type()),
            note.at(),
            note.name(),
            named.name()));
    // Android's linker also lives beside a GNU note; nothing else may take a Linux file away.
    if (os == null || (os.equals(Os.LINUX) && named.equals(Os.ANDROID))) {
      os = named;
    } else if (!os.equals(named) && !(os.equals(Os.ANDROID) && named.equals(Os.LINUX))) {
      problems.add(
          new Problem(
              "Elf_Nhdr",
              "",
              source.origin() + note.at(),
              Reason.CONTRADICTION,
              "names " + named + ", other evidence " + os));
    }
  }

  private @Nullable DynamicTable dynamic() throws IOException {
    if (!dynamicRead) {
      dynamicRead = true;
      dynamic = layout.dynamic();
    }
    return dynamic;
  }

  private void readNeeded() throws IOException {
    DynamicTable table = dynamic();
    if (table == null || !table.has(ElfFormat.DT_NEEDED)) {
      return;
    }
    try {
      StringTable names = layout.dynamicNames(table);
      for (int i = 0; i < table.count() && os == null; i++) {
        if (table.tag(i) == ElfFormat.DT_NEEDED) {
          judge(names.name(table.value(i)), table.valueOffset(i));
        }
      }
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
    }
  }

  private void judge(String library, long at) {
    Os named = OsRule.ofNeeded(library);
    if (named != null) {
      os = named;
      witnesses.add(
          Witness.at(
              source,
              DynamicTable.structureName(header.wide()),
              "DT_NEEDED",
              at,
              library,
              named.name()));
    }
  }

  /**
   * Nothing in the format tells illumos from Solaris, or what a program is for that Go linked alone
   * and that calls no library; but Go writes down the system. It costs two more reads.
   */
  private void askGo() throws IOException {
    try {
      GoBuildInfo info = layout.goBuildInfo().orElse(null);
      String goos = info == null ? "" : info.goos().orElse("");
      if (info == null || goos.isEmpty() || goos.length() > MAX_GOOS) {
        return;
      }
      if (os == null || goos.equals(Os.ILLUMOS.name())) {
        os = new Os(goos);
        // The offset is absolute already.
        long at = info.find("GOOS").orElseThrow().offset();
        witnesses.add(new Witness("Go build info", "GOOS", at, goos, goos));
      }
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
    }
  }

  private void refineKind() throws IOException {
    if (isDebugFile()) {
      kind = Kind.DEBUG_SYMBOLS;
    } else if (kind == Kind.SHARED_LIBRARY) {
      refineShared();
    } else if (kind == Kind.EXECUTABLE && os == null && isBare()) {
      kind = Kind.FIRMWARE;
    }
  }

  private void refineShared() throws IOException {
    // Some libraries name an interpreter too, but only a program starts somewhere.
    if (!interpreter.isEmpty() && header.entry() != 0) {
      kind = Kind.EXECUTABLE;
      witness("e_type", ElfHeader.E_TYPE, header.type(), "position-independent, has PT_INTERP");
    } else if (isStaticPie()) {
      kind = Kind.EXECUTABLE;
    } else if (os == null && isSnapshot()) {
      kind = Kind.SNAPSHOT;
    }
  }

  /** A library's entry point is 0; a static program has one, and says that it is a program. */
  private boolean isStaticPie() throws IOException {
    if (header.entry() == 0) {
      return false;
    }
    DynamicTable table = dynamic();
    int index = table == null ? -1 : table.indexOf(ElfFormat.DT_FLAGS_1);
    if (table == null || index < 0 || (table.value(index) & ElfFormat.DF_1_PIE) == 0) {
      return false;
    }
    witnesses.add(
        Witness.at(
            source,
            DynamicTable.structureName(header.wide()),
            "DT_FLAGS_1",
            table.valueOffset(index),
            table.value(index),
            "DF_1_PIE"));
    return true;
  }

  private boolean isSnapshot() throws IOException {
    DynamicTable table = dynamic();
    if (table == null || table.has(ElfFormat.DT_NEEDED) || !table.has(ElfFormat.DT_SYMTAB)) {
      return false;
    }
    try {
      return namesSnapshot(table);
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
      return false;
    }
  }

  private boolean namesSnapshot(DynamicTable table) throws IOException {
    StringTable names = layout.dynamicNames(table);
    long offset = layout.offsetOf(table.get(ElfFormat.DT_SYMTAB));
    if (offset < 0) {
      throw layout.missing(table, ElfFormat.DT_SYMTAB);
    }
    int size = Symbol.size(header.wide());
    long room = Math.min(MAX_SNAPSHOT_SYMBOLS, (source.size() - offset) / size);
    for (int i = 1; i < room; i++) {
      long at = offset + (long) i * size;
      Symbol symbol = Symbol.read(Symbol.open(source, at, header, false), header.wide());
      if (symbol.nameIndex() < 0 || symbol.nameIndex() >= table.get(ElfFormat.DT_STRSZ)) {
        return false;
      }
      String name = names.name(symbol.nameIndex());
      if (name.startsWith("_kDart") && name.contains("Snapshot")) {
        witnesses.add(
            Witness.at(
                source, Symbol.structureName(header.wide()), "st_name", at, name, "Dart snapshot"));
        return true;
      }
    }
    return false;
  }

  /** A file of debug information keeps the segments of its program, but none of their code. */
  private boolean isDebugFile() {
    ProgramHeader code = null;
    for (ProgramHeader segment : layout.segments()) {
      if (segment.type() == ElfFormat.PT_LOAD && segment.executable() && segment.memorySize() > 0) {
        if (segment.fileSize() > 0) {
          return false;
        }
        code = segment;
      }
    }
    if (code == null || kind == Kind.CORE_DUMP) {
      return false;
    }
    witnesses.add(
        Witness.at(
            source,
            ProgramHeader.structureName(header.wide()),
            "p_filesz",
            code.at() + (header.wide() ? 32 : 16),
            0,
            "code that is not in the file"));
    return true;
  }

  private boolean isBare() {
    return header.machine().use() == Machine.Use.BARE;
  }

  private Os settleOs() {
    if (os != null) {
      return os;
    }
    return switch (kind) {
      case EXECUTABLE, SHARED_LIBRARY, SNAPSHOT, CORE_DUMP, DEBUG_SYMBOLS -> {
        osAssumed = true;
        yield Os.LINUX;
      }
      default -> Os.UNSPECIFIED;
    };
  }

  /** A stripped file may have absurd section headers, and runs all the same. */
  private void checkSections() throws IOException {
    if (header.type() == ElfFormat.ET_REL) {
      return;
    }
    long size = (long) header.sectionHeaderSize() * header.sectionHeaderCount();
    long offset = header.sectionHeaderOffset();
    if (offset != 0 && (offset < 0 || offset > source.size() - size)) {
      problems.add(
          new Problem(
              header.structureName(),
              "e_shoff",
              source.origin() + (header.wide() ? 40 : 32),
              Reason.OUT_OF_RANGE,
              "section headers from 0x" + Long.toHexString(offset) + " leave the file"));
    }
  }

  /** What a loader maps must be there. */
  private void checkSegments() {
    if (kind == Kind.DEBUG_SYMBOLS || kind == Kind.CORE_DUMP) {
      return;
    }
    boolean loads = false;
    for (ProgramHeader segment : layout.segments()) {
      if (segment.type() == ElfFormat.PT_LOAD) {
        loads = true;
        if (!segment.fits(source.size())) {
          segmentProblem(
              segment,
              header.wide() ? 32 : 16,
              "p_filesz",
              Reason.TRUNCATED,
              "a loaded segment reaches past the end of the file");
          return;
        }
        checkMapping(segment);
      }
    }
    boolean loaded = kind == Kind.EXECUTABLE || kind == Kind.SHARED_LIBRARY;
    if (loaded && !loads && problems.isEmpty()) {
      problems.add(
          new Problem(
              header.structureName(),
              "e_phnum",
              source.origin() + (header.wide() ? 56 : 44),
              Reason.NOT_LOADABLE,
              "no program header says what to load"));
    }
  }

  /** What the kernel asks of a segment before it maps it (Linux, fs/binfmt_elf.c). */
  private void checkMapping(ProgramHeader segment) {
    boolean hosted = kind == Kind.EXECUTABLE || kind == Kind.SHARED_LIBRARY;
    if (!hosted || segment.fileSize() == 0) {
      return;
    }
    if (Long.compareUnsigned(segment.memorySize(), segment.fileSize()) < 0) {
      segmentProblem(
          segment,
          header.wide() ? 40 : 20,
          "p_memsz",
          Reason.NOT_LOADABLE,
          "a segment has more bytes in the file than in memory");
    } else if (((segment.virtualAddress() ^ segment.offset()) & PAGE - 1) != 0) {
      segmentProblem(
          segment,
          header.wide() ? 16 : 8,
          "p_vaddr",
          Reason.NOT_LOADABLE,
          "address and offset of a segment are not the same distance into a page");
    }
  }

  private void segmentProblem(
      ProgramHeader segment, int at, String field, Reason reason, String detail) {
    problems.add(
        new Problem(
            ProgramHeader.structureName(header.wide()),
            field,
            source.origin() + segment.at() + at,
            reason,
            detail));
  }

  private void witness(String field, long at, long value, String meaning) {
    witnesses.add(Witness.at(source, header.structureName(), field, at, value, meaning));
  }
}
