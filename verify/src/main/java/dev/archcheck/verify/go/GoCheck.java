package dev.archcheck.verify.go;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.CgoVerdict;
import dev.archcheck.inspect.go.CgoVerdict.CgoPackage;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoProgram;
import dev.archcheck.inspect.go.GoVersion;
import dev.archcheck.inspect.go.GoVersionRange;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds Go programs against what the user demands of them. */
public final class GoCheck {

  private static final int MAX_WITNESSES = 4;

  private final GoPolicy policy;

  /** What was built by which version of Go, in the order of the files. */
  private final List<Built> built = new ArrayList<>();

  private record Built(String artifact, String version, Witness witness) {}

  /** A check of one run. */
  public GoCheck(GoPolicy policy) {
    this.policy = policy;
  }

  /**
   * What became of a binary.
   *
   * @param unchecked why a demand could not be held against it, or the empty string
   */
  public record Result(List<Finding> findings, String unchecked) {

    static final Result NOTHING = new Result(List.of(), "");
  }

  /**
   * Holds a binary against the policy.
   *
   * @throws IOException if the bytes cannot be had; damage leaves it unchecked
   */
  public Result check(String artifact, Binary binary) throws IOException {
    if (policy.isEmpty() || !binary.kind().hostCode()) {
      return Result.NOTHING;
    }
    List<Finding> findings = new ArrayList<>();
    String unchecked = "";
    for (Binary slice : binary.slices()) {
      String reason;
      try {
        reason = slice(artifact, slice, findings);
      } catch (MalformedBinaryException e) {
        reason = e.problem().toString();
      }
      unchecked = unchecked.isEmpty() ? reason : unchecked;
    }
    return new Result(List.copyOf(findings), unchecked);
  }

  /** {@return why a slice could not be checked, or the empty string} */
  private String slice(String artifact, Binary slice, List<Finding> findings) throws IOException {
    if (slice.kind() == Kind.OBJECT || !(slice instanceof LoadedImage image)) {
      return "%s cannot be looked into for what Go built it with".formatted(slice.kind().label());
    }
    Optional<GoProgram> found = GoProgram.find(image);
    if (found.isEmpty()) {
      return "nothing shows that it is a Go program, so \"%s\" says nothing of it"
          .formatted(policy);
    }
    GoProgram program = found.get();
    Optional<GoBuildInfo> info = program.buildInfo();
    if (info.isPresent()) {
      settings(artifact, info.get(), findings);
      contradiction(artifact, program, info.get(), findings);
    } else if (policy.needsBuildInfo()) {
      withoutBuildInfo(artifact, program, findings);
    }
    return cgo(artifact, program, findings);
  }

  private void settings(String artifact, GoBuildInfo info, List<Finding> findings) {
    Witness version = new Witness("Go build info", "go", info.offset(), info.goVersion(), "");
    Optional<VersionRequirement> allowed = policy.allowedVersions();
    if (allowed.isPresent() && !allowed.get().allows(info.goVersion())) {
      findings.add(
          Finding.of(
              Rule.GO_VERSION,
              artifact,
              List.of(new Evidence.Bytes(version)),
              info.goVersion(),
              allowed.get()));
    }
    if (policy.oneVersion()) {
      built.add(new Built(artifact, info.goVersion(), version));
    }
    for (SettingRequirement requirement : policy.settings()) {
      Optional<Witness> contradiction = requirement.contradiction(info);
      if (contradiction.isPresent()) {
        Witness said = contradiction.get();
        findings.add(
            Finding.of(
                Rule.BUILD_SETTING,
                artifact,
                List.of(new Evidence.Bytes(said)),
                said.field().isEmpty() ? said.value() : said.field() + "=" + said.value(),
                requirement));
      }
    }
  }

  /**
   * Whoever changes the version in the build information does not change what that version wrote.
   */
  private void contradiction(
      String artifact, GoProgram program, GoBuildInfo info, List<Finding> findings)
      throws IOException {
    Optional<GoVersionRange> range =
        policy.allowedVersions().isPresent() ? program.impliedVersions() : Optional.empty();
    if (range.isPresent()
        && GoVersion.parse(info.goVersion()).isPresent()
        && !range.get().contains(info.goVersion())) {
      findings.add(
          Finding.of(
              Rule.CONTRADICTION,
              artifact,
              bytes(range.get().evidence()),
              "its build information says %s, but its structures are of %s"
                  .formatted(info.goVersion(), range.get())));
    }
  }

