package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Arch;
import org.jspecify.annotations.Nullable;

/**
 * Windows, by the documentation of its calls and by what they were seen to answer on real machines
 * (the table in {@code HostJudgeWindowsTest}).
 */
final class WindowsJudge {

  /** Windows 10 1709, which has IsWow64Process2 and is the first for ARM64. */
  private static final int FIRST_FOR_ARM64 = 16299;

  /** Windows 11 24H2, where the emulator is called Prism. */
  private static final int PRISM = 26100;

  /** MACHINE_ATTRIBUTES in processthreadsapi.h. */
  private static final int USER_ENABLED = 1;

  private static final int KERNEL_ENABLED = 2;

  private final HostFacts facts;
  private final Verdict verdict;
  private final int build;

  WindowsJudge(HostFacts facts) {
    this.facts = facts;
    this.verdict = new Verdict(facts);
    this.build = build(facts.osVersion());
  }

  /** {@return the last part of a version, or 0} */
  private static int build(String version) {
    return (int) number(version.substring(version.lastIndexOf('.') + 1), 0);
  }

  /** {@return a number as Windows and its headers write it, or what stands for none} */
  private static long number(@Nullable String word, long none) {
    try {
      return word == null || word.isEmpty() ? none : Long.decode(word);
    } catch (NumberFormatException _) {
      return none;
    }
  }

  HostTruth judge() {
    kernel();
    process();
    advise();
    if (!verdict.knowsKernel()) {
      return verdict.unknown(verdict.silence("Windows"));
    }
    Arch kernel = verdict.kernelArch();
    Arch process = verdict.processArch();
    if (process.equals(kernel)) {
      return contradictsKernel()
          ? verdict.unknown("contradictory: the attributes of " + process + " are those of a guest")
          : verdict.isNative();
    }
    HostTruth own = verdict.byOwnMode(Sources.WOW64_NATIVE);
    if (own != null) {
      return own;
    }
    return kernel.equals(Arch.ARM64)
        ? verdict.emulatedBy(emulator(process))
        : verdict.unknown(
            "contradictory: Windows says that the processor is "
                + kernel
                + ", which runs nothing for "
                + process);
  }

  private void kernel() {
    Arch machine = machine(Sources.WOW64_NATIVE);
    if (machine != null) {
      verdict.kernel(machine);
      verdict.note(Sources.WOW64_NATIVE, "the processor is " + machine + ", whoever asks");
      return;
    }
    Arch process = machine(Sources.PROCESS_MACHINE);
    if (process != null && (attributes() & KERNEL_ENABLED) != 0) {
      verdict.kernel(process); // noted with the process
      return;
    }
    switch (facts.value(Sources.NATIVE_SYSTEM)) {
      case "12" -> {
        verdict.kernel(Arch.ARM64);
        verdict.note(Sources.NATIVE_SYSTEM, "an ARM64 processor; no other is told so");
      }
      case "9" -> {
        if (build > 0 && build < FIRST_FOR_ARM64) {
          verdict.kernel(Arch.AMD64);
          verdict.note(Sources.NATIVE_SYSTEM, "an x86-64 processor");
          verdict.note(Sources.WINDOWS_VERSION, "older than Windows for ARM64");
        } else {
          verdict.note(
              Sources.NATIVE_SYSTEM, "nothing: emulated programs on ARM64 are told the same");
        }
      }
      default -> {}
    }
  }

  private long attributes() {
    return number(facts.value(Sources.PROCESS_ATTRIBUTES), 0);
  }

  private boolean contradictsKernel() {
    return facts.answer(Sources.PROCESS_ATTRIBUTES) != null
        && machine(Sources.PROCESS_MACHINE) != null
        && (attributes() & KERNEL_ENABLED) == 0;
  }

  private void process() {
    Arch told = machine(Sources.PROCESS_MACHINE);
    Arch guest = machine(Sources.WOW64_PROCESS);
    Arch program = machine(Sources.OWN_PROGRAM);
    if (told != null) {
      verdict.process(told);
      verdict.note(Sources.PROCESS_MACHINE, "this process is " + told);
      if ((attributes() & KERNEL_ENABLED) != 0) {
        verdict.note(Sources.PROCESS_ATTRIBUTES, "the kernel itself is " + told);
      }
    } else if (guest != null) {
      verdict.process(guest);
      verdict.note(Sources.WOW64_PROCESS, "this process is " + guest + " in WOW64");
    } else if (program != null) {
      verdict.process(program);
      verdict.note(Sources.OWN_PROGRAM, "the program of this process is " + program);
    } else {
      verdict.noteJava();
    }
    if (number(facts.answer(Sources.WOW64_PROCESS), -1) == 0) {
      verdict.note(
          Sources.WOW64_PROCESS,
          "not in WOW64, which is only for 32-bit programs: it does not show a native process");
    }
  }

  private void advise() {
    if (!verdict.kernelArch().equals(Arch.ARM64)) {
      return;
    }
    String amd64 = facts.answer(Sources.AMD64_ATTRIBUTES);
    if (build > 0 && build < HostJudge.WINDOWS_11) {
      verdict.caution("Windows 10 on ARM64 emulates 32-bit x86 programs only, not amd64");
      verdict.notRun(Arch.AMD64);
      verdict.note(Sources.WINDOWS_VERSION, "before Windows 11");
    } else if (amd64 != null) {
      boolean runs = (number(amd64, 0) & USER_ENABLED) != 0;
      verdict.note(
          Sources.AMD64_ATTRIBUTES,
          runs ? "amd64 programs can run here" : "amd64 programs do not run here");
      if (!runs) {
        verdict.caution("this Windows does not run amd64 programs");
        verdict.notRun(Arch.AMD64);
      }
    }
  }

  private String emulator(Arch process) {
    String name = build >= PRISM ? "Prism" : "Windows on ARM";
    return process.equals(Arch.I386)
        ? name + " (emulation of x86 programs in WOW64)"
        : name + " (emulation of " + process + " programs)";
  }

  /**
   * {@return the architecture of an IMAGE_FILE_MACHINE, or null for none and for an unknown one}
   */
  private @Nullable Arch machine(String source) {
    return switch ((int) number(facts.answer(source), 0)) {
      case 0x014C -> Arch.I386;
      case 0x01C4 -> Arch.ARM;
      case 0x8664 -> Arch.AMD64;
      case 0xAA64 -> Arch.ARM64;
      default -> null;
    };
  }
}
