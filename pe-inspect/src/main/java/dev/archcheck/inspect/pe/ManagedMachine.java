package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Os;

/**
 * What the Machine of a .NET image means: code compiled ahead of time for another system than
 * Windows has a number of that system mixed in by exclusive or.
 */
record ManagedMachine(Machine machine, Os os) {

  private static final int LINUX = 0x7B79;
  private static final int APPLE = 0x4644;
  private static final int FREEBSD = 0xADC4;
  private static final int NETBSD = 0x1993;
  private static final int SUN = 0x1992;

  static ManagedMachine of(Machine found) {
    if (isProcessor(found.raw())) {
      return new ManagedMachine(found, Os.WINDOWS);
    }
    ManagedMachine[] others = {
      under(found, LINUX, Os.LINUX),
      under(found, APPLE, Os.DARWIN),
      under(found, FREEBSD, Os.FREEBSD),
      under(found, NETBSD, Os.NETBSD),
      under(found, SUN, Os.SOLARIS)
    };
    for (ManagedMachine other : others) {
      if (isProcessor(other.machine().raw())) {
        return other;
      }
    }
    return new ManagedMachine(found, Os.WINDOWS);
  }

  private static ManagedMachine under(Machine found, int mask, Os os) {
    return new ManagedMachine(new Machine(found.raw() ^ mask), os);
  }

  /** The processors that .NET was ever compiled for. */
  private static boolean isProcessor(int raw) {
    return switch (raw) {
      case 0x14C, 0x1C4, 0x200, 0x8664, 0xAA64, 0x5064, 0x6264 -> true;
      default -> false;
    };
  }
}
