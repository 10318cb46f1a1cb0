package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.FileByteSource;
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
