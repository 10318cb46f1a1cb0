package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pass over the undecoded load commands tells: platforms, witnesses, damage, and where the
 * commands stand that are asked for later. An offset of 0 means that there is no such command.
 */
record MachOIdentity(
    MachHeader header,
    Kind kind,
    List<Platform> platforms,
    boolean osAssumed,
    List<Witness> witnesses,
    List<Problem> problems,
    int versionAt,
    int chainedFixupsAt,
    int codeSignatureAt) {

  static MachOIdentity read(ByteSource source) throws IOException {
    MachHeader.requireMagic(source);
    return new Pass(source, MachHeader.read(source)).run();
  }

  /** The state of the pass. */
  private static final class Pass {
    private final ByteSource source;
    private final MachHeader header;
    private final List<Problem> problems = new ArrayList<>(0);
    private final List<Platform> platforms = new ArrayList<>(1);
    private final List<Witness> versions = new ArrayList<>(1);
    private final LoadCommandScan scan;
    private int versionAt;
    private int chainedFixupsAt;
    private int codeSignatureAt;
    private int symtabAt;
    private int externalSymbols;
    private long firstExternalSymbol;

    Pass(ByteSource source, MachHeader header) throws IOException {
      this.source = source;
      this.header = header;
      this.scan = new LoadCommandScan(source, header, problems);
    }

    MachOIdentity run() throws IOException {
      while (scan.next()) {
        visit();
      }
      boolean assumed = platforms.isEmpty();
      if (assumed) {
        platforms.add(header.architecture().on(Os.DARWIN));
      }
      return new MachOIdentity(
          header,
          kind(),
          List.copyOf(platforms),
          assumed,
          witnesses(),
          List.copyOf(problems),
          versionAt,
          chainedFixupsAt,
          codeSignatureAt);
    }

    private void visit() {
      int cmd = scan.type();
      switch (cmd) {
        case CommandType.SEGMENT -> checkSegment(SegmentCommand.SIZE_32, false);
        case CommandType.SEGMENT_64 -> checkSegment(SegmentCommand.SIZE_64, true);
        case CommandType.BUILD_VERSION -> {
          if (fits(BuildVersionCommand.SIZE)) {
            addBuildVersion();
          }
        }
        case CommandType.VERSION_MIN_MACOSX,
            CommandType.VERSION_MIN_IPHONEOS,
            CommandType.VERSION_MIN_TVOS,
            CommandType.VERSION_MIN_WATCHOS -> {
          if (fits(VersionMinCommand.SIZE)) {
            addVersionMin(cmd);
          }
        }
        case CommandType.DYLD_CHAINED_FIXUPS -> chainedFixupsAt = scan.offset();
        case CommandType.CODE_SIGNATURE -> codeSignatureAt = scan.offset();
        case CommandType.SYMTAB -> {
          if (fits(SymtabCommand.SIZE)) {
            symtabAt = scan.offset();
          }
        }
        case CommandType.DYSYMTAB -> {
          if (fits(DysymtabCommand.SIZE)) {
            firstExternalSymbol = Integer.toUnsignedLong(scan.int32(16));
            externalSymbols = scan.int32(20);
          }
        }
        default -> {}
      }
    }

    private boolean fits(int size) {
      if (scan.size() >= size) {
        return true;
      }
      damage("cmdsize", scan.offset() + 4, Reason.TRUNCATED, scan.size() + " bytes of " + size);
      return false;
    }

    private void addBuildVersion() {
      ApplePlatform platform = new ApplePlatform(scan.int32(BuildVersionCommand.PLATFORM));
      add(
          platform,
          "build_version_command",
          "platform",
          BuildVersionCommand.PLATFORM,
          Integer.toUnsignedLong(platform.raw()));
    }

    private void addVersionMin(int cmd) {
      ApplePlatform platform = VersionMinCommand.platform(cmd, header.architecture().type());
      add(platform, "version_min_command", "cmd", 0, cmd);
    }

    private void add(ApplePlatform apple, String structure, String field, int fieldAt, long value) {
      Platform platform = header.architecture().on(apple.os());
      if (platforms.contains(platform)) {
        return;
      }
      if (versionAt == 0) {
        versionAt = scan.offset();
      }
      platforms.add(platform);
      versions.add(
          Witness.at(source, structure, field, scan.offset() + fieldAt, value, apple.label()));
    }

    /** A segment that leaves the file is the mark of a file that was not copied to its end. */
    private void checkSegment(int size, boolean wide) {
      if (!fits(size) || header.fileType().isCompanion()) {
        return;
      }
      int at = wide ? SegmentCommand.FILEOFF_64 : SegmentCommand.FILEOFF_32;
      long fileoff = wide ? scan.int64(at) : Integer.toUnsignedLong(scan.int32(at));
      long filesize = wide ? scan.int64(at + 8) : Integer.toUnsignedLong(scan.int32(at + 4));
      if (filesize == 0) {
        return;
      }
      if (filesize < 0 || fileoff < 0 || fileoff > source.size() - filesize) {
        damage(
            "filesize",
            scan.offset() + at,
            Reason.TRUNCATED,
            Long.toUnsignedString(filesize)
                + " bytes from 0x"
                + Long.toHexString(fileoff)
                + " on are more than the "
                + source.size()
                + " bytes of the file");
      }
    }

    private Kind kind() throws IOException {
      Kind kind = header.fileType().kind();
      boolean loadable = kind == Kind.SHARED_LIBRARY || kind == Kind.PLUGIN;
      if (!loadable || symtabAt == 0) {
        return kind;
      }
      return DartSnapshot.isSnapshot(source, header, symtabAt, firstExternalSymbol, externalSymbols)
          ? Kind.SNAPSHOT
          : kind;
    }

    private List<Witness> witnesses() {
      MachArchitecture architecture = header.architecture();
      List<Witness> all = new ArrayList<>(3 + versions.size());
      all.add(
          headerWitness(
              "cputype",
              MachHeader.CPUTYPE,
              architecture.type().raw(),
              architecture.type().label()));
      all.add(
          headerWitness(
              "cpusubtype",
              MachHeader.CPUSUBTYPE,
              architecture.subtype().raw(),
              architecture.dyldName()));
      all.addAll(versions);
      all.add(
          headerWitness(
              "filetype", MachHeader.FILETYPE, header.fileType().raw(), header.fileType().label()));
      return List.copyOf(all);
    }

    private Witness headerWitness(String field, int at, int value, String meaning) {
      return Witness.at(
          source, header.structureName(), field, at, Integer.toUnsignedLong(value), meaning);
    }

    private void damage(String field, int at, Reason reason, String detail) {
      problems.add(
          new Problem(
              LoadCommands.structureName(scan.type()),
              field,
              source.origin() + at,
              reason,
              detail));
    }
  }
}
