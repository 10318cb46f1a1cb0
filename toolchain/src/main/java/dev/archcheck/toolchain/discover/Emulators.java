package dev.archcheck.toolchain.discover;

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
      Fit fit = Fit.between(host.platform(), host.basis() != Host.Basis.JAVA, platform);
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
}
