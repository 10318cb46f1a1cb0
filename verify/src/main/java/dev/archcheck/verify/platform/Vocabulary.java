package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.verify.platform.Word.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every word that releases use for a platform. A word is written in lower case with {@code _} for
 * whatever separates its parts: {@code x86_64} is also found as {@code x86-64}.
 */
final class Vocabulary {

  /** The most parts that a word has: {@code arm64_v8a}, {@code x86_64_v3}. */
  static final int MAX_PARTS = 3;

  static final Vocabulary OF_RELEASES = new Vocabulary();

  private final Map<String, Word> words = new HashMap<>(1024);
  private final Set<String> beginnings = new HashSet<>();
  private final Map<String, Word> versioned = new HashMap<>();

  private Vocabulary() {
    systems();
    architectures();
    armVersions();
    bitsAndLibraries();
    universals();
    glued();
    rest();
  }

  /** {@return what the word says, or null for a word that says nothing} */
  @Nullable Word get(String word) {
    return words.get(word);
  }

  /** {@return whether a word of several parts may begin with this part} */
  boolean beginsLonger(String part) {
    return beginnings.contains(part);
  }

  /** {@return the system that is often written with a version behind it: {@code darwin22}} */
  @Nullable Word getVersioned(String word) {
    return versioned.get(word);
  }

  private Word known(String spelling) {
    return Objects.requireNonNull(words.get(spelling));
  }

  private void put(Word word, String... spellings) {
    for (String spelling : spellings) {
      words.put(spelling, word);
      int separator = spelling.indexOf('_');
      if (separator > 0) {
        beginnings.add(spelling.substring(0, separator));
      }
    }
  }

  private void putVersioned(Word word, String... spellings) {
    put(word, spellings);
    for (String spelling : spellings) {
      versioned.put(spelling, word);
    }
  }

  private void systems() {
    putVersioned(Word.os(Os.WINDOWS), "windows");
    put(Word.os(Os.WINDOWS), "win32");
    putVersioned(Word.weakOs(Os.WINDOWS), "win", "msvc");
    put(Word.weakOs(Os.WINDOWS), "mingw", "mingw32", "msys", "cygwin", "uwp", "w64_mingw32");
    put(Word.weakOs(Os.WINDOWS).glued(Word.arch(Arch.AMD64)), "mingw64", "ucrt64", "clang64");
    put(Word.weakOs(Os.WINDOWS).glued(Word.arch(Arch.ARM64)), "clangarm64");
    putVersioned(Word.os(Os.DARWIN), "darwin", "macos", "macosx", "osx");
    put(Word.os(Os.DARWIN), "mac");
    putVersioned(Word.os(Os.LINUX), "linux");
    putVersioned(
        Word.weakOs(Os.LINUX), "ubuntu", "debian", "centos", "fedora", "rhel", "opensuse", "sles");
    put(Word.weakOs(Os.LINUX).with(Libc.MUSL), "alpine");
    put(Word.os(Os.LINUX).with(Libc.MUSL), "linuxmusl", "musllinux");
    put(Word.os(Os.LINUX).with(Libc.GLIBC), "linuxglibc", "manylinux");
    put(Word.os(Os.LINUX).with(Libc.GLIBC).withMinimum("2.5"), "manylinux1");
    put(Word.os(Os.LINUX).with(Libc.GLIBC).withMinimum("2.12"), "manylinux2010");
    put(Word.os(Os.LINUX).with(Libc.GLIBC).withMinimum("2.17"), "manylinux2014");
    put(Word.weakOs(Os.ANDROID), "androideabi");
    putVersioned(Word.weakOs(Os.ANDROID), "android");
    putVersioned(Word.os(Os.FREEBSD), "freebsd");
    putVersioned(Word.os(Os.NETBSD), "netbsd");
    putVersioned(Word.os(Os.OPENBSD), "openbsd");
    putVersioned(Word.weakOs(Os.DRAGONFLY), "dragonfly", "dragonflybsd");
    putVersioned(Word.os(Os.SOLARIS), "solaris", "sunos");
    put(Word.os(Os.ILLUMOS), "illumos");
    putVersioned(Word.os(Os.AIX), "aix");
    put(Word.weakOs(Os.PLAN9), "plan9");
    put(Word.weakOs(Os.HAIKU), "haiku");
    put(Word.weakOs(Os.UEFI), "uefi", "efi");
    putVersioned(Word.weakOs(Os.IOS), "ios", "iphoneos");
    put(Word.weakOs(Os.IOS_SIMULATOR), "iossimulator", "iphonesimulator", "iossim");
    putVersioned(Word.weakOs(Os.TVOS), "tvos", "appletvos");
    put(Word.weakOs(Os.TVOS_SIMULATOR), "tvossimulator", "appletvsimulator", "tvossim");
    putVersioned(Word.weakOs(Os.WATCHOS), "watchos");
    put(Word.weakOs(Os.WATCHOS_SIMULATOR), "watchossimulator", "watchsimulator", "watchossim");
    putVersioned(Word.weakOs(Os.VISIONOS), "visionos", "xros");
    put(Word.weakOs(Os.VISIONOS_SIMULATOR), "visionossimulator", "xrsimulator");
    put(Word.weakOs(Os.MACCATALYST), "maccatalyst", "ios_macabi", "macabi");
  }

