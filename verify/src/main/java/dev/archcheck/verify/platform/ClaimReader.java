package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the names on a path claim. One word is not a claim: a system and an architecture must
 * stand in one element or side by side, or the extension must fix the system. The last complete
 * pair near the file wins, and words above give way to it. In doubt nothing is claimed, because a
 * false finding costs more trust than a missed one.
 *
 * <p>It remembers the folders that it met, so one reader belongs to one thread.
 */
public final class ClaimReader {

  private static final int MAX_REMEMBERED = 10_000;
  private static final String WIN32_FOLDER = "Win32";

  private final Map<String, Said> folders = new HashMap<>();
  private List<String> lastParents = List.of();
  private PathClaim lastAbove = PathClaim.NONE;
  private PathClaim lastPath = PathClaim.NONE;
  private @Nullable Claim lastClaim;

  /** A reader that has met nothing yet. */
  public ClaimReader() {}

  /**
   * {@return what the names claim, if they claim anything}
   *
   * @param names outermost first; the last is the file's own
   */
  public Optional<Claim> fromNames(List<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    int leaf = names.size() - 1;
    String file = names.get(leaf);
    PathClaim above = above(names.subList(0, leaf));
    PathClaim claim =
        above.below(NameReader.read(file), leaf).end(Extension.of(file.toLowerCase(Locale.ROOT)));
    if (!claim.isClaim()
        || isTestData(names, claim)
        || isCompilersTool(names, claim)
        || isSystemsTool(names)) {
      return Optional.empty();
    }
    if (!claim.equals(lastPath)) {
      lastPath = claim;
      lastClaim = toClaim(claim);
    }
    return Optional.ofNullable(lastClaim);
  }

  /**
   * {@return the architecture that the names say without a system, or the system that only the
   * extension says; too little to be a claim, but enough to choose among targets}
   */
  Optional<Claim> hintOf(List<String> names) {
    int leaf = names.size() - 1;
    PathClaim said = above(names.subList(0, leaf)).below(NameReader.read(names.get(leaf)), leaf);
    boolean usable = said.archAlone() && !said.arches().isEmpty() && said.os().equals(Os.ANY);
    if (usable) {
      return Optional.of(toClaim(said));
    }
    String name = names.get(leaf).toLowerCase(Locale.ROOT);
    Os os = Extension.of(name).os();
    return os.equals(Os.ANY)
        ? Optional.empty()
        : Optional.of(
            new Claim(
                List.of(new Platform(os, Arch.ANY)),
                Slices.ANY_OF,
                Libc.UNSAID,
                List.of(),
                List.of(new Evidence.Declared("path", name.substring(name.lastIndexOf('.'))))));
  }

  private PathClaim above(List<String> parents) {
    if (!parents.equals(lastParents)) {
      lastParents = List.copyOf(parents);
      lastAbove = readAbove(lastParents);
    }
    return lastAbove;
  }

  private PathClaim readAbove(List<String> parents) {
    PathClaim claim = PathClaim.NONE;
    for (int i = 0; i < parents.size(); i++) {
      claim = claim.below(folder(parents, i), i);
    }
    return claim;
  }

  private Said folder(List<String> parents, int index) {
    String name = parents.get(index);
    if (index > 0 && isCompilersFolder(parents.get(index - 1))) {
      return Said.NOTHING;
    }
    if (name.equals(WIN32_FOLDER) && besideBuildFolder(parents, index)) {
      return VISUAL_STUDIO_WIN32;
    }
    if (folders.size() >= MAX_REMEMBERED) {
      folders.clear();
    }
    Said said = folders.computeIfAbsent(name, NameReader::read);
    return name.equals("ARM") && besideBuildFolder(parents, index) ? said.withArchAlone() : said;
  }

  private static final Said VISUAL_STUDIO_WIN32 =
      new Said(
          Os.WINDOWS,
          true,
          List.of(Arch.I386),
          Slices.ANY_OF,
          true,
          true,
          "",
          Libc.UNSAID,
          List.of(),
          false,
          WIN32_FOLDER);

