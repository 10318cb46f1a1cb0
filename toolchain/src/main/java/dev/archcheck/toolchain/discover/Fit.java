package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Installed;
import java.io.IOException;
import java.util.List;

/**
 * Whether a program runs here, judged by its headers against the machine.
 *
 * @param by what runs it where the machine does not by itself, or what is not known; else empty
 */
public record Fit(Kind kind, String by) {

  /** The machine's own platform. */
  static final Fit NATIVE = new Fit(Kind.NATIVE, "");

  /**
   * {@return how the programs of an installed version run on a machine, by the platform that it is
   * for}
   */
  public static Fit of(Installed installed, Machine machine) {
    List<Platform> platforms = List.of(installed.toolchain().platform());
    Emulators emulators = new Emulators(new HostProbe(machine).probe(), machine);
    try (FileByteSource program = FileByteSource.open(installed.command())) {
      return emulators.fit(platforms, program);
    } catch (IOException _) {
      return emulators.fit(platforms, UNKNOWN); // without the program no emulator can be asked
    }
  }

  /**
   * {@return how a program runs on a machine, by what they are made for; interpreters that the
   * kernel may have are not asked}
   *
   * @param isSure whether the machine is what the kernel says, and not what an emulated process may
   *     take it for
   */
  public static Fit between(Platform machine, boolean isSure, Platform program) {
    Os os = machine.os();
    Arch arch = machine.arch();
    if (!program.os().equals(os)) {
      return FOREIGN;
    }
    if (arch.equals(Arch.UNSPECIFIED) || arch.equals(Arch.ANY)) {
      return new Fit(Kind.UNKNOWN, "nothing shows what processor this machine has");
    }
    if (program.arch().equals(arch)) {
      return NATIVE;
    }
    if (arch.equals(Arch.AMD64) && program.arch().equals(Arch.I386) && !os.equals(Os.DARWIN)) {
      return new Fit(Kind.COMPATIBLE, "32-bit mode");
    }
    if (arch.equals(Arch.ARM64)) {
      return onArm64(os, program.arch());
    }
    boolean unsure = !isSure && arch.equals(Arch.AMD64) && program.arch().equals(Arch.ARM64);
    return unsure
        ? new Fit(Kind.UNKNOWN, "this Java may be emulated itself on such a machine")
        : FOREIGN;
  }

  private static Fit onArm64(Os os, Arch program) {
    if (os.equals(Os.DARWIN) && program.equals(Arch.AMD64)) {
      return new Fit(Kind.EMULATED, "Rosetta 2");
    }
    if (os.equals(Os.WINDOWS) && (program.equals(Arch.AMD64) || program.equals(Arch.I386))) {
      return new Fit(Kind.EMULATED, "Windows on ARM");
    }
    return program.equals(Arch.ARM)
        ? new Fit(Kind.UNKNOWN, "only some 64-bit ARM processors run 32-bit programs")
        : FOREIGN;
  }

  /** Nothing here runs it. */
  static final Fit FOREIGN = new Fit(Kind.FOREIGN, "");

  /** There is no program to judge. */
  static final Fit UNKNOWN = new Fit(Kind.UNKNOWN, "");

  /** How it runs. */
  public enum Kind {
    /** By the machine itself. */
    NATIVE,
    /** By the machine itself, in a mode for older programs: 386 on amd64. */
    COMPATIBLE,
    /** By something that translates its instructions, where that is switched on. */
    EMULATED,
    /** Not at all, as far as can be seen. */
    FOREIGN,
    /** It cannot be told. */
    UNKNOWN
  }
}
