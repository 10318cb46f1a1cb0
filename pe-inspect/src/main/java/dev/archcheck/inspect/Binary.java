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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a file is, read from its bytes. Identity (format, kind, platforms and the bytes that show
 * them) is read at once and from as few pages as possible; everything else on demand.
 */
public sealed interface Binary
    permits PeImage,
        CoffObject,
        ImportObject,
        MachO,
        FatMachO,
        ElfFile,
        ArArchive,
        XcoffFile,
        WasmModule,
        Plan9Executable,
        UnknownBinary {

  /** {@return the bytes that this was read from; for a slice, the slice alone} */
  ByteSource source();

  /** {@return the container format} */
  Format format();

  /** {@return what the file is for} */
  Kind kind();

  /**
   * {@return every platform on which it runs, loads or links natively, in file order} A universal
   * Mach-O has one for each slice, an ARM64X image one for each view, an AnyCPU assembly {@link
   * Platform#ANY}.
   */
  List<Platform> platforms();

  /** {@return the bytes that {@link #platforms} and {@link #kind} rest on, the weightiest first} */
  List<Witness> witnesses();

  /**
   * {@return whether the operating system in {@link #platforms} is only the usual one for such a
   * file, because nothing in the file names one} Such a system contradicts no other of its format.
   */
  default boolean osAssumed() {
    return false;
  }

  /** {@return damage that did not keep the identity from being read} */
  default List<Problem> problems() {
    return List.of();
  }

  /**
   * {@return the parts that are binaries of their own: slices; a thin file is its own only part}
   */
  default List<Binary> slices() {
    return List.of(this);
  }

  /**
   * {@return the oldest system that the file says it runs on, if it says so}
   *
   * @throws MalformedBinaryException if the place that says so is damaged
   */
  default Optional<MinimumOs> minimumOs() throws IOException {
    return Optional.empty();
  }

  /**
   * {@return whether the header names another architecture than the file was made for, and what
   * shows it}
   *
   * @throws MalformedBinaryException if what would show it is damaged
   */
  default Optional<Relabelling> relabelling() throws IOException {
    return Optional.empty();
  }

  /**
   * {@return what is wrong with the place where the processor starts, if the file names one: that
   * it is nowhere in the file, or that nothing but zeros is there}
   */
  default Optional<Problem> entryProblem() throws IOException {
    return Optional.empty();
  }

  /**
   * Reads a part of the file in depth and hands out each structure as it is met.
   *
   * @throws MalformedBinaryException at the first damage; what came before has been handed out
   */
  void describe(Detail detail, Consumer<Structure> out) throws IOException;
}