  /** A compiler keeps its own programs in a folder that is named for what they make. */
  private static boolean isCompilersFolder(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "gcc", "gcc-cross", "hostx64", "hostx86", "hostarm64" -> true;
      default -> false;
    };
  }

  /**
   * Visual Studio names a folder {@code Win32} for 386; elsewhere the word is a system, and the
   * name of a Perl module.
   */
  private static boolean besideBuildFolder(List<String> parents, int index) {
    return (index > 0 && isBuildFolder(parents.get(index - 1)))
        || (index + 1 < parents.size() && isBuildFolder(parents.get(index + 1)));
  }

  private static boolean isBuildFolder(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "release", "debug", "relwithdebinfo", "minsizerel" -> true;
      case "bin", "lib", "libs", "build", "dist", "out", "native", "platforms" -> true;
      default -> false;
    };
  }

  /** Test data holds foreign binaries on purpose. */
  private static boolean isTestData(List<String> names, PathClaim claim) {
    return claim.completeAt() < names.size() - 2 && names.contains("testdata");
  }

  /** {@code aarch64-linux-gnu/bin/ld} makes programs for arm64 and runs elsewhere. */
  private static boolean isCompilersTool(List<String> names, PathClaim claim) {
    int leaf = names.size() - 1;
    if (claim.completeAt() != leaf - 2 || !names.get(leaf - 1).equals("bin")) {
      return false;
    }
    Token tool = firstToken(names.get(leaf));
    Token triple = firstToken(names.get(leaf - 2));
    if (triple == null || !triple.namesArch()) {
      return false;
    }
    // crosstool-NG repeats the whole triple: aarch64-linux-gnu/bin/aarch64-linux-gnu-gcc.
    return (tool != null && tool.is(Word.Role.TOOL))
        || names.get(leaf).startsWith(names.get(leaf - 2) + "-");
  }

  /**
   * Programs of the system that are called so and run elsewhere: those of util-linux that change
   * what uname says, and cross tools whose last word is no common one.
   */
  private static boolean isSystemsTool(List<String> names) {
    int leaf = names.size() - 1;
    if (leaf < 1 || !names.get(leaf - 1).equals("bin")) {
      return false;
    }
    String name = names.get(leaf);
    Said said = NameReader.read(name);
    boolean triple =
        said.isComplete()
            && said.libc() != Libc.UNSAID
            && name.startsWith(said.words() + "-")
            && Character.isLowerCase(name.charAt(0));
    return triple || name.equals("linux32") || name.equals("linux64");
  }

  private static @Nullable Token firstToken(String name) {
    List<Token> tokens = Tokenizer.split(name, name.length());
    return tokens.isEmpty() ? null : tokens.getFirst();
  }

  private static Claim toClaim(PathClaim claim) {
    return new Claim(
        platforms(claim),
        claim.slices(),
        claim.os().equals(Os.LINUX) ? claim.libc() : Libc.UNSAID,
        claim.minimums(),
        List.of(new Evidence.Declared("path", claim.words())));
  }

  private static List<Platform> platforms(PathClaim claim) {
    if (claim.arches().isEmpty()) {
      return List.of(new Platform(claim.os(), Arch.ANY));
    }
    List<Platform> platforms = new ArrayList<>(2);
    for (Arch arch : claim.arches()) {
      addPlatforms(platforms, claim, arch);
    }
    return List.copyOf(platforms);
  }

  /** Some words mean different architectures on different systems. */
  private static void addPlatforms(List<Platform> platforms, PathClaim claim, Arch arch) {
    Os os = claim.os();
    String abi = claim.abi();
    if (arch.equals(Arch.WASM)) {
      platforms.add(new Platform(Os.ANY, arch));
    } else if (abi.equals("x32") && claim.arches().contains(Arch.I386)) {
      // x32 is an ABI of Linux, and elsewhere a sloppy word for 32 bits.
      platforms.add(new Platform(os, arch, arch.equals(Arch.AMD64) ? "x32" : ""));
    } else if (os.equals(Os.DARWIN) && arch.equals(Arch.ARM)) {
      platforms.add(new Platform(os, Arch.ARM64));
    } else if (os.equals(Os.WINDOWS) && arch.equals(Arch.ARM) && abi.isEmpty()) {
      platforms.add(new Platform(os, arch));
      platforms.add(new Platform(os, Arch.ARM64));
    } else if (os.equals(Os.DARWIN) && claim.arches().equals(List.of(Arch.I386))) {
      platforms.add(new Platform(os, arch));
      platforms.add(new Platform(os, Arch.AMD64));
    } else {
      platforms.add(new Platform(os, arch, abi));
    }
  }
}
