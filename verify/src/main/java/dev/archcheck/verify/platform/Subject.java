package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Witness;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One binary before the judge.
 *
 * @param artifact its path as the user knows it
 * @param fileName its own name
 * @param claim what it should be; null if nothing claims anything of it
 * @param targeted whether the claim is the user's own
 * @param minimums the oldest systems that the user wants it to run on
 */
record Subject(
    String artifact,
    String fileName,
    @Nullable Claim claim,
    boolean targeted,
    Facts facts,
    Map<String, String> minimums) {

  private static final int MAX_WITNESSES = 4;

  /** {@return the claim, if this kind of file can be held against it at all} */
  @Nullable Claim heldClaim() {
    return claim != null && isHeld(claim) ? claim : null;
  }

  /**
   * Files that no processor runs directly may lie in any folder; a WebAssembly module runs wherever
   * its host does.
   */
  private boolean isHeld(Claim claim) {
    if (facts.platforms().isEmpty()) {
      return false;
    }
    Platform first = claim.platforms().getFirst();
    if (facts.kind() == Kind.FIRMWARE) {
      return first.os().equals(Os.UEFI);
    }
    if (facts.format() == Format.WASM) {
      return first.arch().equals(Arch.WASM) || NameReader.namesProgram(fileName);
    }
    return facts.kind().hostCode();
  }

  Finding finding(Rule rule, List<Evidence> evidence, Object... parameters) {
    return Finding.of(rule, artifact, evidence, parameters);
  }

  Finding finding(Rule rule, Severity severity, List<Evidence> evidence, Object... parameters) {
    return new Finding(
        rule, severity, artifact, rule.message(parameters), List.copyOf(evidence), "");
  }

  /** {@return the words that claim and the bytes that show what it is} */
  List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>(bytes(facts.witnesses()));
    if (claim != null) {
      evidence.addAll(claim.words());
    }
    return evidence;
  }

  static List<Evidence> bytes(List<Witness> witnesses) {
    List<Evidence> evidence = new ArrayList<>(MAX_WITNESSES);
    for (Witness witness : witnesses.subList(0, Math.min(MAX_WITNESSES, witnesses.size()))) {
      evidence.add(new Evidence.Bytes(witness));
    }
    return evidence;
  }
}
