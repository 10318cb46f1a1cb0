package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the CPU subtype beside the encoding of the pointers: chained fixups of images, authenticated
 * pointers of objects. Instructions that authenticate pointers are counted as a further witness;
 * alone they prove nothing, because most of them do nothing on a processor that lacks them.
 */
final class RelabellingCheck {

  private static final int TEXT_LIMIT = 64 << 10;
  private static final int RELOCATION_LIMIT = 8 << 10;
  private static final int AUTHENTICATED_POINTER = 11;
  private static final int PACIBSP = 0xD503_237F;
  private static final int RETAA = 0xD65F_0BFF;
  private static final int RETAB = 0xD65F_0FFF;

  /** BRAA, BRAAZ, BLRAA, BLRAAZ and their key B forms (Arm ARM C6.2). */
  private static final int AUTHENTICATED_BRANCH_MASK = 0xFEDF_F800;

  private static final int AUTHENTICATED_BRANCH = 0xD61F_0800;

  private final MachO file;
  private final ByteSource source;

  RelabellingCheck(MachO file) {
    this.file = file;
    this.source = file.source();
  }

  Optional<Relabelling> run() throws IOException {
    boolean signed = file.architecture().isArm64e();
    Optional<Witness> contradiction =
        file.fileType().equals(FileType.OBJECT) ? authenticatedPointer(signed) : format(signed);
    if (contradiction.isEmpty()) {
      return Optional.empty();
    }
    List<Witness> witnesses = new ArrayList<>(3);
    witnesses.add(
        Witness.at(
            source,
            file.header().structureName(),
            "cpusubtype",
            MachHeader.CPUSUBTYPE,
            Integer.toUnsignedLong(file.architecture().subtype().raw()),
            file.dyldName()));
    witnesses.add(contradiction.get());
    instructions(!signed).ifPresent(witnesses::add);
    return Optional.of(new Relabelling(file.dyldName(), signed ? "arm64" : "arm64e", witnesses));
  }

  private Optional<Witness> format(boolean signed) throws IOException {
    Optional<LinkeditDataCommand> where = file.chainedFixups();
    if (where.isEmpty() || where.get().datasize() == 0) {
      return Optional.empty();
    }
    ChainedFixups fixups = ChainedFixups.read(file, where.get());
    for (ChainedStarts starts : fixups.starts()) {
      PointerFormat format = starts.pointerFormat();
      if (signed ? format.isPlain64() : format.isArm64e()) {
        return Optional.of(
            Witness.at(
                source,
                "dyld_chained_starts_in_segment",
                "pointer_format",
                fixups.pointerFormatAt(starts),
                format.raw(),
                format.label()));
      }
    }
    return Optional.empty();
  }

  /** An object for arm64e need not have any, so their absence says nothing. */
  private Optional<Witness> authenticatedPointer(boolean signed) throws IOException {
    if (signed || !file.architecture().type().equals(CpuType.ARM64)) {
      return Optional.empty();
    }
    for (Section section : file.sections()) {
      int size = (int) Math.min(section.nreloc(), RELOCATION_LIMIT) * RelocationInfo.SIZE;
      ByteBuffer entries = source.read(section.reloff(), size).order(file.byteOrder());
      for (int at = 0; at < size; at += RelocationInfo.SIZE) {
        int info = entries.getInt(at + 4);
        if (info >>> 28 == AUTHENTICATED_POINTER) {
          return Optional.of(
              Witness.at(
                  source,
                  "relocation_info",
                  "r_type",
                  section.reloff() + at + 4,
                  AUTHENTICATED_POINTER,
                  "ARM64_RELOC_AUTHENTICATED_POINTER"));
        }
      }
    }
    return Optional.empty();
  }

  /** A small file may have none of them for either, so that only a count that fits is shown. */
  private Optional<Witness> instructions(boolean expected) throws IOException {
    for (Section section : file.sections()) {
      if (section.sectname().equals("__text") && !section.isZeroFill()) {
        return instructions(section, expected);
      }
    }
    return Optional.empty();
  }

  private Optional<Witness> instructions(Section text, boolean expected) throws IOException {
    int size = Math.clamp(text.size(), 0, TEXT_LIMIT) & ~3;
    ByteBuffer code = source.read(text.offset(), size).order(ByteOrder.LITTLE_ENDIAN);
    int count = 0;
    for (int at = 0; at < size; at += 4) {
      count += authenticates(code.getInt(at)) ? 1 : 0;
    }
    return count > 0 != expected
        ? Optional.empty()
        : Optional.of(
            Witness.at(
                source,
                "section_64",
                "__text",
                text.offset(),
                count + " of " + size / 4 + " instructions",
                "authenticate pointers"));
  }

  private static boolean authenticates(int instruction) {
    return instruction == PACIBSP
        || instruction == RETAA
        || instruction == RETAB
        || (instruction & AUTHENTICATED_BRANCH_MASK) == AUTHENTICATED_BRANCH;
  }
}
