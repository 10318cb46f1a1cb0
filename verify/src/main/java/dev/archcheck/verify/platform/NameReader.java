package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.verify.platform.Word.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what one element of a path says of a platform. */
final class NameReader {

  private final String name;
  private final List<Token> tokens;
  private final Extension extension;
  private final List<Run> runs = new ArrayList<>(2);
  private int python = Integer.MAX_VALUE;

  private NameReader(String name, String lower) {
    this.name = name;
    this.tokens = Tokenizer.split(lower, Extension.start(lower));
    this.extension = Extension.of(lower);
  }

  /** {@return what the name says} */
  static Said read(String name) {
    String lower = lower(name);
    if (lower.endsWith(".whl")) {
      return WheelName.read(name, lower);
    }
    Said fixed =
        lower.endsWith(".exe")
            ? launcher(name, lower)
            : lower.endsWith(".efi")
                ? firmware(name, lower)
                : lower.endsWith(".deb") ? debian(name, lower) : bottle(name, lower);
    return fixed.isComplete() ? fixed : new NameReader(name, lower).read();
  }

  /**
   * {@return whether a file of this name can only be a program for the platform that it names: it
   * names system and architecture, with nothing behind them}
   */
  static boolean namesProgram(String name) {
    String lower = lower(name);
    NameReader reader = new NameReader(name, lower);
    Said said = reader.read();
    if (!said.isComplete() || reader.tokens.isEmpty()) {
      return false;
    }
    Token last = reader.tokens.getLast();
    boolean ends = last.end() == lower.length() && !reader.isExtension(last);
    int words = lower.lastIndexOf(lower(said.words()));
    return ends && (words <= 0 || lower.charAt(words - 1) != '.');
  }

  /** A word behind a dot is an extension, and so is a number that no other number precedes. */
  private boolean isExtension(Token last) {
    if (last.separator() != '.') {
      return !last.claims() && !last.number();
    }
    return !last.number() || tokens.size() < 2 || !tokens.get(tokens.size() - 2).number();
  }

