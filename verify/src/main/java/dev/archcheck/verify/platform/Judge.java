package dev.archcheck.verify.platform;

import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Puts every rule to a binary. */
final class Judge {

  private static final List<PlatformRule> RULES =
      List.of(
          new ServesRule(),
          new AppleAbiRule(),
          new KindRule(),
          new RelabelledRule(),
          new GoTargetRule(),
          new WindowsOnArmRule(),
          new MinimumOsRule(),
          new LibcRule(),
          new GoBuildRule(),
          new DamageRule());

  private Judge() {}

  /**
   * {@return everything that is wrong with it, the gravest kind first}
   *
   * @throws IOException if the bytes cannot be had; damage is a finding
   */
  static List<Finding> judge(Subject subject) throws IOException {
    List<Finding> findings = new ArrayList<>(0);
    for (PlatformRule rule : RULES) {
      try {
        rule.judge(subject, findings::add);
      } catch (MalformedBinaryException e) {
        findings.add(damaged(subject, e));
      }
    }
    return findings;
  }

  private static Finding damaged(Subject subject, MalformedBinaryException e) {
    List<Evidence> evidence =
        List.of(
            new Evidence.Bytes(
                new dev.archcheck.inspect.Witness(
                    e.problem().structure(),
                    e.problem().field(),
                    e.problem().offset(),
                    e.problem().detail(),
                    "")));
    return subject.finding(Rule.DAMAGED, evidence, e.problem());
  }
}
