package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import java.util.List;

/**
 * What the elements of a path have said so far, outermost first. A system and an architecture are
 * joined only if they stand in one element or in two side by side; what stands nearer to the file
 * replaces what stands above it, and what contradicts it without being complete takes it away.
 *
 * @param osAt the index of the element that names the system
 * @param archAt the index of the element that names the architecture
 * @param joined whether both belong together
 * @param conflict whether an architecture took away a complete pair above it
 * @param completeAt the index of the element that completed it
 */
record PathClaim(
    Os os,
    boolean osAlone,
    int osAt,
    List<Arch> arches,
    Slices slices,
    String abi,
    boolean archAlone,
    int archAt,
    boolean joined,
    boolean conflict,
    int completeAt,
    Libc libc,
    List<Minimum> minimums,
    String words) {

  static final PathClaim NONE =
      new PathClaim(
          Os.ANY,
          false,
          -2,
          List.of(),
          Slices.ANY_OF,
          "",
          false,
          -2,
          false,
          false,
          -1,
          Libc.UNSAID,
          List.of(),
          "");

  /** Takes in what the element of this index says. */
  PathClaim below(Said said, int index) {
    if (said.nothing()) {
      return NONE;
    }
    if (said.isComplete()) {
      return complete(said, index);
    }
    if (said.namesOs()) {
      return system(said, index);
    }
    if (said.namesArch()) {
      return said.archJoins() ? architecture(said, index) : this;
    }
    return refined(said);
  }

  private boolean namesOs() {
    return !os.equals(Os.ANY);
  }

  private boolean namesArch() {
    return !arches.isEmpty() || slices == Slices.SEVERAL;
  }

  private boolean sameArch(Said said) {
    return arches.equals(said.arches()) && slices == said.slices();
  }

  private PathClaim complete(Said said, int index) {
    if (joined && os.equals(said.os()) && isVaguer(said)) {
      return refined(said);
    }
    boolean same = joined && os.equals(said.os()) && sameArch(said);
    return new PathClaim(
        said.os(),
        true,
        index,
        said.arches(),
        said.slices(),
        same && said.abi().isEmpty() ? abi : said.abi(),
        true,
        index,
        true,
        false,
        index,
        same ? merge(said.libc()) : said.libc(),
        same && said.minimums().isEmpty() ? minimums : said.minimums(),
        same ? words + "/" + said.words() : said.words());
  }

  /** A word that leaves the architecture half open takes nothing away from a precise one. */
  private boolean isVaguer(Said said) {
    return slices == Slices.ANY_OF
        && said.slices() == Slices.ANY_OF
        && said.arches().size() > arches.size()
        && said.arches().containsAll(arches);
  }

  /** Two names for different C libraries say nothing of it. */
  private Libc merge(Libc inner) {
    if (inner == Libc.UNSAID || libc == Libc.UNSAID) {
      return inner == Libc.UNSAID ? libc : inner;
    }
    return inner == libc ? libc : Libc.UNSAID;
  }

  private PathClaim system(Said said, int index) {
    if (!namesOs()) {
      return namesArch() && archAt == index - 1 && !conflict
          ? join(said.os(), index, said)
          : onlySystem(said, index);
    }
    if (os.equals(said.os()) || Systems.isSpecial(os, said.os())) {
      return new PathClaim(
          os,
          osAlone || said.osAlone(),
          index,
          arches,
          slices,
          abi,
          archAlone,
          archAt,
          joined,
          conflict,
          completeAt,
          merge(said.libc()),
          minimums,
          words);
    }
    return onlySystem(said, index);
  }

  private PathClaim join(Os system, int index, Said said) {
    return new PathClaim(
        system,
        true,
        index,
        arches,
        slices,
        abi,
        true,
        archAt,
        true,
        false,
        index,
        merge(said.libc()),
        said.minimums(),
        words + "/" + said.words());
  }

  private static PathClaim onlySystem(Said said, int index) {
    return new PathClaim(
        said.os(),
        said.osAlone(),
        index,
        List.of(),
        Slices.ANY_OF,
        "",
        false,
        -2,
        false,
        false,
        index,
        said.libc(),
        said.minimums(),
        said.words());
  }

  private PathClaim architecture(Said said, int index) {
    if (joined) {
      return sameArch(said) ? refined(said) : pending(said, index, Os.ANY, true);
    }
    if (namesOs() && osAt == index - 1) {
      return new PathClaim(
          os,
          true,
          osAt,
          said.arches(),
          said.slices(),
          said.abi(),
          true,
          index,
          true,
          false,
          index,
          merge(said.libc()),
          minimums,
          words + "/" + said.words());
    }
    return pending(said, index, os, false);
  }

  /** An architecture that waits for a system to join. */
  private PathClaim pending(Said said, int index, Os system, boolean conflicts) {
    boolean keepsOs = !system.equals(Os.ANY);
    return new PathClaim(
        system,
        keepsOs && osAlone,
        keepsOs ? osAt : -2,
        said.arches(),
        said.slices(),
        said.abi(),
        said.archAlone(),
        index,
        false,
        conflict || conflicts,
        index,
        libc,
        keepsOs ? minimums : List.of(),
        keepsOs ? words : said.words());
  }

  /** A qualifier alone: it says more of the claim above, and is no claim by itself. */
  private PathClaim refined(Said said) {
    if (said.libc() == Libc.UNSAID && said.abi().isEmpty()) {
      return this;
    }
    return new PathClaim(
        os,
        osAlone,
        osAt,
        arches,
        slices,
        abi.isEmpty() ? said.abi() : abi,
        archAlone,
        archAt,
        joined,
        conflict,
        completeAt,
        merge(said.libc()),
        minimums,
        words);
  }

  /** Takes in what the extension of the file says, and leaves only what is a claim. */
  PathClaim end(Extension extension) {
    if (joined) {
      return contradicts(extension) ? NONE : this;
    }
    if (namesArch() && archAlone) {
      if (!extension.os().equals(Os.ANY)) {
        return completed(extension.os());
      }
      if (extension.elf() && !conflict && Systems.family(os) != Systems.Family.WINDOWS) {
        return completed(os);
      }
    }
    return osAlone && namesOs() && !contradicts(extension) ? withoutArch() : NONE;
  }

  private boolean contradicts(Extension extension) {
    if (extension.elf()) {
      return Systems.family(os) == Systems.Family.WINDOWS;
    }
    return !extension.os().equals(Os.ANY)
        && namesOs()
        && Systems.family(extension.os()) != Systems.family(os);
  }

  private PathClaim completed(Os system) {
    return new PathClaim(
        system, true, osAt, arches, slices, abi, true, archAt, true, false, archAt, libc, minimums,
        words);
  }

  private PathClaim withoutArch() {
    return new PathClaim(
        os,
        true,
        osAt,
        List.of(),
        Slices.ANY_OF,
        "",
        false,
        -2,
        false,
        false,
        osAt,
        libc,
        minimums,
        words);
  }

  boolean isClaim() {
    return joined || (osAlone && namesOs());
  }
}
