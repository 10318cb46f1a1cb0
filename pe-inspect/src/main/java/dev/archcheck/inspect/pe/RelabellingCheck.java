package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoArchitecture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the machine beside what else in the image depends on it: the function table of .pdata, whose
 * entries take 12 bytes for x64 and 8 for ARM64 (PE/COFF specification 5.5), and what Go wrote
 * down. Hybrid images have code for both and are not judged.
 */
final class RelabellingCheck {

  private static final String RUNTIME_FUNCTION = "IMAGE_RUNTIME_FUNCTION_ENTRY";
  private static final int ENTRY_X64 = 12;
  private static final int ENTRY_ARM64 = 8;
  private static final int MAX_ENTRIES = 16;

  private final PeImage file;
  private final ImageHeaders image;
  private final Arch arch;

  RelabellingCheck(PeImage file, ImageHeaders image) {
    this.file = file;
    this.image = image;
    this.arch = image.file().machine().arch();
  }

  Optional<Relabelling> run() throws IOException {
    if (file.hybrid().isPresent() || image.directory(DataDirectory.COM_DESCRIPTOR).isPresent()) {
      return Optional.empty();
    }
    Relabelling found = byFunctionTable();
    return found != null
        ? Optional.of(found)
        : GoArchitecture.relabelling(file, arch, file.witnesses().getFirst());
  }

  private @Nullable Relabelling byFunctionTable() throws IOException {
    boolean arm64 = arch.equals(Arch.ARM64);
    DataDirectory directory = image.directory(DataDirectory.EXCEPTION);
    if (!directory.isPresent() || (!arm64 && !arch.equals(Arch.AMD64))) {
      return null;
    }
    long offset = image.map().offset(directory.virtualAddress());
    long size = Math.min(directory.size(), image.map().available(directory.virtualAddress()));
    if (offset < 0 || size < directory.size() || size < ENTRY_X64) {
      return null;
    }
    ByteBuffer table = image.source().read(offset, (int) Math.min(size, MAX_ENTRIES * ENTRY_X64));
    boolean asArm64 = size % ENTRY_ARM64 == 0 && isArm64(table);
    boolean asX64 = size % ENTRY_X64 == 0 && isX64(table);
    if (arm64 ? asArm64 || !asX64 : asX64 || !asArm64) {
      return null;
    }
    Arch content = arm64 ? Arch.AMD64 : Arch.ARM64;
    return new Relabelling(
        arch.name(),
        content.name(),
        List.of(
            file.witnesses().getFirst(),
            Witness.at(
                image.source(),
                RUNTIME_FUNCTION,
                "",
                offset,
                size + " bytes",
                "a function table of " + content)));
  }

  private boolean isX64(ByteBuffer table) {
    long last = -1;
    for (int at = 0; at + ENTRY_X64 <= table.limit(); at += ENTRY_X64) {
      long begin = address(table, at);
      long end = address(table, at + 4);
      if (begin <= last || end <= begin || !isCode(begin) || !isCode(end - 1)) {
        return false;
      }
      if (image.map().section(address(table, at + 8) & ~1L) < 0) {
        return false;
      }
      last = begin;
    }
    return true;
  }

  /** The second word is packed unwind data, or the address of more where its low bits are 0. */
  private boolean isArm64(ByteBuffer table) {
    long last = -1;
    for (int at = 0; at + ENTRY_ARM64 <= table.limit(); at += ENTRY_ARM64) {
      long begin = address(table, at);
      long data = address(table, at + 4);
      if (begin <= last || begin % 4 != 0 || !isCode(begin)) {
        return false;
      }
      if (data % 4 == 0 && image.map().section(data) < 0) {
        return false;
      }
      last = begin;
    }
    return true;
  }

  private static long address(ByteBuffer table, int at) {
    return table.getInt(at) & 0xFFFF_FFFFL;
  }

  private boolean isCode(long rva) {
    int section = image.map().section(rva);
    return section >= 0
        && image.sections().characteristics(section).has(SectionCharacteristics.MEM_EXECUTE);
  }
}
