package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import java.util.ArrayList;
import java.util.List;

/**
 * Words side by side that together say what a name is for: {@code x86_64-unknown-linux-musl}. What
 * each says is merged; what cannot be true together makes the run contradictory.
 */
final class Run {

  final int first;
  int last;
  Os os = Os.ANY;
  boolean osAlone;
  List<Arch> arches = List.of();
  Slices slices = Slices.ANY_OF;
  boolean archAlone;
  String abi = "";
  Libc libc = Libc.UNSAID;
  boolean contradictory;
  boolean archFirst;
  final List<Minimum> minimums = new ArrayList<>(0);

  private int bits;
  private boolean universal;
  private boolean universal2;
  private boolean simulator;
  private boolean catalyst;
  private boolean foreign;
  private boolean bare;
  private boolean appleOnly;
  private String versioned = "";
  private String major = "";

  /** A run that begins at the token of this index. */
  Run(int first) {
    this.first = first;
    this.last = first;
  }

  void add(Token token, int index, boolean joinsUnderscored) {
    last = index;
    Word word = token.word();
    if (word == null) {
      addNumber(token);
      return;
    }
    versioned = "";
    switch (word.role()) {
      case NAMES -> addNames(word, token, joinsUnderscored);
      case UNIVERSAL -> universal = true;
      case UNIVERSAL2 -> universal2 = true;
      case SIMULATOR -> simulator = true;
      case CATALYST -> catalyst = true;
      case FOREIGN -> foreign = true;
      case BARE -> bare = true;
      case FILLER, CROSS, EMULATOR, TOOL, LAST, PREPOSITION, PYTHON -> {}
    }
  }

  /** {@code macosx_11_0} and {@code manylinux_2_17} say the oldest system. */
  private void addNumber(Token token) {
    if (token.separator() != '_' || versioned.isEmpty()) {
      versioned = "";
    } else if (major.isEmpty()) {
      major = token.text();
    } else {
      String what = versioned.equals("macosx") ? "macOS" : "glibc";
      minimums.add(new Minimum(what, major + "." + token.text()));
      versioned = "";
      major = "";
    }
  }

  private void addNames(Word word, Token token, boolean joinsUnderscored) {
    if (word.namesOs()) {
      addOs(word);
    }
    if (!word.arches().isEmpty()) {
      addArches(word, token.separator() == '+', joinsUnderscored && token.separator() == '_');
    }
    if (!word.abi().isEmpty()) {
      contradictory |= !abi.isEmpty() && !abi.equals(word.abi());
      abi = word.abi();
    }
    if (word.libc() != Libc.UNSAID) {
      libc = word.libc();
    }
    if (!word.minimum().isEmpty()) {
      minimums.add(new Minimum("glibc", word.minimum()));
    }
    appleOnly |= token.text().equals("m1") || token.text().equals("silicon");
    if (word.bits() != 0) {
      contradictory |= bits != 0 && bits != word.bits();
      bits = word.bits();
    }
    if (token.text().equals("macosx") || token.text().equals("manylinux")) {
      versioned = token.text();
    }
  }

  private void addOs(Word word) {
    Os merged = Systems.merge(os, word.os());
    if (merged == null) {
      contradictory = true;
    } else {
      os = merged;
      osAlone |= word.osAlone();
    }
  }

  private void addArches(Word word, boolean plus, boolean joined) {
    if (arches.isEmpty()) {
      arches = word.arches();
      archFirst = !namesOs();
    } else if (plus || (joined && !arches.equals(word.arches()))) {
      arches = union(arches, word.arches());
      slices = Slices.ALL_OF;
    } else {
      List<Arch> common = new ArrayList<>(arches);
      common.retainAll(word.arches());
      contradictory |= common.isEmpty();
      arches = List.copyOf(common);
    }
    archAlone |= word.archAlone();
  }

  static List<Arch> union(List<Arch> one, List<Arch> two) {
    List<Arch> union = new ArrayList<>(one);
    for (Arch arch : two) {
      if (!union.contains(arch)) {
        union.add(arch);
      }
    }
    return List.copyOf(union);
  }

  boolean namesOs() {
    return !os.equals(Os.ANY);
  }

  boolean namesArch() {
    return !arches.isEmpty() || slices == Slices.SEVERAL;
  }

  boolean isComplete() {
    return namesOs() && namesArch();
  }

  /** {@return whether it says anything, be it only a C library} */
  boolean saysAnything() {
    return namesOs() || namesArch() || libc != Libc.UNSAID || !abi.isEmpty();
  }

  /** Puts together what the words say in common, when the last has been added. */
  void finish() {
    if (simulator) {
      os = Systems.simulator(os);
    }
    if (catalyst && (os.equals(Os.IOS) || os.equals(Os.DARWIN))) {
      os = Os.MACCATALYST;
    }
    finishBits();
    finishUniversal();
    contradictory |= appleOnly && namesOs() && !Systems.isApple(os);
    contradictory |= saysAnything() && (foreign || (bare && !namesOs()));
  }

  private void finishBits() {
    if (bits == 64) {
      finish64();
    } else if (bits == 32) {
      finish32();
    }
  }

  private void finish64() {
    if (arches.isEmpty()) {
      if (os.equals(Os.DARWIN)) {
        arches = List.of(Arch.AMD64, Arch.ARM64);
      } else if (namesOs()) {
        arches = List.of(Arch.AMD64);
      }
    } else if (arches.contains(Arch.I386)) {
      arches = List.of(Arch.AMD64);
    } else if (arches.size() == 1) {
      arches = widened(arches.getFirst());
    }
  }

  /** The names of 32-bit architectures beside a word for 64 bits name their successors. */
  private static List<Arch> widened(Arch arch) {
    return switch (arch.name()) {
      case "arm" -> List.of(Arch.ARM64);
      case "ppc" -> List.of(Arch.PPC64, Arch.PPC64LE);
      case "mips" -> List.of(Arch.MIPS64, Arch.MIPS64LE);
      case "mipsle" -> List.of(Arch.MIPS64LE);
      case "sparc" -> List.of(Arch.SPARC64);
      case "s390" -> List.of(Arch.S390X);
      case "riscv32" -> List.of(Arch.RISCV64);
      default -> List.of(arch);
    };
  }

  private void finish32() {
    if (arches.isEmpty()) {
      if (namesOs() && !os.equals(Os.DARWIN)) {
        arches = List.of(Arch.I386);
      }
    } else if (arches.contains(Arch.I386)) {
      arches = List.of(Arch.I386);
    } else if (arches.contains(Arch.AMD64) || arches.contains(Arch.ARM64)) {
      contradictory = true;
    }
  }

  /** Only Apple's systems have such files; elsewhere the words mean something else. */
  private void finishUniversal() {
    if (!Systems.isApple(os) || !arches.isEmpty()) {
      return;
    }
    if (universal2) {
      arches = List.of(Arch.AMD64, Arch.ARM64);
      slices = Slices.ALL_OF;
    } else if (universal) {
      slices = Slices.SEVERAL;
    }
  }

  /** {@return whether both say the same platform} */
  boolean sameAs(Run other) {
    return os.equals(other.os) && sameArch(other);
  }

  boolean sameArch(Run other) {
    return arches.equals(other.arches) && slices == other.slices;
  }
}