  /**
   * {@return the name in lower case, character by character} A whole text can become longer, as
   * that of a dotted capital I does, and then its offsets are not those of the name.
   */
  static String lower(String name) {
    StringBuilder lower = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      lower.append(Character.toLowerCase(name.charAt(i)));
    }
    return lower.toString();
  }

  private Said read() {
    if (!findRuns()) {
      return Said.NOTHING;
    }
    if (runs.isEmpty()) {
      return Said.SILENT;
    }
    for (Run run : runs) {
      if (run.contradictory) {
        return Said.NOTHING;
      }
    }
    Said said = choose();
    return contradictsExtension(said) ? Said.NOTHING : said;
  }

  /** Collects the runs; returns false if the name is about two platforms. */
  private boolean findRuns() {
    boolean apple = joinsUnderscored();
    Run run = null;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is(Role.CROSS)) {
        return false;
      }
      if (token.is(Role.PYTHON)) {
        python = Math.min(python, i);
      }
      boolean belongs = token.claims() || (run != null && token.number());
      if (!belongs) {
        close(run);
        run = null;
      } else {
        run = run == null ? new Run(i) : run;
        run.add(token, i, apple);
      }
    }
    close(run);
    return true;
  }

  private void close(@Nullable Run run) {
    if (run == null) {
      return;
    }
    run.finish();
    if (run.saysAnything()) {
      runs.add(run);
    }
  }

  /** The folders of an .xcframework: {@code ios-arm64_x86_64-simulator}. */
  private boolean joinsUnderscored() {
    Word first = tokens.isEmpty() ? null : tokens.getFirst().word();
    return first != null
        && Systems.isApple(first.os())
        && tokens.size() > 1
        && tokens.get(1).separator() == '-';
  }

  private Said choose() {
    Run complete = null;
    for (Run run : runs) {
      if (run.isComplete()) {
        if (complete != null && !complete.sameAs(run) && run.first < python) {
          return Said.NOTHING;
        }
        complete = run;
      }
    }
    return complete != null ? complete(complete) : incomplete();
  }

  private Said complete(Run chosen) {
    // aarch64-linux-gnu-gcc, and gcc-aarch64-linux-gnu, which is the package of it.
    boolean triple = chosen.libc != Libc.UNSAID;
    boolean tool = isTool(chosen.last + 1) || (triple && isTool(before(chosen)));
    if (chosen.archFirst && tool && isLowerCase(chosen)) {
      return Said.SILENT;
    }
    for (Run run : runs) {
      boolean other = run.namesArch() && run.archAlone && !run.sameArch(chosen);
      if (other && chosen.first < python) {
        return Said.NOTHING;
      }
    }
    return said(chosen, chosen, true, true);
  }

  /** {@return the index of the word before a run and the version before it} */
  private int before(Run run) {
    int before = run.first - 1;
    while (before > 0 && tokens.get(before).number()) {
      before--;
    }
    return before;
  }

  /** GNU's tools are in lower case; {@code amd64-Linux-gcc} says what compiled a library. */
  private boolean isLowerCase(Run run) {
    for (int i = tokens.get(run.first).start(); i < tokens.get(run.last).end(); i++) {
      if (Character.isUpperCase(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isTool(int index) {
    return index >= 0 && index < tokens.size() && tokens.get(index).is(Role.TOOL);
  }

  private Said incomplete() {
    Run system = null;
    Run arch = null;
    for (Run run : runs) {
      if (run.namesOs()) {
        system = run;
      }
      if (run.namesArch()) {
        if (arch != null && !arch.sameArch(run)) {
          return Said.NOTHING;
        }
        arch = run;
      }
    }
    if (system != null && arch != null && system.osAlone && arch.archAlone) {
      return said(system, arch, true, true);
    }
    if (arch != null && hasEmulator()) {
      return Said.NOTHING;
    }
    return partial(system, arch);
  }

  private boolean hasEmulator() {
    for (Token token : tokens) {
      if (token.is(Role.EMULATOR)) {
        return true;
      }
    }
    return false;
  }

  private Said partial(@Nullable Run system, @Nullable Run arch) {
    if (system != null) {
      return python < system.first && isWin32(system)
          ? said(system, system, false, false, List.of(Arch.I386))
          : said(system, system, isLast(system), false);
    }
    Run only = arch != null ? arch : runs.getLast();
    boolean pure = isPure(only);
    boolean joins = pure || (isLast(only) && only.archAlone && !isProgramFiles(only));
    Said said = said(only, only, false, joins);
    return extension.os().equals(Os.ANY) || !said.archAlone() ? said : said.withOs(extension.os());
  }

  /** {@code Program Files (x86)} holds programs for every architecture. */
  private boolean isProgramFiles(Run run) {
    return tokens.get(run.first).separator() == '(' && extension.os().equals(Os.ANY);
  }

  private boolean isWin32(Run run) {
    return tokens.get(run.first).text().equals("win32");
  }

  private Said said(Run system, Run arch, boolean osCounts, boolean archCounts) {
    return said(system, arch, osCounts, archCounts, arch.arches);
  }

  private Said said(Run system, Run arch, boolean osCounts, boolean archCounts, List<Arch> arches) {
    Run main = arch == system ? system : (arch.first < system.first ? arch : system);
    Run end = arch == system ? system : (arch.first < system.first ? system : arch);
    return new Said(
        system.os,
        system.osAlone && osCounts,
        arches,
        arch.slices,
        archCounts,
        archCounts && arch.archAlone,
        arch.abi,
        libc(),
        system.minimums,
        false,
        name.substring(tokens.get(main.first).start(), endOfWords(end)));
  }

  /** Windows calls the second download {@code tool_linux_arm64 (1)}: that is no word of the run. */
  private int endOfWords(Run run) {
    int last = run.last;
    while (last > run.first && tokens.get(last).number() && tokens.get(last).separator() == '(') {
      last--;
    }
    return tokens.get(last).end();
  }

  /** Python before 3.13 calls its modules {@code linux-gnu} whatever the C library is. */
  private Libc libc() {
    Libc found = Libc.UNSAID;
    for (Run run : runs) {
      if (run.libc != Libc.UNSAID && run.first < python) {
        found = run.libc;
      }
    }
    return found;
  }

  private boolean isPure(Run run) {
    return run.first == 0 && run.last == tokens.size() - 1;
  }

  /** {@return whether the name ends with the run, but for ordinary last words and versions} */
  private boolean isLast(Run run) {
    if (run.first > 0 && tokens.get(run.first - 1).is(Role.PREPOSITION)) {
      return false;
    }
    for (int i = 0; i < run.first; i++) {
      if (tokens.get(i).is(Role.TOOL)) {
        return false; // llvm-libtool-darwin makes files for it
      }
    }
    for (int i = run.last + 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (!token.number() && !token.is(Role.LAST)) {
        return false;
      }
    }
    return true;
  }

  private boolean contradictsExtension(Said said) {
    if (!said.namesOs()) {
      return false;
    }
    if (extension.elf()) {
      return Systems.family(said.os()) == Systems.Family.WINDOWS;
    }
    return !extension.os().equals(Os.ANY)
        && Systems.family(extension.os()) != Systems.family(said.os());
  }

  /**
   * The launchers that Python's installers copy: {@code t64.exe}, {@code w64-arm.exe}, {@code
   * cli-32.exe}. Elsewhere such numbers are versions.
   */
  private static Said launcher(String name, String lower) {
    return switch (lower) {
      case "t64.exe", "w64.exe", "cli-64.exe", "gui-64.exe" -> fixed(name, Os.WINDOWS, Arch.AMD64);
      case "t32.exe", "w32.exe", "cli-32.exe", "gui-32.exe" -> fixed(name, Os.WINDOWS, Arch.I386);
      case "t64-arm.exe", "w64-arm.exe" -> fixed(name, Os.WINDOWS, Arch.ARM64);
      default -> Said.SILENT;
    };
  }

  /**
   * The names under which firmware looks for a boot loader on removable media (UEFI specification
   * 3.5.1.1), and those that shim and GRUB form in the same way.
   */
  private static Said firmware(String name, String lower) {
    String stem = lower.substring(0, lower.length() - ".efi".length());
    for (String loader : BOOT_LOADERS) {
      if (stem.startsWith(loader)) {
        return switch (stem.substring(loader.length())) {
          case "x64" -> fixed(name, Os.UEFI, Arch.AMD64);
          case "ia32" -> fixed(name, Os.UEFI, Arch.I386);
          case "aa64" -> fixed(name, Os.UEFI, Arch.ARM64);
          case "arm" -> fixed(name, Os.UEFI, Arch.ARM);
          case "riscv64" -> fixed(name, Os.UEFI, Arch.RISCV64);
          case "loongarch64" -> fixed(name, Os.UEFI, Arch.LOONG64);
          default -> Said.SILENT;
        };
      }
    }
    return Said.SILENT;
  }

  /** {@code name_version_architecture.deb}, in Debian's words for architectures. */
  private static Said debian(String name, String lower) {
    int start = lower.lastIndexOf('_') + 1;
    return switch (lower.substring(start, lower.length() - ".deb".length())) {
      case "amd64" -> fixed(name, Os.LINUX, Arch.AMD64);
      case "arm64" -> fixed(name, Os.LINUX, Arch.ARM64);
      case "armhf", "armel" -> fixed(name, Os.LINUX, Arch.ARM);
      case "i386" -> fixed(name, Os.LINUX, Arch.I386);
      case "loong64" -> fixed(name, Os.LINUX, Arch.LOONG64);
      case "mips64el" -> fixed(name, Os.LINUX, Arch.MIPS64LE);
      case "mipsel" -> fixed(name, Os.LINUX, Arch.MIPSLE);
      case "powerpc" -> fixed(name, Os.LINUX, Arch.PPC);
      case "ppc64" -> fixed(name, Os.LINUX, Arch.PPC64);
      case "ppc64el" -> fixed(name, Os.LINUX, Arch.PPC64LE);
      case "riscv64" -> fixed(name, Os.LINUX, Arch.RISCV64);
      case "s390x" -> fixed(name, Os.LINUX, Arch.S390X);
      default -> Said.SILENT;
    };
  }

  /** Homebrew's {@code wget--1.24.5.arm64_sonoma.bottle.tar.gz}; without a word it is for Intel. */
  private static Said bottle(String name, String lower) {
    int end = lower.indexOf(".bottle.");
    int start = end < 0 ? -1 : lower.lastIndexOf('.', end - 1);
    if (start < 0) {
      return Said.SILENT;
    }
    String tag = lower.substring(start + 1, end);
    boolean arm64 = tag.startsWith("arm64_");
    return MACOS_RELEASES.contains(arm64 ? tag.substring("arm64_".length()) : tag)
        ? fixed(name, Os.DARWIN, arm64 ? Arch.ARM64 : Arch.AMD64)
        : Said.SILENT;
  }

  private static final List<String> MACOS_RELEASES =
      List.of(
          "tahoe",
          "sequoia",
          "sonoma",
          "ventura",
          "monterey",
          "big_sur",
          "catalina",
          "mojave",
          "high_sierra",
          "sierra",
          "el_capitan");

  private static final List<String> BOOT_LOADERS = List.of("boot", "shim", "grub", "mm", "fb");

  private static Said fixed(String name, Os os, Arch arch) {
    return new Said(
        os,
        false,
        List.of(arch),
        Slices.ANY_OF,
        true,
        true,
        "",
        Libc.UNSAID,
        List.of(),
        false,
        name);
  }
}
