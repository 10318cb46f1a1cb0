package dev.archcheck.verify;

import java.util.List;

/**
 * A judgement as data. Renderers format it; checks never print.
 *
 * @param artifact the path of the artifact as the user knows it, {@code outer!/inner} in archives
 * @param message one sentence without a full stop, formed by {@link Rule#message}
 * @param evidence what it rests on, the weightiest first
 * @param identity what tells it from another finding of this rule about this artifact and stays the
 *     same when lines move and versions change, or the empty string: with rule and artifact it is
 *     what a finding is recognised by in the next run
 */
public record Finding(
    Rule rule,
    Severity severity,
    String artifact,
    String message,
    List<Evidence> evidence,
    String identity) {

  /** A finding of the rule's usual severity. */
  public static Finding of(
      Rule rule, String artifact, List<Evidence> evidence, Object... parameters) {
    return new Finding(
        rule, rule.severity(), artifact, rule.message(parameters), List.copyOf(evidence), "");
  }

  /** {@return the same, resting on something else} */
  public Finding withEvidence(List<Evidence> other) {
    return new Finding(rule, severity, artifact, message, List.copyOf(other), identity);
  }
}