  /** The structures of the program may still show that it is too old, or new enough. */
  private void withoutBuildInfo(String artifact, GoProgram program, List<Finding> findings)
      throws IOException {
    Optional<GoVersionRange> range = program.impliedVersions();
    Optional<VersionRequirement> allowed = policy.allowedVersions();
    if (range.isPresent() && allowed.isPresent() && !allowed.get().mayAllow(range.get())) {
      findings.add(
          Finding.of(
              Rule.GO_VERSION,
              artifact,
              bytes(range.get().evidence()),
              range.get() + " (by its structures)",
              allowed.get()));
      return;
    }
    boolean proven =
        range.isPresent() && allowed.isPresent() && allowed.get().allowsAll(range.get());
    if (proven && !policy.needsMoreThanVersion()) {
      return;
    }
    findings.add(
        Finding.of(
            Rule.NO_BUILD_INFO,
            artifact,
            program
                .functionTable()
                .map(table ->
                    List.<Evidence>of(
                        new Evidence.Bytes(
                            new Witness(
                                "pclntab",
                                "",
                                table.offset(),
                                table.functionCount() + " functions",
                                "a Go program"))))
                .orElse(List.of()),
            "so \"" + policy.ofBuildInfo() + "\" cannot be held against it"));
  }

  private String cgo(String artifact, GoProgram program, List<Finding> findings)
      throws IOException {
    if (policy.cgo() == GoPolicy.Cgo.ALLOW) {
      return "";
    }
    CgoVerdict verdict = program.cgo();
    boolean forbidden =
        switch (verdict.kind()) {
          case NONE -> false;
          case RUNTIME_ONLY -> policy.cgo() == GoPolicy.Cgo.FORBID;
          case USER_CGO, C_WITHOUT_CGO -> true;
          case INCONCLUSIVE -> false;
        };
    if (forbidden) {
      List<Witness> witnesses = new ArrayList<>();
      for (CgoVerdict.Evidence one : verdict.evidence()) {
        if (one.weight() == CgoVerdict.Weight.FOR) {
          witnesses.add(one.witness());
        }
      }
      findings.add(Finding.of(Rule.CGO, artifact, bytes(witnesses), describe(verdict)));
    }
    return switch (verdict.kind()) {
      case INCONCLUSIVE -> "whether it uses cgo is open: " + verdict.reason();
      case NONE -> ofExternalLinker(program);
      case RUNTIME_ONLY -> standardOnly(program, verdict);
      case USER_CGO, C_WITHOUT_CGO -> "";
    };
  }

  /** Go's linker names all code in the table, C too; another linker adds what it likes. */
  private static String ofExternalLinker(GoProgram program) throws IOException {
    return switch (program.linkMode().kind()) {
      case EXTERNAL, STATIC ->
          "a C compiler's linker made it, and what that added is not in the function table";
      case UNKNOWN ->
          "nothing shows which linker made it, and a C compiler's may have added C that is not in"
              + " the function table";
      case INTERNAL -> "";
    };
  }

  /**
   * A package that only has C variables, or C code that runs by itself, leaves no name of its own.
   */
  private String standardOnly(GoProgram program, CgoVerdict verdict) throws IOException {
    if (policy.cgo() != GoPolicy.Cgo.STD_ONLY) {
      return "";
    }
    return verdict.packages().isEmpty()
        ? "the runtime's support of cgo is there, but nothing shows which package needs it"
        : ofExternalLinker(program);
  }

  private static String describe(CgoVerdict verdict) {
    StringBuilder text = new StringBuilder(verdict.kind().label());
    String separator = ", in ";
    for (CgoPackage one : verdict.packages()) {
      text.append(separator).append(one.path().isEmpty() ? "an unknown package" : one.path());
      separator = ", ";
    }
    if (verdict.kind() == CgoVerdict.Kind.C_WITHOUT_CGO && !verdict.evidence().isEmpty()) {
      text.append(", by ").append(verdict.evidence().getFirst().witness().value());
    }
    return text.toString();
  }

  private static List<Evidence> bytes(List<Witness> witnesses) {
    List<Evidence> evidence = new ArrayList<>(MAX_WITNESSES);
    for (Witness witness : witnesses.subList(0, Math.min(MAX_WITNESSES, witnesses.size()))) {
      evidence.add(new Evidence.Bytes(witness));
    }
    return evidence;
  }

  /** Forgets an artifact that has been taken back. */
  public void forget(String artifact) {
    built.removeIf(one -> one.artifact.equals(artifact));
  }

  /**
   * {@return what is wrong with all programs together, when the last has been seen: whatever was
   * not built by the version of the first}
   */
  public List<Finding> atEnd() {
    List<Finding> findings = new ArrayList<>(0);
    for (Built one : built) {
      Built first = built.getFirst();
      if (!one.version.equals(first.version)) {
        findings.add(
            Finding.of(
                Rule.MIXED_GO_VERSIONS,
                one.artifact,
                List.of(
                    new Evidence.Bytes(one.witness),
                    new Evidence.Declared(first.artifact, "built by " + first.version)),
                one.version,
                first.artifact,
                first.version));
      }
    }
    return findings;
  }
}
