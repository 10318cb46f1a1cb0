package dev.archcheck.inspect;

import dev.archcheck.inspect.ar.ArArchive;
import dev.archcheck.inspect.elf.ElfFile;
import dev.archcheck.inspect.macho.FatMachO;
import dev.archcheck.inspect.macho.MachO;
import dev.archcheck.inspect.pe.CoffObject;
import dev.archcheck.inspect.pe.ImportObject;
import dev.archcheck.inspect.pe.PeImage;
import dev.archcheck.inspect.plan9.Plan9Executable;
import dev.archcheck.inspect.wasm.WasmModule;
import dev.archcheck.inspect.xcoff.XcoffFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tells formats apart by their first bytes and hands the file to its reader. */
public final class BinaryReader {

  /** Enough for every magic number and for the sanity checks of those formats that have none. */
  private static final int HEAD = 64;

  private static final long AR = 0x213C_6172_6368_3E0AL; // "!<arch>\n"
  private static final long AR_THIN = 0x213C_7468_696E_3E0AL; // "!<thin>\n"
  private static final long AR_AIX_BIG = 0x3C62_6967_6166_3E0AL; // "<bigaf>\n"

  /**
   * A Java class file shares the magic of a universal file. Where the latter counts its slices the
   * former has minor and major version, and no major version was ever below 45.
   */
  private static final int FIRST_JAVA_CLASS_VERSION = 45;

  private BinaryReader() {}

  /**
   * Reads what a file is.
   *
   * @return {@link UnknownBinary} for a file of no known format
   * @throws MalformedBinaryException if it is of a known format and its identity is damaged
   * @throws IOException if the bytes cannot be had
   */
  public static Binary read(ByteSource source) throws IOException {
    int length = (int) Math.min(HEAD, source.size());
    if (length < 4) {
      return new UnknownBinary(source, length == 0 ? "empty file" : "");
    }
    ByteBuffer head = source.read(0, length).order(ByteOrder.BIG_ENDIAN);
    int magic = head.getInt(0);
    return switch (magic) {
      case 0x7F45_4C46 -> ElfFile.read(source);
      case 0xFEED_FACE, 0xFEED_FACF, 0xCEFA_EDFE, 0xCFFA_EDFE -> MachO.read(source);
      case 0xCAFE_BABE ->
          length >= 8 && Integer.compareUnsigned(head.getInt(4), FIRST_JAVA_CLASS_VERSION) < 0
              ? FatMachO.read(source)
              : new UnknownBinary(source, "Java class file");
      case 0xCAFE_BABF -> FatMachO.read(source);
      case 0xBEBA_FECA, 0xBFBA_FECA -> readSwappedFat(source, head);
      case 0x0061_736D -> WasmModule.read(source);
      default -> readByWeakerMagic(source, head);
    };
  }

  /** A universal file whose header was written little-endian; no loader takes it. */
  private static Binary readSwappedFat(ByteSource source, ByteBuffer head) throws IOException {
    int count = head.limit() < 8 ? 0 : Integer.reverseBytes(head.getInt(4));
    return count > 0 && count < FIRST_JAVA_CLASS_VERSION
        ? FatMachO.read(source)
        : new UnknownBinary(source, "");
  }

  private static Binary readByWeakerMagic(ByteSource source, ByteBuffer head) throws IOException {
    if (head.limit() >= 8) {
      long eight = head.getLong(0);
      if (eight == AR || eight == AR_THIN || eight == AR_AIX_BIG) {
        return ArArchive.read(source);
      }
    }
    int two = head.getShort(0) & 0xFFFF;
    if (two == 0x4D5A) {
      return PeImage.isImage(source)
          ? PeImage.read(source)
          : new UnknownBinary(source, "MS-DOS executable");
    }
    if (two == 0x0000 && (head.getShort(2) & 0xFFFF) == 0xFFFF) {
      if (CoffObject.isBigObject(source)) {
        return CoffObject.read(source);
      }
      return ImportObject.isImportObject(source)
          ? ImportObject.read(source)
          : new UnknownBinary(source, "");
    }
    if (XcoffFile.isXcoff(source)) {
      return XcoffFile.read(source);
    }
    if (Plan9Executable.isPlan9(source)) {
      return Plan9Executable.read(source);
    }
    return CoffObject.isObject(source) ? CoffObject.read(source) : new UnknownBinary(source, "");
  }
}
