package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoArchitecture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts e_machine beside what else in the file depends on the architecture: the name of the loader,
 * the types of the relocations that the loader is to apply, and what Go wrote down.
 */
final class RelabellingCheck {

  private static final int MAX_TYPES = 16;

  /** What the loaders of glibc and musl have in their names for an architecture (ld.so(8)). */
  private static final List<Loader> LOADERS =
      List.of(
          new Loader("ld-linux-x86-64.so", Arch.AMD64),
          new Loader("ld-linux-aarch64.so", Arch.ARM64),
          new Loader("ld-linux-armhf.so", Arch.ARM),
          new Loader("ld-linux-riscv64-", Arch.RISCV64),
          new Loader("ld-linux-riscv32-", Arch.RISCV32),
          new Loader("ld-linux-loongarch-", Arch.LOONG64),
          new Loader("ld-musl-x86_64.so", Arch.AMD64),
          new Loader("ld-musl-i386.so", Arch.I386),
          new Loader("ld-musl-aarch64.so", Arch.ARM64),
          new Loader("ld-musl-armhf.so", Arch.ARM),
          new Loader("ld-musl-arm.so", Arch.ARM),
          new Loader("ld-musl-powerpc64le.so", Arch.PPC64LE),
          new Loader("ld-musl-s390x.so", Arch.S390X),
          new Loader("ld-musl-riscv64.so", Arch.RISCV64),
          new Loader("ld-musl-loongarch64.so", Arch.LOONG64));

  private final ElfFile file;
  private final Layout layout;
  private final Arch arch;

  RelabellingCheck(ElfFile file, Layout layout) {
    this.file = file;
    this.layout = layout;
    this.arch = file.platforms().getFirst().arch();
  }

  private record Loader(String name, Arch arch) {}

  Optional<Relabelling> run() throws IOException {
    Relabelling found = byInterpreter();
    if (found == null) {
      found = byRelocations();
    }
    return found != null
        ? Optional.of(found)
        : GoArchitecture.relabelling(file, arch, file.witnesses().getFirst());
  }

  private Relabelling relabelled(Arch content, Witness witness) {
    return new Relabelling(
        arch.name(), content.name(), List.of(file.witnesses().getFirst(), witness));
  }

  private @Nullable Relabelling byInterpreter() {
    String path = file.interpreter();
    String name = path.substring(path.lastIndexOf('/') + 1);
    ProgramHeader segment = name.isEmpty() ? null : layout.segment(ElfFormat.PT_INTERP);
    for (Loader loader : LOADERS) {
      if (segment != null && name.startsWith(loader.name) && !loader.arch.equals(arch)) {
        return relabelled(
            loader.arch,
            Witness.at(
                layout.source(),
                "PT_INTERP",
                "",
                segment.offset(),
                path,
                "the loader of " + loader.arch));
      }
    }
    return null;
  }

  /** No linker writes a single type that the architecture's loader does not know. */
  private @Nullable Relabelling byRelocations() throws IOException {
    DynamicTable dynamic = layout.dynamic();
    Types own = dynamic == null ? null : Types.of(header());
    if (dynamic == null || own == null) {
      return null;
    }
    boolean addends = dynamic.get(ElfFormat.DT_PLTREL) == ElfFormat.DT_RELA;
    Relabelling found =
        foreign(own, dynamic, ElfFormat.DT_RELA, dynamic.get(ElfFormat.DT_RELASZ), true);
    if (found == null) {
      found = foreign(own, dynamic, ElfFormat.DT_REL, dynamic.get(ElfFormat.DT_RELSZ), false);
    }
    return found != null
        ? found
        : foreign(own, dynamic, ElfFormat.DT_JMPREL, dynamic.get(ElfFormat.DT_PLTRELSZ), addends);
  }

  private ElfHeader header() {
    return layout.header();
  }

  private @Nullable Relabelling foreign(
      Types own, DynamicTable dynamic, long tag, long size, boolean addends) throws IOException {
    long offset = dynamic.has(tag) ? layout.offsetOf(dynamic.get(tag)) : -1;
    int word = layout.pointerSize();
    int entry = addends ? 3 * word : 2 * word;
    long room = offset < 0 ? 0 : Math.min(size, layout.source().size() - offset);
    int count = Math.clamp(room / entry, 0, MAX_TYPES);
    ByteBuffer table =
        layout.source().read(Math.max(offset, 0), count * entry).order(layout.byteOrder());
    for (int i = 0; i < count; i++) {
      if (own.known.test(type(table, i * entry + word))) {
        return null;
      }
    }
    for (int i = 0; i < count; i++) {
      int type = type(table, i * entry + word);
      if (own.other.linking.test(type)) {
        return relabelled(
            own.other.arch,
            Witness.at(
                layout.source(),
                addends ? "Elf_Rela" : "Elf_Rel",
                "r_info",
                offset + (long) i * entry + word,
                type,
                "a relocation of " + own.other.arch + ", none of " + arch));
      }
    }
    return null;
  }

  private int type(ByteBuffer table, int at) {
    return layout.wide() ? (int) table.getLong(at) : table.getInt(at) & 0xFF;
  }

  /**
   * The relocation types that a loader applies: of the machine, and of the other that shares its
   * class and byte order (the processor supplements of the System V ABI).
   *
   * @param known those that can stand in a file of the machine; 0 is no relocation, in all
   */
  private record Types(IntPredicate known, Other other) {

    private static final Types AMD64_NOT_ARM64 =
        new Types(
            type -> type < 0x100, new Other(Arch.ARM64, type -> type >= 1025 && type <= 1027));
    private static final Types ARM64_NOT_AMD64 =
        new Types(
            type -> type == 0 || type >= 0x100,
            new Other(Arch.AMD64, type -> type >= 6 && type <= 8));
    private static final Types I386_NOT_ARM =
        new Types(Types::isOfI386, new Other(Arch.ARM, type -> type >= 21 && type <= 23));
    private static final Types ARM_NOT_I386 =
        new Types(Types::isOfArm, new Other(Arch.I386, type -> type >= 6 && type <= 8));

    static @Nullable Types of(ElfHeader header) {
      if (header.bigEndian()) {
        return null;
      }
      return switch (header.machine().raw()) {
        case 62 -> header.wide() ? AMD64_NOT_ARM64 : null;
        case 183 -> header.wide() ? ARM64_NOT_AMD64 : null;
        case 3 -> I386_NOT_ARM;
        case 40 -> ARM_NOT_I386;
        default -> null;
      };
    }

    private static boolean isOfI386(int type) {
      return switch (type) {
        case 0, 1, 2, 5, 6, 7, 8, 14, 35, 36, 37, 41, 42 -> true;
        default -> false;
      };
    }

    private static boolean isOfArm(int type) {
      return switch (type) {
        case 0, 2, 3, 13, 17, 18, 19, 20, 21, 22, 23, 160 -> true;
        default -> false;
      };
    }
  }

  /**
   * The other machine.
   *
   * @param linking its GLOB_DAT, JUMP_SLOT and RELATIVE
   */
  private record Other(Arch arch, IntPredicate linking) {}
}
