package dev.archcheck.verify.policy;

import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a project allows: the file {@code .archcheck.yaml}, described in {@code docs/policy.md}.
 *
 * @param file the file as the caller names it; the empty string where there is none
 * @param failOn the severity of a use of native code from which on a run fails
 * @param targets what the project is built for, {@code linux/amd64}; empty where it does not say
 * @param tests how uses count that nothing but tests needs
 * @param severities the severities that differ from the usual ones of their rules
 * @param allowances in file order
 * @param waivers in file order
 */
public record Policy(
    String file,
    Severity failOn,
    List<String> targets,
    TestUse tests,
    Map<Rule, Severity> severities,
    List<Allowance> allowances,
    List<Waiver> waivers) {

  /** From as many days before its end on, a waiver is said to expire soon. */
  public static final int NEAR_DAYS = 14;

  /** What holds without a file: every rule with its usual severity, nothing allowed or waived. */
  public static final Policy DEFAULT = of("");

  /** Keeps its own collections. */
  public Policy {
    targets = List.copyOf(targets);
    severities = Map.copyOf(severities);
    allowances = List.copyOf(allowances);
    waivers = List.copyOf(waivers);
  }

  /** {@return the default, under the name of a file that says nothing} */
  static Policy of(String file) {
    return new Policy(
        file, Severity.ERROR, List.of(), TestUse.NOTE, Map.of(), List.of(), List.of());
  }

  /**
   * {@return the policy in the bytes of a file}
   *
   * @param fileName what messages and findings call the file
   * @throws PolicyException if it is none, with the place; the only exception that bytes can cause
   */
  public static Policy parse(String fileName, byte[] yaml) throws PolicyException {
    return PolicyReader.read(fileName, yaml);
  }

  /** {@return how much a use of this rule matters that is neither allowed nor waived} */
  public Severity severity(Rule rule) {
    return severities.getOrDefault(rule, rule.severity());
  }

  /**
   * {@return what is to be done about one use} What is allowed needs no waiver, and what tests
   * alone need and the policy ignores needs none either; then a waiver that has not expired counts.
   *
   * @param today the day, in UTC
   */
  public Judgement judge(Subject subject, LocalDate today) {
    for (Allowance allowance : allowances) {
      if (allowance.scope().covers(subject)) {
        return new Judgement.Allowed(allowance);
      }
    }
    if (subject.testOnly() && tests == TestUse.IGNORE) {
      return new Judgement.Ignored();
    }
    List<Waiver> holding = new ArrayList<>();
    List<Waiver> expired = new ArrayList<>();
    for (Waiver waiver : waivers) {
      if (waiver.scope().covers(subject)) {
        (waiver.holdsOn(today) ? holding : expired).add(waiver);
      }
    }
    if (!holding.isEmpty()) {
      return new Judgement.Waived(holding);
    }
    boolean noted = subject.testOnly() && tests == TestUse.NOTE;
    return new Judgement.Denied(noted ? Severity.NOTE : severity(subject.rule()), expired);
  }

  /**
   * {@return what is wrong with the waivers, in file order} An expired one is an error where
   * something was found that it was for, and else a warning; one that covered something and expires
   * within {@value #NEAR_DAYS} days is a note; one for nothing that was found is a warning, or a
   * note where other runs may find something.
   *
   * @param judgements all judgements of the run
   * @param today the day that they were made for
   * @param scanned what else would have been found
   */
  public List<Finding> findings(
      Collection<? extends Judgement> judgements, LocalDate today, Scanned scanned) {
    return new PolicyFindings(this, today, scanned).of(judgements);
  }
}