  private void architectures() {
    put(Word.arch(Arch.AMD64), "amd64", "x86_64", "x64", "x8664", "em64t", "x86_64h");
    put(Word.arch(Arch.AMD64), "x86_64_v2", "x86_64_v3", "x86_64_v4", "amd64_v1", "amd64_v2");
    put(Word.arch(Arch.AMD64), "amd64_v3", "amd64_v4", "amd64v1", "amd64v2", "amd64v3", "amd64v4");
    put(Word.arch(Arch.I386), "i386", "i486", "i586", "i686", "ia32", "x86", "x86_32");
    put(Word.weakArch(Arch.AMD64).withBits(64), "intel64");
    put(Word.weakArch(Arch.I386, Arch.AMD64), "intel");
    put(Word.weakArch(Arch.I386, Arch.AMD64).withAbi("x32"), "x32");
    put(Word.arch(Arch.ARM64), "arm64", "aarch64", "aarch_64", "arm_64", "arm64v8", "arm64_v8");
    put(Word.arch(Arch.ARM64), "arm64_v8a", "armv8", "armv8a", "arm64v9", "armv9", "armv8_64");
    put(Word.weakArch(Arch.ARM64), "silicon", "m1");
    put(Word.arch(Arch.AMD64).withAbi("arm64ec").with(Os.WINDOWS, false), "arm64ec");
    put(Word.arch(Arch.ARM64).withAbi("arm64x").with(Os.WINDOWS, false), "arm64x");
    put(Word.arch(Arch.ARM64).withAbi("arm64e"), "arm64e");
    put(Word.arch(new Arch("arm64be")), "aarch64_be", "aarch64be", "arm64be");
    put(Word.weakArch(new Arch("armbe")), "armeb", "armbe");
    put(Word.weakArch(Arch.ARM64_32), "arm64_32");
    put(Word.weakArch(Arch.ARM), "arm", "arm32", "arm_32", "arm5", "arm6", "arm7", "aarch32");
    put(
        Word.weakArch(Arch.ARM).withAbi("armhf"),
        "armhf",
        "armhfp",
        "armv7hf",
        "armv6hf",
        "arm32hf");
    put(Word.weakArch(Arch.ARM).withAbi("armel"), "armel");
    put(Word.arch(Arch.PPC64LE), "ppc64le", "ppc64el", "powerpc64le", "ppcle_64");
    put(Word.arch(Arch.PPC64), "ppc64", "powerpc64", "ppc_64");
    put(Word.weakArch(Arch.PPC), "ppc", "powerpc", "ppc32", "ppc_32");
    put(Word.arch(Arch.RISCV64), "riscv64", "riscv64gc", "riscv64a23", "riscv_64");
    put(Word.weakArch(Arch.RISCV32), "riscv32", "riscv32gc");
    put(Word.arch(Arch.S390X), "s390x", "s390_64", "systemz");
    put(Word.weakArch(Arch.S390), "s390");
    put(Word.arch(Arch.LOONG64), "loong64", "loongarch64", "loongarch_64");
    put(Word.weakArch(Arch.MIPS), "mips", "mips32", "mips_32", "mipsbe");
    put(Word.weakArch(Arch.MIPSLE), "mipsle", "mipsel", "mipsel_32");
    put(Word.weakArch(Arch.MIPS64), "mips64", "mips_64");
    put(Word.weakArch(Arch.MIPS64LE), "mips64le", "mips64el", "mipsel_64");
    put(Word.weakArch(Arch.SPARC), "sparc", "sparc_32");
    put(Word.weakArch(Arch.SPARC64), "sparc64", "sparcv9", "sparc_64");
    put(Word.weakArch(Arch.IA64), "ia64", "itanium_64");
    put(Word.weakArch(Arch.M68K), "m68k");
    put(Word.weakArch(Arch.WASM), "wasm", "wasm32");
  }

  /** All levels of 32-bit Arm are one architecture: no file says which one it needs. */
  private void armVersions() {
    Word arm = Word.arch(Arch.ARM);
    for (String version : new String[] {"5", "6", "7"}) {
      put(arm, "armv" + version, "arm_v" + version, "arm32v" + version, "armv" + version + "l");
      put(arm, "armv" + version + "te", "armv" + version + "tel", "armv" + version + "a");
    }
    put(
        arm,
        "armv8_32",
        "armv8l",
        "armv8_32hf",
        "armeabi",
        "armeabi_v7a",
        "armv7s",
        "armv7k",
        "armv7neon",
        "thumbv7neon",
        "armv6kz");
  }

