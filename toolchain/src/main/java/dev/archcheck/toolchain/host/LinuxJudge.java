package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Arch;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Linux: the kernel's own word, and what emulators of processes leave behind. */
final class LinuxJudge {

  /** proc(5): the place of {@code vsize} in {@code /proc/self/stat}, counted after the name. */
  private static final int VSIZE = 23 - 3;

  /** 64-bit architectures that Java is built for. */
  private static final Set<Arch> WIDE =
      Set.of(
          Arch.AMD64,
          Arch.ARM64,
          Arch.LOONG64,
          Arch.PPC64,
          Arch.PPC64LE,
          Arch.RISCV64,
          Arch.S390X,
          Arch.SPARC64);

  private final HostFacts facts;
  private final Verdict verdict;

  /** Emulators that show themselves to be at work in this process. */
  private final Set<EmulatorName> seen = EnumSet.noneOf(EmulatorName.class);

  /** Whether one of them could not be there without being at work. */
  private boolean beyondCpuinfo;

  LinuxJudge(HostFacts facts) {
    this.facts = facts;
    this.verdict = new Verdict(facts);
  }

  HostTruth judge() {
    new LinuxSurroundings(facts, verdict).find();
    kernel();
    verdict.noteJava();
    signs();
    Arch kernel = verdict.kernelArch();
    Arch process = verdict.processArch();
    if (!seen.isEmpty()) {
      return bySigns(process.equals(kernel));
    }
    if (verdict.knowsKernel()) {
      return byKernel(kernel, process);
    }
    return byAbsence();
  }

  private void kernel() {
    String word = facts.answer(Sources.KERNEL_ARCH);
    Arch arch = word == null ? null : MachineNames.arch(word);
    if (arch != null) {
      verdict.kernel(arch);
      verdict.note(
          Sources.KERNEL_ARCH,
          "the kernel is " + arch + "; emulation of a process does not change it");
    } else if (isThere(Sources.MIDR_EL1)) {
      verdict.kernel(Arch.ARM64);
      verdict.note(Sources.MIDR_EL1, "only kernels for arm64 have it");
    } else if (isThere(Sources.BOOTLOADER_TYPE) && WIDE.contains(verdict.processArch())) {
      verdict.kernel(Arch.AMD64);
      verdict.note(
          Sources.BOOTLOADER_TYPE,
          "only kernels for x86 have it, and a 64-bit process needs a 64-bit one");
    }
  }

  /** Something that may not be read is there all the same. */
  private boolean isThere(String source) {
    String value = facts.value(source);
    return HostFacts.isAnswer(value) || value.equals(Sources.FORBIDDEN);
  }

  private void signs() {
    String comm = facts.value(Sources.SELF_COMM);
    EmulatorName named = EmulatorName.of(comm);
    if (named != null) {
      sign(named, new HostFact(Sources.SELF_COMM, comm), "this process was started as " + comm);
    }
    if (isQemuStat()) {
      sign(
          EmulatorName.QEMU_USER,
          new HostFact(Sources.SELF_STAT_VSIZE, "0"),
          "no memory: the kernel says how much, QEMU writes 0");
    }
    for (HostFact fact : facts.under(Sources.SELF_MAPS)) {
      EmulatorName mapped = EmulatorName.of(fact.value());
      if (fact.source().equals(Sources.SELF_MAPS) && mapped != null) {
        sign(mapped, fact, "the emulator's program is in this process");
      }
    }
    if (!seen.isEmpty()) {
      beyondCpuinfo = true;
    }
    for (HostFact fact : facts.under(Sources.CPUINFO)) {
      if (fact.value().startsWith("VirtualApple")) {
        sign(EmulatorName.ROSETTA_FOR_LINUX, fact, "what Rosetta says in the processor's place");
      } else if (fact.value().startsWith("Box64 on")) {
        sign(EmulatorName.BOX64, fact, "what box64 says in the processor's place");
      }
    }
  }

  private void sign(EmulatorName emulator, HostFact fact, String shows) {
    seen.add(emulator);
    verdict.note(fact, shows);
  }

  /**
   * {@return whether the file says that this process has no memory} QEMU makes it itself
   * (linux-user/syscall.c, open_self_stat) and has nothing to write for most fields.
   */
  private boolean isQemuStat() {
    return "0".equals(vsize());
  }

  private @Nullable String vsize() {
    String stat = facts.answer(Sources.SELF_STAT);
    if (stat == null) {
      return null;
    }
    // The name before it may hold anything, parentheses too.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" +", -1);
    return fields.length > VSIZE ? fields[VSIZE] : null;
  }

