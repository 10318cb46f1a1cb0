package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.discover.Fit;
import dev.archcheck.toolchain.doctor.ProgramFacts.Role;
import dev.archcheck.toolchain.host.HostTruth;
import dev.archcheck.toolchain.host.Nativeness;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is wrong with the processes around this one: emulation, and chains of mixed processors. */
final class HostRules {

  private final Capture capture;
  private final HostTruth host;
  private final Remedies remedies;
  private final List<Diagnosis> diagnoses;

  HostRules(Capture capture, HostTruth host, Remedies remedies, List<Diagnosis> diagnoses) {
    this.capture = capture;
    this.host = host;
    this.remedies = remedies;
    this.diagnoses = diagnoses;
  }

  void judge() {
    if (host.nativeness() == Nativeness.EMULATED) {
      emulated();
    }
    chain();
  }

  private void emulated() {
    List<Evidence> evidence = new ArrayList<>();
    host.evidence()
        .forEach(one ->
            evidence.add(new Evidence.Declared(one.source(), one.value() + ", " + one.shows())));
    List<Step> fix = new ArrayList<>();
    ProgramFacts culprit = emulatedParent();
    if (culprit != null) {
      fix.add(
          Step.action(
              "start "
                  + culprit.name()
                  + " for "
                  + host.kernel()
                  + ": "
                  + culprit.path()
                  + " is "
                  + culprit.platforms().getFirst()));
    }
    if (host.kernel().os().equals(Os.DARWIN)) {
      fix.add(
          Step.action(
              "switch off \"Open using Rosetta\" in the information window of the terminal"));
    }
    if (host.kernel().os().equals(Os.LINUX) && isContainer()) {
      fix.add(
          Step.action(
              "take an image for the machine: docker run --platform linux/"
                  + host.kernel().arch()
                  + ", and FROM --platform=$BUILDPLATFORM for what builds in a Dockerfile"));
    }
    fix.add(Step.action("run archcheck by a Java for " + host.kernel()));
    diagnoses.add(
        new Diagnosis(
            Finding.of(
                Rule.PROCESS_EMULATED,
                Doctor.HOST,
                List.copyOf(evidence),
                host.process(),
                host.emulator(),
                host.kernel()),
            culprit == null
                ? "this Java is for another processor than the machine's"
                : "what an emulated program starts is emulated as well",
            fix));
  }

  private boolean isContainer() {
    return host.surroundings().stream().anyMatch(one -> one.startsWith("container"));
  }

  private @Nullable ProgramFacts emulatedParent() {
    return capture.programs().stream()
        .filter(one -> one.role() == Role.PARENT && isForeign(one))
        .findFirst()
        .orElse(null);
  }

  private boolean isForeign(ProgramFacts program) {
    Fit fit = Doctor.fit(host, program.platforms(), "");
    return fit.kind() == Fit.Kind.EMULATED || fit.kind() == Fit.Kind.FOREIGN;
  }

  /** A debugger reads the memory of what go builds: both must be of one processor. */
  private void chain() {
    GoFacts go =
        capture.gos().stream()
            .filter(one -> one.pathPosition() == 1 && !one.platforms().isEmpty())
            .findFirst()
            .orElse(null);
    for (ProgramFacts program : capture.programs()) {
      if (program.platforms().isEmpty()) {
        continue;
      }
      boolean beside = program.role() == Role.DEBUGGER || program.role() == Role.LANGUAGE_SERVER;
      if (go != null && beside && !program.platforms().contains(go.platform())) {
        add(program, "go", go.platform());
      } else if (program.role() != Role.PARENT && isForeign(program)) {
        add(program, "this machine", host.kernel().toString());
      }
    }
  }

  private void add(ProgramFacts program, String other, String platform) {
    String wanted = Objects.requireNonNull(platform);
    diagnoses.add(
        new Diagnosis(
            Finding.of(
                Rule.MIXED_CHAIN,
                program.path(),
                List.of(new Evidence.Declared("header", String.join(", ", program.platforms()))),
                String.join(" and ", program.platforms()),
                other,
                wanted),
            "it was installed by a program for another processor",
            List.of(
                switch (program.role()) {
                  case DEBUGGER ->
                      remedies.reinstall(
                          GoRules.folder(program.path()), "github.com/go-delve/delve/cmd/dlv");
                  case LANGUAGE_SERVER ->
                      remedies.reinstall(
                          GoRules.folder(program.path()), "golang.org/x/tools/gopls");
                  case C_COMPILER, LINKER, SHELL, EDITOR, PARENT ->
                      Step.action("install " + program.name() + " for " + wanted);
                })));
  }
}
