package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Arch;

/**
 * macOS, by Apple's "About the Rosetta translation environment" and what the values of {@code
 * sysctlbyname} were seen to be in translated processes.
 */
final class MacJudge {

  private static final String ROSETTA_2 =
      "Rosetta 2 (translation of x86-64 programs by macOS on Apple silicon)";

  private final HostFacts facts;
  private final Verdict verdict;

  MacJudge(HostFacts facts) {
    this.facts = facts;
    this.verdict = new Verdict(facts);
  }

  HostTruth judge() {
    surroundings();
    String translated = facts.value(Sources.PROC_TRANSLATED);
    kernel(translated);
    noteTranslated(translated);
    verdict.noteJava();
    if (isAfterRosetta()) {
      verdict.notRun(Arch.AMD64);
    }
    boolean agrees = verdict.processArch().equals(verdict.kernelArch());
    return switch (translated) {
      case "1" -> agrees ? verdict.unknown(contradiction("is translated")) : emulated();
      case "0" ->
          !verdict.knowsKernel() || agrees
              ? verdict.isNative()
              : verdict.unknown(contradiction("is not translated"));
      default -> byKernel(agrees);
    };
  }

  private boolean isAfterRosetta() {
    String version = facts.osVersion();
    int end = version.indexOf('.');
    String major = end < 0 ? version : version.substring(0, end);
    return major.matches("[0-9]{1,4}")
        && Integer.parseInt(major) > HostJudge.LAST_WITH_ROSETTA_2
        && verdict.kernelArch().equals(Arch.ARM64);
  }

  private void noteTranslated(String translated) {
    String shows =
        switch (translated) {
          case "1" -> "this process is translated, and so is what it starts";
          case "0" -> "this process is not translated";
          case Sources.NOT_THERE ->
              "an Intel Mac or an old macOS; it does not show a native process by itself";
          default -> "";
        };
    if (!shows.isEmpty()) {
      verdict.note(Sources.PROC_TRANSLATED, shows);
    }
  }

  private void kernel(String translated) {
    String brand = facts.value(Sources.BRAND);
    if (facts.value(Sources.OPTIONAL_ARM64).equals("1")) {
      verdict.kernel(Arch.ARM64);
      verdict.note(
          Sources.OPTIONAL_ARM64, "Apple silicon; a translated process reads the same value");
    } else if (brand.startsWith("Apple ") || brand.startsWith("VirtualApple")) {
      verdict.kernel(Arch.ARM64);
    } else if (translated.equals("1")) {
      verdict.kernel(Arch.ARM64); // nothing else translates
    } else if (!brand.isEmpty() && HostFacts.isAnswer(brand)) {
      verdict.kernel(Arch.AMD64);
    }
    if (verdict.knowsKernel() && facts.answer(Sources.BRAND) != null) {
      verdict.note(Sources.BRAND, brandShows(brand));
    }
  }

  private static String brandShows(String brand) {
    if (brand.startsWith("VirtualApple")) {
      return "what Rosetta 2 tells a translated process";
    }
    return brand.startsWith("Apple ") ? "Apple silicon" : "no processor of Apple's";
  }

  private HostTruth byKernel(boolean agrees) {
    if (!verdict.knowsKernel()) {
      return verdict.unknown(verdict.silence("macOS"));
    }
    if (agrees) {
      return verdict.isNative();
    }
    return verdict.kernelArch().equals(Arch.ARM64) && verdict.processArch().equals(Arch.AMD64)
        ? emulated()
        : verdict.unknown(contradiction("runs on " + verdict.kernelArch()));
  }

  private HostTruth emulated() {
    verdict.caution(HostJudge.ROSETTA_2_UNTIL);
    return verdict.emulatedBy(ROSETTA_2);
  }

  private String contradiction(String said) {
    return "contradictory: macOS says that this process "
        + said
        + ", and Java is built for "
        + verdict.processArch();
  }

  private void surroundings() {
    for (HostFact fact : facts.facts()) {
      boolean model =
          fact.source().equals(Sources.MAC_MODEL)
              && (fact.value().startsWith("VirtualMac") || fact.value().startsWith("VMware"));
      if (model || (fact.source().equals(Sources.MAC_HYPERVISOR) && fact.value().equals("1"))) {
        verdict.around("virtual machine", fact);
      }
    }
  }
}
