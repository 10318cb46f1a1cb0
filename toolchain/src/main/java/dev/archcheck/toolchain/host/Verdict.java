package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link HostTruth} in the making: each step notes what it rests on. */
final class Verdict {

  private final HostFacts facts;
  private final List<HostWitness> evidence = new ArrayList<>();
  private final Set<String> surroundings = new LinkedHashSet<>();
  private Platform kernel;
  private Platform process;
  private String caution = "";
  private final List<Arch> notRun = new ArrayList<>();

  Verdict(HostFacts facts) {
    this.facts = facts;
    this.process = HostJudge.process(facts);
    this.kernel = new Platform(new Os(facts.os()), Arch.UNSPECIFIED);
  }

  /** Notes what a source shows, with the value that it has. */
  void note(String source, String shows) {
    note(new HostFact(source, facts.value(source)), shows);
  }

  void note(HostFact fact, String shows) {
    evidence.add(new HostWitness(fact.source(), fact.value(), shows));
  }

  void noteJava() {
    evidence.add(
        new HostWitness("os.arch", facts.javaArch(), "this Java is built for " + process.arch()));
  }

  void kernel(Arch arch) {
    kernel = new Platform(kernel.os(), arch);
  }

  void process(Arch arch) {
    process = new Platform(process.os(), arch);
  }

  Arch kernelArch() {
    return kernel.arch();
  }

  Arch processArch() {
    return process.arch();
  }

  boolean knowsKernel() {
    return !kernel.arch().equals(Arch.UNSPECIFIED);
  }

  void around(String what, HostFact shownBy) {
    surroundings.add(what + " (" + shownBy.source() + " = " + shownBy.value() + ")");
  }

  void caution(String sentence) {
    caution = caution.isEmpty() ? sentence : caution + "; " + sentence;
  }

  void notRun(Arch arch) {
    notRun.add(arch);
  }

  HostTruth isNative() {
    return truth(Nativeness.NATIVE, "");
  }

  HostTruth emulatedBy(String emulator) {
    return truth(Nativeness.EMULATED, emulator);
  }

  HostTruth unknown(String why) {
    caution(why);
    return truth(Nativeness.UNKNOWN, "");
  }

  /** {@return why a system has not said what its processor is} */
  String silence(String system) {
    String closed = facts.value(Sources.FOREIGN);
    if (!closed.isEmpty()) {
      return system + " could not be asked: " + closed;
    }
    return facts.facts().isEmpty()
        ? system + " was not asked"
        : system + " did not say what its processor is";
  }

  /** {@return the answer where the processor has a mode for these programs, or null} */
  @Nullable HostTruth byOwnMode(String source) {
    String mode = HostJudge.ownMode(kernelArch(), processArch());
    if (mode == null) {
      return null;
    }
    note(source, mode);
    return isNative();
  }

  private HostTruth truth(Nativeness nativeness, String emulator) {
    return new HostTruth(
        kernel,
        process,
        nativeness,
        emulator,
        evidence,
        List.copyOf(surroundings),
        caution,
        notRun);
  }
}
