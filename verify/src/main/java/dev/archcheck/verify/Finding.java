package dev.archcheck.verify;

import java.util.List;

/**
 * A judgement as data. Renderers format it; checks never print.
 *
 * @param artifact the path of the artifact as the user knows it, {@code outer!/inner} in archives
 * @param message one sentence without a full stop, formed by {@link Rule#message}
 * @param evidence what it rests on, the weightiest first
 */
public record Finding(
    Rule rule, Severity severity, String artifact, String message, List<Evidence> evidence) {

  /** A finding of the rule's usual severity. */
  public static Finding of(
      Rule rule, String artifact, List<Evidence> evidence, Object... parameters) {
    return new Finding(
        rule, rule.severity(), artifact, rule.message(parameters), List.copyOf(evidence));
  }
}
