package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.host.Host;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.util.List;

/** What this machine runs besides its own platform, as far as that can be seen. */
final class Emulators {

  private final Host host;
  private final List<BinaryFormat> formats;

  Emulators(Host host, Machine machine) {
    this.host = host;
    this.formats =
        host.platform().os().equals(Os.LINUX) ? BinaryFormat.registered(machine) : List.of();
  }

  /** {@return how a program of these platforms runs, with the emulators of the kernel asked} */
  Fit fit(List<Platform> platforms, ByteSource program) throws IOException {
    Fit own = byMachine(platforms);
    if (own.kind() != Fit.Kind.FOREIGN && own.kind() != Fit.Kind.UNKNOWN) {
      return own;
    }
    for (BinaryFormat format : formats) {
      if (format.takes(program)) {
        return new Fit(Fit.Kind.EMULATED, format.interpreter());
      }
    }
    return own;
  }

  /** {@return the same once more is known of the platforms} */
  Fit fit(List<Platform> platforms, Fit before) {
    Fit own = byMachine(platforms);
    return own.kind() == Fit.Kind.FOREIGN && before.kind() == Fit.Kind.EMULATED ? before : own;
  }

  private Fit byMachine(List<Platform> platforms) {
    Fit best = platforms.isEmpty() ? Fit.UNKNOWN : Fit.FOREIGN;
    for (Platform platform : platforms) {
      Fit fit = fit(platform);
      if (rank(fit) < rank(best)) {
        best = fit;
      }
    }
    return best;
  }

  private static int rank(Fit fit) {
    return switch (fit.kind()) {
      case NATIVE -> 0;
      case COMPATIBLE -> 1;
      case EMULATED -> 2;
      case UNKNOWN -> 3;
      case FOREIGN -> 4;
    };
  }

  private Fit fit(Platform program) {
    Os os = host.platform().os();
    Arch arch = host.platform().arch();
    if (!program.os().equals(os)) {
      return Fit.FOREIGN;
    }
    if (program.arch().equals(arch)) {
      return Fit.NATIVE;
    }
    if (arch.equals(Arch.AMD64) && program.arch().equals(Arch.I386) && !os.equals(Os.DARWIN)) {
      return new Fit(Fit.Kind.COMPATIBLE, "32-bit mode");
    }
    if (arch.equals(Arch.ARM64)) {
      return onArm64(os, program.arch());
    }
    boolean unsure =
        host.basis() == Host.Basis.JAVA
            && arch.equals(Arch.AMD64)
            && program.arch().equals(Arch.ARM64);
    return unsure
        ? new Fit(Fit.Kind.UNKNOWN, "this Java may be emulated itself on such a machine")
        : Fit.FOREIGN;
  }

  private static Fit onArm64(Os os, Arch program) {
    if (os.equals(Os.DARWIN) && program.equals(Arch.AMD64)) {
      return new Fit(Fit.Kind.EMULATED, "Rosetta 2");
    }
    if (os.equals(Os.WINDOWS) && (program.equals(Arch.AMD64) || program.equals(Arch.I386))) {
      return new Fit(Fit.Kind.EMULATED, "Windows on ARM");
    }
    return program.equals(Arch.ARM)
        ? new Fit(Fit.Kind.UNKNOWN, "only some 64-bit ARM processors run 32-bit programs")
        : Fit.FOREIGN;
  }
}
