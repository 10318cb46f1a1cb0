package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Says from what was read of a machine what it is, and whether this process runs on it natively.
 * What nothing shows is unknown, with the reason. Variables of the environment and {@code uname}
 * show nothing: an emulator answers there as it likes.
 */
public final class HostJudge {

  /** How long programs for Intel Macs run on others, by Apple's documentation of Rosetta. */
  public static final String ROSETTA_2_UNTIL =
      "Apple's documentation keeps Rosetta 2 for all programs only through macOS 27";

  /** The last macOS that runs all programs for Intel Macs by it. */
  static final int LAST_WITH_ROSETTA_2 = 27;

  /** The first build of Windows 11. */
  static final int WINDOWS_11 = 22000;

  private HostJudge() {}

  /** {@return the judgement on these facts alone} */
  public static HostTruth judge(HostFacts facts) {
    return switch (facts.os()) {
      case "linux" -> new LinuxJudge(facts).judge();
      case "darwin" -> new MacJudge(facts).judge();
      case "windows" -> new WindowsJudge(facts).judge();
      default ->
          new Verdict(facts)
              .unknown("nothing is known here that shows on " + facts.os() + " what runs what");
    };
  }

  /** {@return the platform of a process whose architecture is what Java was built for} */
  static Platform process(HostFacts facts) {
    Arch arch = MachineNames.arch(facts.javaArch());
    return new Platform(new Os(facts.os()), arch == null ? new Arch(facts.javaArch()) : arch);
  }

  /** {@return what lets a processor of the first kind run programs of the second, or null} */
  static @Nullable String ownMode(Arch processor, Arch program) {
    if (processor.equals(Arch.AMD64) && program.equals(Arch.I386)) {
      return "x86-64 processors run 32-bit x86 programs themselves";
    }
    return processor.equals(Arch.ARM64) && program.equals(Arch.ARM)
        ? "this 64-bit ARM processor runs 32-bit ARM programs itself"
        : null;
  }
}
