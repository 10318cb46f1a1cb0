package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import java.util.List;

/**
 * What one word of a name says. A word may say several things at once: {@code manylinux2014} an
 * operating system, a C library and its version.
 *
 * @param os {@link Os#ANY} if it names none
 * @param osAlone whether the system is a claim even without an architecture
 * @param arches any of these; empty if it names none
 * @param archAlone whether the architecture may be combined with a system from elsewhere, such as
 *     the extension; {@code arm} and {@code mips} stand in too many other names
 * @param abi as in {@link dev.archcheck.inspect.Platform#abi}
 * @param bits 32 or 64 for words such as {@code 64bit}, else 0
 * @param minimum the least version of the C library, or the empty string
 */
record Word(
    Os os,
    boolean osAlone,
    List<Arch> arches,
    boolean archAlone,
    String abi,
    Libc libc,
    int bits,
    String minimum,
    Role role) {

  /** What a word does to its neighbours. */
  enum Role {
    /** Names a system, an architecture, an ABI or a C library. */
    NAMES,
    /** Vendor names and the like: they stand inside of triples and say nothing. */
    FILLER,
    /** At least two architectures in one file. */
    UNIVERSAL,
    /** {@code universal2}: Intel and Apple silicon in one file. */
    UNIVERSAL2,
    SIMULATOR,
    CATALYST,
    /** A system or an architecture that no reader here tells: nothing is claimed. */
    FOREIGN,
    /** No operating system at all, unless the name gives one: nothing is claimed. */
    BARE,
    /** The name is about two platforms: nothing is claimed. */
    CROSS,
    /** Runs the architecture that stands behind it, on any other. */
    EMULATOR,
    /** A compiler's program; a platform before it is what it makes, not what it is. */
    TOOL,
    /** Ordinary last words of a release's name, after which a name still ends with its system. */
    LAST,
    /** Ordinary words that tie the next one to something else: {@code for-windows}. */
    PREPOSITION,
    /** What stands after it is the suffix that Python gives to its extension modules. */
    PYTHON
  }

  private static final Word EMPTY =
      new Word(Os.ANY, false, List.of(), false, "", Libc.UNSAID, 0, "", Role.NAMES);

  static Word role(Role role) {
    return new Word(Os.ANY, false, List.of(), false, "", Libc.UNSAID, 0, "", role);
  }

  /** A system that is a claim by itself. */
  static Word os(Os os) {
    return EMPTY.with(os, true);
  }

  /** A system that is a claim only beside an architecture. */
  static Word weakOs(Os os) {
    return EMPTY.with(os, false);
  }

  static Word arch(Arch... arches) {
    return new Word(Os.ANY, false, List.of(arches), true, "", Libc.UNSAID, 0, "", Role.NAMES);
  }

  static Word weakArch(Arch... arches) {
    return new Word(Os.ANY, false, List.of(arches), false, "", Libc.UNSAID, 0, "", Role.NAMES);
  }

  static Word bits(int bits) {
    return new Word(Os.ANY, false, List.of(), false, "", Libc.UNSAID, bits, "", Role.NAMES);
  }

  static Word libc(Libc libc) {
    return EMPTY.with(libc);
  }

  Word with(Os system, boolean alone) {
    return new Word(system, alone, arches, archAlone, abi, libc, bits, minimum, role);
  }

  Word with(Libc library) {
    return new Word(os, osAlone, arches, archAlone, abi, library, bits, minimum, role);
  }

  Word withAbi(String name) {
    return new Word(os, osAlone, arches, archAlone, name, libc, bits, minimum, role);
  }

  Word withBits(int width) {
    return new Word(os, osAlone, arches, archAlone, abi, libc, width, minimum, role);
  }

  Word withMinimum(String version) {
    return new Word(os, osAlone, arches, archAlone, abi, libc, bits, version, role);
  }

  /** Both words written as one: {@code linux} and {@code arm64}. */
  Word glued(Word second) {
    return new Word(
        os,
        osAlone,
        second.arches,
        second.archAlone,
        second.abi,
        second.libc == Libc.UNSAID ? libc : second.libc,
        second.bits,
        minimum,
        role);
  }

  boolean namesOs() {
    return !os.equals(Os.ANY);
  }
}
