package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Os;
import org.jspecify.annotations.Nullable;

/** Which operating system a piece of evidence names. Null: it names none. */
final class OsRule {

  static final Os CLOUDABI = new Os("cloudabi");
  static final Os FUCHSIA = new Os("fuchsia");
  static final Os HPUX = new Os("hpux");
  static final Os HURD = new Os("hurd");
  static final Os IRIX = new Os("irix");
  static final Os NACL = new Os("nacl");
  static final Os OPENVMS = new Os("openvms");
  static final Os SYLLABLE = new Os("syllable");
  static final Os MINIX = new Os("minix");

  private OsRule() {}

  /** The byte that a linker brands a file with. ELFOSABI_GNU is weak: other systems use it too. */
  static @Nullable Os ofOsAbi(OsAbi osAbi) {
    return switch (osAbi.raw()) {
      case 1 -> HPUX;
      case 2 -> Os.NETBSD;
      case 4 -> HURD;
      case 6 -> Os.SOLARIS;
      case 7 -> Os.AIX;
      case 8 -> IRIX;
      case 9 -> Os.FREEBSD;
      case 12 -> Os.OPENBSD;
      case 13 -> OPENVMS;
      case 17 -> CLOUDABI;
      default -> null;
    };
  }

  /** The program that the kernel starts to load a file. */
  static @Nullable Os ofInterpreter(String path, Machine machine) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (file.startsWith("linker") && (path.startsWith("/system/") || path.startsWith("/apex/"))) {
      return Os.ANDROID;
    }
    if (file.startsWith("ld-linux")
        || file.startsWith("ld-musl")
        || file.startsWith("ld-uClibc")
        || file.startsWith("ld64-uClibc")
        || file.startsWith("ld64.so.")
        || file.startsWith("ld-lsb")) {
      return Os.LINUX;
    }
    return switch (file) {
      // The name of the old System V, which Linux kept on three architectures.
      case "ld.so.1" -> systemV(path, machine);
      case "ld-elf.so.1", "ld-elf32.so.1", "ld-elf64.so.1" -> Os.FREEBSD;
      case "ld-elf.so.2" -> Os.DRAGONFLY;
      case "ld.elf_so" -> path.startsWith("/usr/libexec/") ? Os.NETBSD : minixOrNetbsd(path);
      case "ld.so" -> path.equals("/usr/libexec/ld.so") ? Os.OPENBSD : null;
      case "ld-x86-64.so.1" -> HURD;
      case "runtime_loader" -> path.startsWith("/system/") ? Os.HAIKU : null;
      default -> null;
    };
  }

  private static @Nullable Os minixOrNetbsd(String path) {
    return path.startsWith("/libexec/") ? Os.NETBSD : MINIX;
  }

  private static @Nullable Os systemV(String path, Machine machine) {
    if (!path.startsWith("/")) {
      return FUCHSIA;
    }
    return switch (machine.raw()) {
      case 2, 3, 18, 43, 62 -> Os.SOLARIS;
      case 8, 20, 21, 22 -> Os.LINUX;
      default -> null;
    };
  }

  static @Nullable Os ofNote(Note note) {
    return switch (note.name()) {
      case "GNU" -> note.type() == 1 ? ofAbiTag(note.first()) : null;
      case "Android" -> Os.ANDROID;
      case "FreeBSD" -> Os.FREEBSD;
      case "NetBSD" -> note.type() == 1 ? Os.NETBSD : null;
      case "OpenBSD" -> Os.OPENBSD;
      case "DragonFly" -> Os.DRAGONFLY;
      case "Linux" -> Os.LINUX;
      default -> null;
    };
  }

  /** The first word of NT_GNU_ABI_TAG. */
  private static @Nullable Os ofAbiTag(long word) {
    return switch ((int) word) {
      case 0 -> Os.LINUX;
      case 1 -> HURD;
      case 2 -> Os.SOLARIS;
      case 3 -> Os.FREEBSD;
      case 4 -> Os.NETBSD;
      case 5 -> SYLLABLE;
      case 6 -> NACL;
      default -> null;
    };
  }

  /** The owner of a core dump's notes. */
  static @Nullable Os ofCoreNote(String owner) {
    if (owner.startsWith("NetBSD-CORE")) {
      return Os.NETBSD;
    }
    return switch (owner) {
      case "LINUX" -> Os.LINUX;
      case "FreeBSD" -> Os.FREEBSD;
      case "OpenBSD" -> Os.OPENBSD;
      case "DragonFly" -> Os.DRAGONFLY;
      default -> null;
    };
  }

  /** The name of a library that is needed. */
  static @Nullable Os ofNeeded(String library) {
    if (library.startsWith("libc.musl-")
        || library.startsWith("ld-linux")
        || library.startsWith("ld-musl")
        || library.startsWith("ld64.so.")) {
      return Os.LINUX;
    }
    if (library.startsWith("libc.so.")) {
      return ofLibc(library.substring("libc.so.".length()));
    }
    return switch (library) {
      case "libroot.so" -> Os.HAIKU;
      case "libzircon.so", "libfdio.so" -> FUCHSIA;
      case "libdl.so.2", "libpthread.so.0", "librt.so.1", "libm.so.6", "libanl.so.1" -> Os.LINUX;
      case "liblog.so", "libandroid.so" -> Os.ANDROID;
      default -> null;
    };
  }

  /** Libraries of C are numbered differently everywhere; OpenBSD's go from 80 up by minor. */
  private static @Nullable Os ofLibc(String version) {
    return switch (version) {
      case "6", "6.1" -> Os.LINUX;
      case "0.3" -> HURD;
      case "7" -> Os.FREEBSD;
      case "8" -> Os.DRAGONFLY;
      case "12" -> Os.NETBSD;
      case "1" -> Os.SOLARIS;
      default -> version.indexOf('.') > 1 ? Os.OPENBSD : null;
    };
  }
}