  private void bitsAndLibraries() {
    put(Word.bits(64), "64bit", "64bits");
    put(Word.bits(32), "32bit", "32bits");
    put(Word.libc(Libc.GLIBC), "gnu", "glibc");
    put(Word.libc(Libc.MUSL), "musl");
    put(Word.libc(Libc.GLIBC).withAbi("armhf"), "gnueabihf");
    put(Word.libc(Libc.GLIBC).withAbi("armel"), "gnueabi");
    put(Word.libc(Libc.MUSL).withAbi("armhf"), "musleabihf");
    put(Word.libc(Libc.MUSL).withAbi("armel"), "musleabi");
    put(Word.libc(Libc.GLIBC).withAbi("x32"), "gnux32");
    put(Word.libc(Libc.MUSL).withAbi("x32"), "muslx32");
    put(Word.libc(Libc.GLIBC).withAbi("n32"), "gnuabin32");
    put(Word.libc(Libc.MUSL), "muslabi64");
    put(Word.libc(Libc.GLIBC), "gnuabi64");
  }

  private void universals() {
    put(Word.role(Role.UNIVERSAL), "universal", "all", "fat");
    put(Word.role(Role.UNIVERSAL2), "universal2");
    put(Word.role(Role.SIMULATOR), "simulator", "sim");
    put(Word.role(Role.CATALYST), "catalyst");
  }

  /** Words without a separator: {@code linuxarm64}, {@code macos64}. */
  private void glued() {
    Word bits64 = Word.bits(64);
    Word bits32 = Word.bits(32);
    for (String system :
        new String[] {"linux", "win", "windows", "mac", "macos", "osx", "darwin"}) {
      Word os = Word.os(known(system).os());
      put(os.glued(bits64), system + "64", system + "64bit");
      put(os.glued(bits32), system + "32bit");
      for (String arch :
          new String[] {
            "amd64", "x64", "x86", "i386", "i686", "ia32", "arm64", "aarch64", "arm", "armhf",
            "armv7"
          }) {
        put(os.glued(known(arch)), system + arch);
      }
    }
    for (String system : new String[] {"linux", "windows", "mac", "macos", "osx"}) {
      put(Word.os(known(system).os()).glued(bits32), system + "32");
    }
    put(Word.os(Os.LINUX).glued(Word.arch(Arch.AMD64)), "glnxa64");
    put(Word.os(Os.DARWIN).glued(Word.arch(Arch.AMD64)), "maci64");
    put(Word.os(Os.DARWIN).glued(Word.arch(Arch.ARM64)), "maca64");
  }

  private void rest() {
    put(Word.role(Role.FILLER), "unknown", "pc", "apple", "w64", "sun", "ibm", "wrs", "fortanix");
    put(Word.role(Role.FILLER), "hotspot", "softfloat", "hardfloat", "v8", "gnullvm");
    put(Word.weakOs(Os.JS), "browser", "js", "emscripten", "unknown_unknown");
    put(Word.weakOs(Os.WASIP1), "wasi", "wasip1", "wasip2");
    Word foreign = Word.role(Role.FOREIGN);
    put(foreign, "fuchsia", "redox", "hermit", "vxworks", "nto", "qnx", "l4re", "sgx", "cuda");
    put(foreign, "nvptx64", "amdgcn", "hurd", "zos", "ohos", "wasm64", "ilp32", "gnu_ilp32");
    put(foreign, "armebv7r", "xtensa", "hexagon");
    put(foreign, "riscv32imc", "riscv64imac", "thumbv6m", "thumbv7em", "thumbv7m", "thumbv8m");
    put(foreign, "avr", "sh4", "alpha", "hppa", "nios2", "microblaze");
    put(Word.role(Role.BARE), "none", "elf", "eabi", "eabihf");
    put(Word.role(Role.CROSS), "cross", "to", "hostx64", "hostx86", "hostarm64", "anycpu");
    put(Word.role(Role.CROSS), "any_cpu", "msil");
    put(Word.role(Role.EMULATOR), "qemu");
    put(Word.role(Role.PREPOSITION), "for", "on", "from", "of", "with", "non", "not", "no", "and");
    put(Word.role(Role.PYTHON), "cpython", "pypy");
    lastWords();
    tools();
  }

  private void lastWords() {
    Word last = Word.role(Role.LAST);
    put(last, "bin", "dist", "unpacked", "native", "natives", "static", "binaries", "binary");
    put(last, "shared", "portable", "setup", "installer", "cli", "latest", "stable", "full");
    put(last, "libs", "lib", "noarch", "md", "baseline", "prebuilt");
  }

  private void tools() {
    Word tool = Word.role(Role.TOOL);
    put(tool, "gcc", "g++", "c++", "cpp", "cc", "ld", "as", "ar", "nm", "objdump", "objcopy");
    put(tool, "ranlib", "strip", "readelf", "size", "strings", "gdb", "clang", "clang++");
    put(tool, "windres", "dlltool", "addr2line", "gcov", "gprof", "elfedit", "gfortran", "pkg");
    put(tool, "windmc", "widl", "dllwrap", "dwp", "c++filt", "lto", "gdc", "gnat", "tcc", "cmake");
    put(tool, "llvm", "lld", "libtool", "lipo", "otool");
  }
}
