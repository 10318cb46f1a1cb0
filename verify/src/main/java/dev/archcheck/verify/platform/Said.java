package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import java.util.List;

/**
 * What one element of a path says of a platform.
 *
 * @param os {@link Os#ANY} if it names none
 * @param osAlone whether the system is a claim without an architecture
 * @param arches empty if it names none
 * @param archJoins whether the architecture may join a system in the element beside it
 * @param archAlone whether the architecture may join the system that an extension fixes
 * @param minimums in the order found
 * @param nothing whether it must not be relied on, nor anything above it
 * @param words the words that say it, as found
 */
record Said(
    Os os,
    boolean osAlone,
    List<Arch> arches,
    Slices slices,
    boolean archJoins,
    boolean archAlone,
    String abi,
    Libc libc,
    List<Minimum> minimums,
    boolean nothing,
    String words) {

  /** An element that is not about platforms. */
  static final Said SILENT =
      new Said(
          Os.ANY,
          false,
          List.of(),
          Slices.ANY_OF,
          false,
          false,
          "",
          Libc.UNSAID,
          List.of(),
          false,
          "");

  /** An element that takes away what was said above it. */
  static final Said NOTHING =
      new Said(
          Os.ANY,
          false,
          List.of(),
          Slices.ANY_OF,
          false,
          false,
          "",
          Libc.UNSAID,
          List.of(),
          true,
          "");

  boolean namesOs() {
    return !os.equals(Os.ANY);
  }

  boolean namesArch() {
    return !arches.isEmpty() || slices == Slices.SEVERAL;
  }

  boolean isComplete() {
    return namesOs() && namesArch();
  }

  Said withOs(Os system) {
    return new Said(
        system, osAlone, arches, slices, archJoins, archAlone, abi, libc, minimums, nothing, words);
  }

  Said withArchAlone() {
    return new Said(
        os, osAlone, arches, slices, archJoins, true, abi, libc, minimums, nothing, words);
  }
}