  private HostTruth bySigns(boolean agrees) {
    if (agrees && !beyondCpuinfo) {
      return verdict.unknown(
          "contradictory: the kernel is "
              + verdict.kernelArch()
              + " as this Java is, and /proc/cpuinfo is an emulator's");
    }
    supporting();
    if (seen.contains(EmulatorName.QEMU_USER)) {
      verdict.caution("starting other processes may fail under qemu-user");
    }
    return verdict.emulatedBy(
        seen.stream().map(EmulatorName::withKind).collect(Collectors.joining(" and ")));
  }

  private HostTruth byKernel(Arch kernel, Arch process) {
    if (process.equals(kernel)) {
      noteOwnStat();
      return verdict.isNative();
    }
    HostTruth own = verdict.byOwnMode(Sources.KERNEL_ARCH);
    if (own != null) {
      return own;
    }
    return verdict.emulatedBy(supporting());
  }

  /** The kernel does not say what it is: that nothing emulates has to be shown by the process. */
  private HostTruth byAbsence() {
    Arch process = verdict.processArch();
    String word = facts.answer(Sources.KERNEL_ARCH);
    if (word != null) {
      return verdict.unknown("the kernel calls itself " + word + ", which is not known here");
    }
    if (isThere(Sources.BOOTLOADER_TYPE)) {
      return verdict.unknown("an x86 kernel that does not say whether it is a 64-bit one");
    }
    String vsize = vsize();
    HostFact form = cpuinfoOf(process);
    if (vsize == null || form == null) {
      return verdict.unknown(
          Sources.KERNEL_ARCH
              + " is not there (Linux before 6.1), and nothing else shows what the kernel is");
    }
    verdict.kernel(process);
    verdict.note(form, "the form that kernels for " + process + " give it");
    noteOwnStat();
    return verdict.isNative();
  }

  private void noteOwnStat() {
    String vsize = vsize();
    if (vsize != null) {
      verdict.note(
          new HostFact(Sources.SELF_STAT_VSIZE, vsize), "the kernel's word; qemu-user writes 0");
    }
  }

  /**
   * {@return the line that only kernels for this architecture write, or null} For x86 there is
   * none: Rosetta, FEX and box64 write the file themselves.
   */
  private @Nullable HostFact cpuinfoOf(Arch arch) {
    for (HostFact fact : facts.under(Sources.CPUINFO + " ")) {
      String key = fact.source().substring(Sources.CPUINFO.length() + 1);
      boolean fits =
          switch (arch.name()) {
            case "riscv64" -> key.equals("isa") && fact.value().startsWith("rv64");
            case "s390x" -> key.equals("vendor_id") && fact.value().startsWith("IBM/S390");
            case "ppc64", "ppc64le" -> key.equals("cpu") && fact.value().startsWith("POWER");
            default -> false;
          };
      if (fits) {
        return fact;
      }
    }
    return null;
  }

  /**
   * Notes what only hints at an emulator.
   *
   * @return the emulator as far as hints name it
   */
  private String supporting() {
    Set<String> hints = new TreeSet<>();
    for (String source : List.of(Sources.SELF_ARGUMENT, Sources.FIRST_ARGUMENT)) {
      EmulatorName named = EmulatorName.of(facts.value(source));
      if (named != null) {
        hints.add(named.label());
        verdict.note(source, "started through " + named.label());
      }
    }
    if (facts.value(Sources.SELF_VDSO).equals(Sources.NOT_THERE)) {
      verdict.note(Sources.SELF_VDSO, "the kernel maps one into its own processes");
    }
    for (HostFact fact : facts.under(Sources.BINFMT)) {
      String interpreter = interpreter(fact);
      EmulatorName named = EmulatorName.of(interpreter);
      if (named != null && !isSwitchedOff()) {
        hints.add(named.label());
        verdict.note(fact, "registered: it shows what is possible, not what is used");
      }
    }
    return hints.isEmpty()
        ? "an emulator that does not show itself"
        : "an emulator that does not show itself, perhaps " + String.join(" or ", hints);
  }

  private boolean isSwitchedOff() {
    return facts.value(Sources.BINFMT_STATUS).equals("disabled");
  }

  private static String interpreter(HostFact entry) {
    if (!entry.value().startsWith("enabled")) {
      return "";
    }
    for (String line : entry.value().split("; ", -1)) {
      if (line.startsWith("interpreter ")) {
        return line.substring("interpreter ".length());
      }
    }
    return "";
  }
}
